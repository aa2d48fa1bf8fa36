import type { Clause } from './clauses.ts';
import { has, hasAny, within } from './clauses.ts';
import type { Lexeme } from './lex.ts';
import type { TagName } from './lexicon/tags.ts';

/** What a clause says about restoring: `at` is the lexeme that says it. */
export type RestoreEvidence = {
  readonly kind: 'none' | 'request' | 'noun' | 'weak' | 'past' | 'negated' | 'hypothetical';
  readonly at: number;
};

const thing: readonly TagName[] = [
  'data',
  'wl',
  'folder',
  'siteNoun',
  'teamNoun',
  'channelNoun',
  'mailItem',
  'deletedItems',
  'mailboxNoun',
  'folderNoun',
  'libraryNoun',
  'shared',
];
const moment: readonly TagName[] = ['dow', 'day', 'dp', 'last', 'month', 'part', 'num'];
const masked = new Set(['email', 'mention', 'url', 'file']);

/** True when the lexeme is something that can be restored, or whose data can. */
export const isThing = (lexeme: Lexeme | undefined): boolean =>
  lexeme !== undefined && (masked.has(lexeme.kind) || hasAny(lexeme, thing));

/** Words a negation may skip on its way to the verb ("do not, please, ever restore"). */
const skippable: readonly TagName[] = [
  'ask',
  'polite',
  'det',
  'me',
  'it',
  'link',
  'not',
  'to',
  'my',
  'future',
  'half',
  'i',
  'subject',
  'of',
  'restoreNoun',
  'request',
  'reasonLabel',
];

function negated(
  lexemes: readonly Lexeme[],
  clause: Clause,
  at: number,
  particleAt: number,
  verbFinal: boolean,
): boolean {
  for (let i = at - 1, steps = 0; i >= clause.from && steps < 5; i -= 1, steps += 1) {
    const lexeme = lexemes[i];
    if (has(lexeme, 'not')) return true;
    if (has(lexeme, 'negNoun')) return true;
    if (lexeme?.kind === 'punctuation' || !hasAny(lexeme, skippable)) break;
  }
  // "stell mein Postfach nicht wieder her", "restaure pas", "restore not", 復元しないで: the negation follows the verb.
  const end = particleAt > at ? particleAt : clause.to;
  for (let i = at + 1; i < clause.to; i += 1) {
    const lexeme = lexemes[i];
    if (!has(lexeme, 'notAfter')) continue;
    const closes =
      i + 1 >= clause.to ||
      i + 1 === end ||
      has(lexemes[i + 1], 'restore') ||
      has(lexemes[i + 1], 'particle') ||
      has(lexemes[i + 1], 'polite') ||
      lexemes[i + 1]?.kind === 'punctuation';
    if (i === at + 1 || (closes && (verbFinal || particleAt > at || i + 1 >= clause.to))) return true;
  }
  return false;
}

/** Reads one clause for a request to restore; the strongest evidence wins. */
export function restoreEvidence(lexemes: readonly Lexeme[], clause: Clause, verbFinal: boolean): RestoreEvidence {
  let found: RestoreEvidence = { kind: 'none', at: -1 };
  const asks = (before: number): boolean => {
    for (let i = clause.from; i < clause.to; i += 1)
      if (has(lexemes[i], 'ask') && (i < before || verbFinal || has(lexemes[i], 'askAfter'))) return true;
    return false;
  };
  const conditional = (at: number): boolean => {
    for (let i = clause.from; i < at; i += 1)
      if (has(lexemes[i], 'conditional') || has(lexemes[i], 'said')) return true;
    if (within(lexemes, clause.from, at, 'thanksFor') || (verbFinal && within(lexemes, at + 1, clause.to, 'thanksFor')))
      return true;
    const joined = lexemes[clause.from - 1];
    if (has(lexemes[clause.from], 'rel') && joined && joined.kind !== 'punctuation' && joined.kind !== 'break') {
      for (
        let i = clause.from - 1;
        i >= 0 && lexemes[i]?.kind !== 'punctuation' && lexemes[i]?.kind !== 'break';
        i -= 1
      )
        if (has(lexemes[i], 'said')) return true;
    }
    return verbFinal && within(lexemes, at + 1, Math.min(clause.to, at + 4), 'conditional');
  };
  const mine = (at: number): boolean => {
    for (let i = at - 1; i >= Math.max(clause.from, at - 3); i -= 1) {
      if (has(lexemes[i], 'future')) return !within(lexemes, clause.from, at, 'ask');
    }
    return false;
  };
  const particles: number[] = [];
  for (let i = clause.from; i < clause.to; i += 1) if (has(lexemes[i], 'particle')) particles.push(i);
  const particleAt = particles.at(-1) ?? -1;
  const anything = within(lexemes, clause.from, clause.to, 'it') || lexemes.slice(clause.from, clause.to).some(isThing);
  // "overwrite my OneDrive with the backup of Monday"
  const copyBeside = (at: number): boolean =>
    !hasAny(lexemes[at - 1], ['subject', 'i', 'auxiliary']) &&
    lexemes
      .slice(verbFinal ? clause.from : at + 1, clause.to)
      .some(
        (lexeme) =>
          hasAny(lexeme, ['backup', 'point', 'latest']) || (has(lexemes[at], 'inPlace') && has(lexeme, 'asof')),
      );
  // "j'ai supprimé mes contacts, il me les faut": only after something was lost, and only for a pronoun.
  const wantedAgain = (at: number): boolean => {
    let from = at;
    while (from > clause.from && lexemes[from - 1]?.kind !== 'punctuation') from -= 1;
    const part = lexemes.slice(from, clause.to);
    return (
      part.some((lexeme) => has(lexeme, 'it')) &&
      part.some((lexeme) => hasAny(lexeme, ['ask', 'half'])) &&
      within(lexemes, 0, from, 'incident') &&
      lexemes.some(isThing) &&
      !part.some((lexeme) => lexeme.kind === 'word' && lexeme.tags.size === 0 && !lexeme.capital)
    );
  };
  // "…, please back to yesterday": a thing was named before, and what was wrong with it.
  const backTo = (at: number): boolean =>
    has(lexemes[at + 1], 'to') &&
    (lexemes[at + 2]?.kind === 'number' || hasAny(lexemes[at + 2], moment)) &&
    lexemes.slice(0, at).some(isThing) &&
    lexemes.slice(0, at).some((lexeme) => hasAny(lexeme, ['incident', 'incidentNoun']));
  // "reset my mailbox to Monday": a verb of many uses, with nothing strange before the moment to go to.
  const toMoment = (at: number): boolean => {
    if (hasAny(lexemes[at - 1], ['auxiliary', 'det'])) return false;
    for (let i = at + 1; i < clause.to; i += 1) {
      const next = lexemes[i + 1];
      if (has(lexemes[i], 'to') && (next?.kind === 'number' || hasAny(next, moment))) return true;
      if (lexemes[i]?.kind === 'word' && lexemes[i]?.tags.size === 0 && !lexemes[i]?.capital) return false;
    }
    return false;
  };
  // "Thanks, my mailbox has been restored": a polite word asks for nothing that is done already.
  const isDone = (at: number): boolean => {
    let before = at - 1;
    const passes = (lexeme: Lexeme | undefined): boolean =>
      lexeme !== undefined &&
      lexeme.kind !== 'punctuation' &&
      (verbFinal || (hasAny(lexeme, ['just', 'link', 'polite']) && !has(lexeme, 'auxiliary')));
    while (before > clause.from && passes(lexemes[before]) && !has(lexemes[before], 'auxiliary')) before -= 1;
    return (
      has(lexemes[before], 'auxiliary') &&
      !hasAny(lexemes[before], ['modal', 'toBe']) &&
      lexemes
        .slice(clause.from, clause.to)
        .every((lexeme) => !has(lexeme, 'ask') || hasAny(lexeme, ['polite', 'askAfter']))
    );
  };
  const weigh = (at: number, kind: RestoreEvidence['kind']): void => {
    const rank = { none: 0, past: 1, noun: 2, weak: 3, hypothetical: 4, request: 5, negated: 6 };
    let settled = kind;
    if (kind === 'request' || kind === 'weak' || kind === 'noun') {
      if (negated(lexemes, clause, at, particleAt, verbFinal)) settled = 'negated';
      else if (conditional(at)) settled = 'hypothetical';
      else if (mine(at)) settled = 'hypothetical';
    }
    if (rank[settled] > rank[found.kind]) found = { kind: settled, at };
  };
  for (let i = clause.from; i < clause.to; i += 1) {
    const lexeme = lexemes[i];
    if (!lexeme) continue;
    // "Postfach von Lee bitte auf gestern zurück": the particle alone closes a request.
    if (
      verbFinal &&
      i === particleAt &&
      (i + 1 >= clause.to || lexemes[i + 1]?.kind === 'punctuation') &&
      has(lexeme, 'particle') &&
      anything &&
      asks(i)
    )
      weigh(i, 'weak');
    const told =
      hasAny(lexemes[i - 1], ['subject', 'i']) &&
      !has(lexemes[i - 1], 'ask') &&
      !within(lexemes, clause.from, i, 'ask');
    if (!told && hasAny(lexeme, ['replaceVerb']) && has(lexeme, 'restored') && anything && toMoment(i))
      weigh(i, 'weak');
    else if (told && hasAny(lexeme, ['restore', 'restoreWeak']) && !has(lexeme, 'restored')) weigh(i, 'hypothetical');
    else if (has(lexeme, 'restored')) {
      const alsoVerb =
        has(lexeme, 'restore') && !hasAny(lexemes[i - 1], ['auxiliary', 'i', 'subject']) && !isThing(lexemes[i - 1]);
      const mustBe = has(lexemes[i - 1], 'modal') && !has(lexemes[i - 1], 'to');
      weigh(i, (asks(i) && !isDone(i) && !told) || mustBe || alsoVerb ? 'request' : 'past');
    } else if (has(lexeme, 'restore')) {
      const previous = lexemes[i - 1];
      const nominal =
        has(lexeme, 'restoreNoun') &&
        i > clause.from &&
        (hasAny(previous, ['det', 'my', 'definite']) ||
          previous?.kind === 'possessive' ||
          (hasAny(previous, ['wl', 'mailboxNoun', 'siteNoun']) && !has(previous, 'restore')) ||
          has(previous, 'status') ||
          has(previous, 'cancel'));
      const stated = has(lexeme, 'restoreNoun') && has(lexemes[i + 1], 'auxiliary');
      weigh(i, nominal || stated ? 'noun' : 'request');
    } else if (has(lexeme, 'restoreNoun')) weigh(i, 'noun');
    else if (has(lexeme, 'undo') && (anything || lexemes.some(isThing))) weigh(i, 'weak');
    else if (has(lexeme, 'restoreWeak') && (anything || backTo(i))) weigh(i, 'weak');
    else if (has(lexeme, 'particle') && asks(i) && backTo(i)) weigh(i, 'weak');
    else if (has(lexeme, 'replaceVerb') && anything && copyBeside(i)) weigh(i, 'weak');
    else if (has(lexeme, 'again') && wantedAgain(i)) weigh(i, 'weak');
    else if (has(lexeme, 'half') && particleAt > i && anything) {
      const gap = particleAt - i;
      if (
        gap <= 25 &&
        (gap > 1 ||
          lexemes.slice(particleAt, clause.to).some((after) => isThing(after) || has(after, 'it')) ||
          !has(lexemes[particleAt + 1], 'to') ||
          has(lexeme, 'go'))
      )
        weigh(i, 'weak');
    }
  }
  return found;
}
