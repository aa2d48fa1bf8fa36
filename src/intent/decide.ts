import { has, hasAny, within } from './clauses.ts';
import { isThing } from './evidence.ts';
import type { Lexeme } from './lex.ts';
import type { Reading } from './reading.ts';
import type { IntentName, IntentOptions, Sureness } from './types.ts';

export type Decision = {
  readonly intent: IntentName;
  readonly at: number;
  readonly sure: Sureness;
  readonly listOf?: IntentOptions['listOf'];
};

const small = [
  'polite',
  'ask',
  'it',
  'det',
  'me',
  'i',
  'of',
  'link',
  'closing',
  'definite',
  'my',
  'to',
  'subject',
  'latest',
  'and',
];
const content = (lexeme: Lexeme): boolean =>
  lexeme.kind !== 'punctuation' && lexeme.kind !== 'break' && lexeme.kind !== 'possessive';

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
    lexemes.some((lexeme) => lexeme.text === '?' || lexeme.text === '？') || has(lexemes[first], 'question');
  const restoreWord = lexemes.findIndex((lexeme) =>
    hasAny(lexeme, ['restore', 'restored', 'restoreNoun', 'restoreWeak']),
  );
  if (
    asksHow >= 0 &&
    (asksHow <= first + 2 || lexicon.table.headFinal) &&
    (restoreWord >= 0 || lexemes.some((lexeme) => hasAny(lexeme, ['backup', 'point', 'request', 'bot', 'approval'])))
  )
    return { intent: 'help', at: asksHow, sure: 'likely' };
  const status = lexemes.findIndex((lexeme) => has(lexeme, 'status'));
  const noun = (lexeme: Lexeme): boolean => hasAny(lexeme, ['restoreNoun', 'request']);
  const hasNoun = lexemes.some(noun);
  const verbAsked =
    requests >= 0 && !within(lexemes, evidence[requests]?.at ?? 0, (evidence[requests]?.at ?? 0) + 1, 'restoreNoun');
  const leads = has(lexemes[first], 'question') && !has(lexemes[first], 'ask');
  if (
    status >= 0 &&
    !verbAsked &&
    (hasNoun || words.every((lexeme) => hasAny(lexeme, [...small, 'status', 'question'])))
  )
    return { intent: 'status', at: status, sure: 'sure' };
  const list = listing(reading, words, first, verbAsked);
  if (list) return list;
  const progress = lexemes.findIndex((lexeme) => has(lexeme, 'progress'));
  const reported = lexemes.findIndex((lexeme) => has(lexeme, 'restored'));
  const asked = leads || question;
  if (asked && progress >= 0 && hasNoun && (!verbAsked || leads))
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
  }
  const help = lexemes.findIndex((lexeme) => has(lexeme, 'help'));
  if (
    help >= 0 &&
    words.every((lexeme) => hasAny(lexeme, [...small, 'help', 'question', 'capability', 'how', 'restoreNoun', 'bot']))
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

/** Verbs on a request whose number was said. Questions about it, and everything unclear, show its state. */
function actOnRequest(reading: Reading, words: readonly Lexeme[]): Decision | undefined {
  const { lexemes, requestId } = reading;
  const at = requestId?.at ?? 0;
  const status: Decision = { intent: 'status', at, sure: 'likely' };
  const first = words.find((lexeme) => !hasAny(lexeme, ['polite', 'and']) && lexeme.kind !== 'mention');
  const tail = lexemes.findIndex((lexeme) => hasAny(lexeme, ['cancel', 'approve', 'reject', 'approved', 'rejected']));
  const questions =
    (has(first, 'question') && !has(first, 'ask')) || (tail < 0 && lexemes.some((lexeme) => has(lexeme, 'status')));
  if (questions) return status;
  for (let i = 0; i < lexemes.length; i += 1) {
    const lexeme = lexemes[i];
    if (!lexeme || !hasAny(lexeme, ['cancel', 'approve', 'reject', 'approved', 'rejected'])) continue;
    const verb = has(lexeme, 'cancel')
      ? 'cancel'
      : has(lexeme, 'approve') || has(lexeme, 'approved')
        ? 'approve'
        : 'reject';
    if (Math.abs(i - at) > 14) continue;
    const bare = hasAny(lexeme, ['approved', 'rejected']) && !hasAny(lexeme, ['approve', 'reject', 'cancel']);
    let negative = false;
    for (let back = i - 1; back >= Math.max(0, i - 4); back -= 1) {
      if (lexemes[back]?.kind === 'punctuation' && lexemes[back]?.text !== "'") break;
      if (has(lexemes[back], 'not')) negative = true;
    }
    for (let next = i + 1; next < Math.min(lexemes.length, i + 8); next += 1) {
      if (lexemes[next]?.kind === 'punctuation' || hasAny(lexemes[next], ['because', 'but', 'rel'])) break;
      if (
        has(lexemes[next], 'notAfter') &&
        (next === i + 1 ||
          next > at ||
          !lexemes[next + 1] ||
          hasAny(lexemes[next + 1], ['particle', 'polite', 'approve', 'cancel', 'reject']) ||
          lexemes[next + 1]?.kind === 'punctuation')
      )
        negative = true;
    }
    if (bare) {
      const reported = words.some(
        (word, w) =>
          w < words.indexOf(lexeme) &&
          (hasAny(word, ['subject', 'auxiliary', 'question']) ||
            word.kind === 'mention' ||
            (word.capital && word.tags.size === 0 && word.kind === 'word')),
      );
      if (reported && !hasAny(lexemes[i - 1], ['polite'])) return { intent: 'other', at: i, sure: 'likely' };
    }
    if (within(lexemes, Math.max(0, i - 4), i, 'conditional') || within(lexemes, Math.max(0, i - 6), i, 'said'))
      return { intent: 'other', at: i, sure: 'likely' };
    if (negative)
      return verb === 'approve'
        ? { intent: 'reject', at: i, sure: 'sure' }
        : { intent: 'other', at: i, sure: 'likely' };
    return { intent: verb, at: i, sure: 'sure' };
  }
  if (reading.evidence.some((one) => one.kind === 'request' && !has(lexemes[one.at], 'restoreNoun'))) return undefined;
  if (
    words.every(
      (lexeme) => lexeme.kind === 'requestId' || hasAny(lexeme, [...small, 'request', 'status', 'list', 'question']),
    ) ||
    lexemes.some((lexeme) => hasAny(lexeme, ['status', 'progress', 'list'])) ||
    lexemes.some((lexeme) => lexeme.text === '?' || lexeme.text === '？')
  )
    return status;
  return { intent: 'other', at, sure: 'guess' };
}

/** "cancel my restore", "abort the restore of the HR site", "approve": only with our own noun or with nothing else at all. */
function actWithoutId(reading: Reading, words: readonly Lexeme[]): Decision | undefined {
  const { lexemes } = reading;
  for (let i = 0; i < lexemes.length; i += 1) {
    const lexeme = lexemes[i];
    const verb = has(lexeme, 'cancel')
      ? 'cancel'
      : has(lexeme, 'approve')
        ? 'approve'
        : has(lexeme, 'reject')
          ? 'reject'
          : undefined;
    if (!verb || !lexeme) continue;
    const alone =
      words.every((word) => word === lexeme || hasAny(word, small)) &&
      !words.some((word) => has(word, 'question') && !has(word, 'ask'));
    const pure = words.length <= 2 || alone;
    const start = words.filter((word) => !hasAny(word, ['polite', 'ask', 'i', 'subject', 'me'])).indexOf(lexeme);
    let object = false;
    const near = reading.clauses.find((clause) => i >= clause.from && i < clause.to);
    for (let at = near?.from ?? 0; at < (near?.to ?? lexemes.length); at += 1)
      if (at !== i && hasAny(lexemes[at], ['restoreNoun', 'request']) && !has(lexemes[at], verb)) object = true;
    const questioned = words.some((word, w) => w < words.indexOf(lexeme) && has(word, 'question') && !has(word, 'ask'));
    let negative = false;
    for (let back = i - 1; back >= Math.max(0, i - 3); back -= 1) if (has(lexemes[back], 'not')) negative = true;
    for (let next = i + 1; next < Math.min(lexemes.length, i + 7); next += 1)
      if (
        has(lexemes[next], 'notAfter') &&
        (next === i + 1 ||
          !lexemes[next + 1] ||
          hasAny(lexemes[next + 1], ['particle', 'cancel']) ||
          lexemes[next + 1]?.kind === 'punctuation')
      )
        negative = true;
    if (
      within(lexemes, Math.max(0, i - 5), i, 'conditional') ||
      within(lexemes, Math.max(0, i - 5), i, 'said') ||
      questioned
    )
      continue;
    const listed = verb !== 'cancel' && lexemes.some((word) => hasAny(word, ['list', 'approval'])) && words.length > 1;
    if (listed) continue;
    if (verb === 'cancel' && (has(lexeme, 'weakCancel') ? object && start <= 0 : object || (pure && alone)))
      return negative ? { intent: 'other', at: i, sure: 'likely' } : { intent: 'cancel', at: i, sure: 'sure' };
    const subject = words.some((word) => has(word, 'subject') && !has(word, 'i'));
    if (verb !== 'cancel' && ((alone && !has(lexeme, 'needsObject')) || (object && start <= 0 && !subject)))
      return { intent: negative ? (verb === 'approve' ? 'reject' : 'other') : verb, at: i, sure: 'likely' };
  }
  return undefined;
}

/** Lists of requests, approvals and restore points. */
function listing(reading: Reading, words: readonly Lexeme[], first: number, verbAsked: boolean): Decision | undefined {
  const { lexemes } = reading;
  const find = (tag: string): number => lexemes.findIndex((lexeme) => has(lexeme, tag));
  const list = find('list');
  if (
    words.every((lexeme) => hasAny(lexeme, ['listBare', 'list', ...small])) &&
    lexemes.some((lexeme) => has(lexeme, 'listBare'))
  ) {
    const mine = lexemes.some((lexeme) => hasAny(lexeme, ['request', 'restoreNoun']));
    const at = find('listBare');
    return mine ? { intent: 'list', at, sure: 'sure', listOf: 'requests' } : { intent: 'list', at, sure: 'sure' };
  }
  const question = lexemes.findIndex((lexeme) => has(lexeme, 'question'));
  const opener = list >= 0 ? list : question === first || reading.lexicon.table.headFinal ? question : -1;
  const approval = find('approval');
  if (approval >= 0 && (list >= 0 || opener >= 0) && !verbAsked)
    return { intent: 'list', at: approval, sure: 'sure', listOf: 'approvals' };
  const point = lexemes.findIndex(
    (lexeme) => hasAny(lexeme, ['point', 'backup', 'backedUp']) && !has(lexeme, 'unsupported'),
  );
  if (
    point >= 0 &&
    opener >= 0 &&
    !verbAsked &&
    !lexemes.some((lexeme) => has(lexeme, 'unsupported')) &&
    (has(lexemes[point], 'point') ||
      has(lexemes[point], 'backedUp') ||
      lexemes.some((lexeme) =>
        hasAny(lexeme, ['wl', 'siteNoun', 'teamNoun', 'mailboxNoun', 'exists', 'url', 'data']),
      ) ||
      words.length <= 4)
  )
    return { intent: 'list', at: point, sure: 'sure', listOf: 'restorePoints' };
  const requests = lexemes.findIndex((lexeme) => hasAny(lexeme, ['request', 'restoreNoun']));
  if (
    requests >= 0 &&
    list >= 0 &&
    list <= first + 2 &&
    !verbAsked &&
    !lexemes.some((lexeme) => has(lexeme, 'progress') && !has(lexeme, 'list') && !has(lexeme, 'stateWord')) &&
    (has(lexemes[requests], 'request') ||
      has(lexemes[requests], 'pluralNoun') ||
      lexemes.some((lexeme) => has(lexeme, 'my')))
  )
    return { intent: 'list', at: requests, sure: 'likely', listOf: 'requests' };
  return undefined;
}

/** A request to restore, unless it is about something else, about nothing in particular, or only about what could be done. */
function asRestore(reading: Reading, index: number, nounOnly: boolean, question: boolean): Decision | undefined {
  const { lexemes, clauses, evidence, roles } = reading;
  const clause = clauses[index];
  const proof = evidence[index];
  if (!clause || !proof) return undefined;
  if (
    evidence.some((one, i) => one.kind === 'negated' && clauses[i]?.sentence === clause.sentence && i !== index) &&
    proof.kind !== 'request'
  )
    return { intent: 'other', at: proof.at, sure: 'likely' };
  const at = proof.at;
  const part = lexemes.slice(clause.from, clause.to);
  const firstThing = lexemes.findIndex(
    (lexeme, i) =>
      i >= clause.from && i < clause.to && isThing(lexeme) && !has(lexeme, 'unsupported') && !reading.dated.has(i),
  );
  const strongThing = part.findIndex(
    (lexeme) =>
      hasAny(lexeme, ['wl', 'siteNoun', 'shared', 'channelNoun']) ||
      lexeme.kind === 'email' ||
      lexeme.kind === 'url' ||
      lexeme.kind === 'mention',
  );
  const unsupported = lexemes.findIndex((lexeme, i) => i >= clause.from && i < clause.to && has(lexeme, 'unsupported'));
  if (
    unsupported >= 0 &&
    (strongThing < 0 || unsupported < clause.from + strongThing) &&
    !(
      lexemes[unsupported]?.capital &&
      hasAny(lexemes[unsupported + 1], ['folderNoun', 'siteNoun', 'teamNoun', 'channelNoun'])
    ) &&
    !hasAny(lexemes[unsupported + 1], ['folderNoun', 'siteNoun'])
  )
    return { intent: 'other', at: unsupported, sure: 'likely' };
  const anyThing =
    firstThing >= 0 ||
    lexemes.some(
      (lexeme, i) =>
        isThing(lexeme) &&
        !has(lexeme, 'unsupported') &&
        !reading.dated.has(i) &&
        (within(lexemes, clause.from, clause.to, 'it') || proof.kind === 'request'),
    );
  const object = part.some((lexeme) => has(lexeme, 'it'));
  const dated = roles.some((role) => role.clause === index && role.role !== 'ignored');
  if (nounOnly) {
    const asked = within(lexemes, clause.from, clause.to, 'ask') || has(lexemes[0], 'polite');
    const opens = at <= clause.from + 1 || (reading.lexicon.table.headFinal === true && clauses.length === 1);
    if (question && !asked) return undefined;
    if (!(asked || dated || opens)) return undefined;
    if (!anyThing && !asked && !(dated && opens))
      return words(reading).length <= 2 ? { intent: 'restore', at, sure: 'likely' } : undefined;
    if (
      part.some((lexeme) => hasAny(lexeme, ['progress', 'subject']) && !has(lexeme, 'ask') && !has(lexeme, 'it')) &&
      !asked
    )
      return undefined;
    if (!anyThing && part.some((lexeme) => lexeme.tags.size === 0 && lexeme.kind === 'word' && !lexeme.capital))
      return undefined;
    return generic(reading, index, question) ?? { intent: 'restore', at, sure: 'likely' };
  }
  if (!anyThing) {
    if (proof.kind === 'weak') return undefined;
    const strange = part.filter(
      (lexeme, k) =>
        lexeme.kind === 'word' &&
        lexeme.tags.size === 0 &&
        !reading.dated.has(clause.from + k) &&
        !reading.lexicon.stop.has(lexeme.key),
    ).length;
    const quiet = strange === 0 || (dated && object && strange <= 1);
    if (!quiet) return undefined;
    if (part.some((lexeme) => hasAny(lexeme, ['event', 'personNoun', 'incidentNoun'])) && !object && !dated)
      return undefined;
  }
  return (
    generic(reading, index, question) ?? { intent: 'restore', at, sure: proof.kind === 'weak' ? 'likely' : 'sure' }
  );
}

const words = (reading: Reading): Lexeme[] => reading.lexemes.filter(content);

/** "Can you restore SharePoint sites?" asks what is possible: nothing particular is named. */
function generic(reading: Reading, index: number, question: boolean): Decision | undefined {
  const { lexemes, clauses } = reading;
  const clause = clauses[index];
  if (!clause) return undefined;
  const able = lexemes.findIndex((lexeme, i) => i >= clause.from && i < clause.to && has(lexeme, 'capability'));
  if (able < 0 || !(question || clause.question) || reading.dates.length > 0) return undefined;
  const particular = lexemes.some(
    (lexeme, i) =>
      ['mention', 'email', 'url', 'file', 'quote', 'possessive'].includes(lexeme.kind) ||
      hasAny(lexeme, ['my', 'definite', 'latest', 'inPlaceAsked', 'forMe', 'polite']) ||
      (has(lexeme, 'me') && has(lexemes[i - 1], 'for')) ||
      (has(lexeme, 'it') && !has(lexeme, 'det') && i > able) ||
      (has(lexeme, 'incident') && !hasAny(lexeme, ['deletedItems']) && i < clause.from),
  );
  const named = lexemes.some(
    (lexeme, i) => i > able && i < clause.to && lexeme.capital && lexeme.tags.size === 0 && lexeme.kind === 'word',
  );
  const thing = lexemes.some((lexeme) => isThing(lexeme));
  return particular || named || !thing ? undefined : { intent: 'help', at: able, sure: 'likely' };
}

/** No verb of restoring, but everything else: whose data, a past moment, a state to go back to, and a request. */
function stateAsked(reading: Reading): Decision | undefined {
  const { lexemes, roles, clauses } = reading;
  const target = roles.find((role) => role.role === 'target' || role.role === 'good' || role.role === 'from');
  if (!target) return undefined;
  const clause = clauses[target.clause];
  if (!clause || within(lexemes, clause.from, clause.to, 'said')) return undefined;
  const asked = lexemes.some((lexeme) => has(lexeme, 'ask'));
  const stated =
    within(lexemes, clause.from, clause.to, 'asof') ||
    (target.role === 'from' && within(lexemes, clause.from, clause.to, 'half'));
  const thing = lexemes.findIndex(
    (lexeme, i) => hasAny(lexeme, ['wl', 'siteNoun', 'mailboxNoun']) && !reading.dated.has(i),
  );
  if (
    !asked ||
    !stated ||
    thing < 0 ||
    lexemes.some((lexeme) => hasAny(lexeme, ['unsupported', 'how', 'not', 'list', 'status']))
  )
    return undefined;
  return { intent: 'restore', at: thing, sure: 'guess' };
}
