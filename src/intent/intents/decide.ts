import { has, hasAny } from '../clauses.ts';
import { isThing } from '../evidence.ts';
import type { Lexeme } from '../lex.ts';
import type { TagName } from '../lexicon/tags.ts';
import type { Reading } from '../reading.ts';
import type { Decision } from './decision.ts';
import { content, small } from './decision.ts';
import { listing } from './listing.ts';
import { actOnRequest, actWithoutId } from './onRequest.ts';
import { asRestore } from './restoring.ts';
import { stateAsked } from './stateAsked.ts';

const asking: readonly TagName[] = [
  'help',
  'bot',
  'question',
  'restore',
  'restoreWeak',
  'restored',
  'modal',
  'auxiliary',
  'for',
  'forMe',
  'and',
];

/** Decides what the message asks for. Actions need the clearest words; when in doubt it is a question or nothing. */
export function decideIntent(reading: Reading): Decision {
  const { lexemes, requestId, evidence, lexicon } = reading;
  const words = lexemes.filter(content);
  const other: Decision = { intent: 'other', at: 0, sure: 'likely' };
  if (words.length === 0)
    return lexemes.some((lexeme) => lexeme.kind === 'punctuation' && !/^[?？]$/.test(lexeme.text))
      ? other
      : { intent: 'help', at: 0, sure: 'sure' };
  const act = requestId ? actOnRequest(reading, words) : actWithoutId(reading, words);
  if (act) return act;
  const first = lexemes.findIndex((lexeme) => content(lexeme) && !hasAny(lexeme, ['polite', 'and']));
  const asksHow = lexemes.findIndex((lexeme) => has(lexeme, 'how'));
  const requests = evidence.findIndex((one) => one.kind === 'request' || one.kind === 'weak');
  const nouns = evidence.findIndex((one) => one.kind === 'noun');
  const question =
    lexemes.some((lexeme) => lexeme.text === '?' || lexeme.text === '？') ||
    has(lexemes[first], 'question') ||
    (lexicon.table.headFinal === true && has(words.at(-1), 'question') && has(words.at(-1), 'restored'));
  const restoreWord = lexemes.findIndex((lexeme) =>
    hasAny(lexeme, ['restore', 'restored', 'restoreNoun', 'restoreWeak']),
  );
  const about =
    restoreWord >= 0 ||
    lexemes.some((lexeme) => has(lexeme, 'particle')) ||
    evidence.some((one) => one.kind !== 'none') ||
    lexemes.some((lexeme) =>
      hasAny(lexeme, ['howRestore', 'backup', 'backedUp', 'point', 'request', 'bot', 'approval', 'restoreNoun']),
    );
  const what = whatIsPossible(reading, first);
  if (what >= 0) return { intent: 'help', at: what, sure: 'likely' };
  // "how long will my restore still take?" is about one that runs.
  const howLong = lexemes.findIndex((lexeme) => has(lexeme, 'howLong'));
  const running = lexemes.some((lexeme) => has(lexeme, 'my'));
  if (howLong >= 0 && running && requests < 0 && lexemes.some((lexeme) => hasAny(lexeme, ['restoreNoun', 'request'])))
    return { intent: 'status', at: howLong, sure: 'likely' };
  if (asksHow >= 0 && (asksHow <= first + 2 || lexicon.table.headFinal) && about)
    return { intent: 'help', at: asksHow, sure: 'likely' };
  const howAt = lexemes.findIndex((lexeme) => has(lexeme, 'howWord'));
  if (
    howAt >= 0 &&
    howAt <= first + 1 &&
    requests >= 0 &&
    (evidence[requests]?.at ?? 99) <= howAt + 4 &&
    (!has(lexemes[evidence[requests]?.at ?? 0], 'restored') || has(lexemes[evidence[requests]?.at ?? 0], 'restore'))
  )
    return { intent: 'help', at: howAt, sure: 'likely' };
  // "When a site is restored, how does that work?"
  const how = lexemes.findIndex((lexeme) => hasAny(lexeme, ['how', 'howWord']));
  if (
    question &&
    requests < 0 &&
    how >= 0 &&
    evidence.some((one) => one.kind === 'hypothetical') &&
    lexemes.some(isThing)
  )
    return { intent: 'help', at: how, sure: 'guess' };
  const status = lexemes.findIndex((lexeme) => has(lexeme, 'status'));
  const noun = (lexeme: Lexeme): boolean => hasAny(lexeme, ['restoreNoun', 'request']);
  const hasNoun = lexemes.some(noun);
  const verbAt = requests >= 0 ? (evidence[requests]?.at ?? 0) : -1;
  const naming =
    hasAny(lexemes[verbAt + 1], ['status', 'point', 'list', 'request']) ||
    hasAny(lexemes[verbAt - 1], ['list', 'status']);
  const verbAsked = verbAt >= 0 && (lexicon.table.headFinal ? !has(lexemes[verbAt], 'restoreNoun') : !naming);
  const leads =
    (has(lexemes[first], 'question') || (question && has(lexemes[first], 'maybeQuestion'))) &&
    !has(lexemes[first], 'ask');
  if (
    status >= 0 &&
    !verbAsked &&
    (hasNoun || words.every((lexeme) => hasAny(lexeme, [...small, 'status', 'question'])))
  )
    return { intent: 'status', at: status, sure: 'sure' };
  const list = listing(reading, words, first, verbAsked);
  if (list) return list;
  const progress = lexemes.findIndex((lexeme) => has(lexeme, 'progress'));
  if (progress >= 0 && isOfElse(reading)) return other;
  const reported = lexemes.findIndex((lexeme) => has(lexeme, 'restored'));
  const asked = leads || question;
  const reportedAt = lexemes.findIndex((lexeme) => has(lexeme, 'restored'));
  if (
    (asked ||
      (lexicon.table.headFinal &&
        reportedAt < 0 &&
        lexemes.some((lexeme) => has(lexeme, 'question') && !has(lexeme, 'link')))) &&
    progress >= 0 &&
    hasNoun &&
    (!verbAsked || leads)
  )
    return { intent: 'status', at: progress, sure: 'likely' };
  if (
    asked &&
    reported >= 0 &&
    (leads || !verbAsked) &&
    lexemes.some(isThing) &&
    !lexemes.some((lexeme) => hasAny(lexeme, ['unsupported', 'capability'])) &&
    (requests < 0 || leads)
  )
    return { intent: 'status', at: reported, sure: 'likely' };
  if (requests >= 0 || nouns >= 0) {
    const restore = asRestore(reading, requests >= 0 ? requests : nouns, requests < 0, question);
    if (restore) return restore;
    // "I need everything back by Wednesday: please reset my OneDrive to …": what is asked for may come second.
    const plain = evidence.findIndex((one, i) => i > requests && one.kind === 'request');
    const second = requests >= 0 && plain >= 0 ? asRestore(reading, plain, false, question) : undefined;
    if (second) return second;
  }
  const help = lexemes.findIndex((lexeme) => has(lexeme, 'help'));
  if (
    help >= 0 &&
    words.every(
      (lexeme) =>
        isThing(lexeme) || hasAny(lexeme, [...small, 'help', 'question', 'capability', 'how', 'restoreNoun', 'bot']),
    )
  )
    return { intent: 'help', at: help, sure: 'sure' };
  const able = lexemes.findIndex((lexeme) => has(lexeme, 'capability'));
  if (
    able >= 0 &&
    question &&
    evidence.some((one) => one.kind === 'hypothetical') &&
    lexemes.some((lexeme) => isThing(lexeme))
  )
    return { intent: 'help', at: able, sure: 'guess' };
  if (question && evidence.some((one) => one.kind === 'hypothetical') && leads && lexemes.some(isThing))
    return { intent: 'help', at: first, sure: 'guess' };
  const fields = lexemes.filter(
    (lexeme, i) => hasAny(lexeme, ['fields', 'reasonLabel']) && lexemes[i + 1]?.text === ':',
  ).length;
  if (fields >= 2 && lexemes.some((lexeme) => has(lexeme, 'wl'))) return { intent: 'restore', at: 0, sure: 'likely' };
  return stateAsked(reading) ?? other;
}

/** "What exactly can you restore?", "Was kannst du eigentlich alles?": a question of little words that names nothing; or -1. */
function whatIsPossible({ lexemes, dates, requestId, lexicon }: Reading, first: number): number {
  const at = lexemes.findIndex(
    (lexeme) => has(lexeme, 'whatWord') || (has(lexeme, 'help') && lexeme.text.includes(' ')),
  );
  if (at < 0 || requestId || dates.length > 0) return -1;
  if (!lexicon.table.headFinal && at > first + 3) return -1;
  const able = lexemes.some((lexeme) => hasAny(lexeme, ['capability', 'help']));
  const quiet = lexemes.every(
    (lexeme) =>
      !content(lexeme) ||
      (!hasAny(lexeme, ['not', 'my', 'it', 'incident', 'particle', 'definite']) &&
        hasAny(lexeme, [...asking, ...small])) ||
      hasAny(lexeme, ['filler', 'whatWord', 'capability']),
  );
  return able && quiet ? at : -1;
}

/** "Is the restoration of the old theatre finished?": what is being restored is nothing of ours. */
function isOfElse({ lexemes, requestId, lexicon }: Reading): boolean {
  if (requestId || lexemes.some(isThing)) return false;
  return lexemes.some((noun, at) => {
    if (!has(noun, 'restoreNoun') || !hasAny(lexemes[at + 1], ['of', 'owner', 'nameOf'])) return false;
    let next = at + 1;
    while (hasAny(lexemes[next], ['of', 'owner', 'nameOf', 'det', 'definite'])) next += 1;
    const matter = lexemes[next];
    return (
      has(matter, 'unsupported') ||
      (matter?.kind === 'word' && matter.tags.size === 0 && !matter.capital && !lexicon.stop.has(matter.key))
    );
  });
}
