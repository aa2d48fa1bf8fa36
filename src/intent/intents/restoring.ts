import { has, hasAny, within } from '../clauses.ts';
import { isThing } from '../evidence.ts';
import type { Lexeme } from '../lex.ts';
import type { Reading } from '../reading.ts';
import type { Decision } from './decision.ts';
import { content } from './decision.ts';

/** Something that is certainly Microsoft 365 data or somebody who has it. */
const isOurs = (lexeme: Lexeme): boolean =>
  hasAny(lexeme, ['wl', 'siteNoun', 'shared', 'channelNoun']) ||
  lexeme.kind === 'email' ||
  lexeme.kind === 'url' ||
  lexeme.kind === 'mention';

/** A request to restore, unless it is about something else, about nothing in particular, or only about what could be done. */
export function asRestore(reading: Reading, index: number, nounOnly: boolean, question: boolean): Decision | undefined {
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
  const strongThing = part.findIndex(isOurs);
  const unsupported = lexemes.findIndex((lexeme, i) => i >= clause.from && i < clause.to && has(lexeme, 'unsupported'));
  if (
    unsupported >= 0 &&
    !inThingName(lexemes, unsupported) &&
    (strongThing < 0 || unsupported < clause.from + strongThing) &&
    !(
      lexemes[unsupported]?.capital &&
      hasAny(lexemes[unsupported + 1], ['folderNoun', 'siteNoun', 'teamNoun', 'channelNoun'])
    ) &&
    !hasAny(lexemes[unsupported + 1], ['folderNoun', 'siteNoun'])
  )
    return { intent: 'other', at: unsupported, sure: 'likely' };
  // "The server crashed, restore it": what "it" stands for is not ours to restore.
  const named = lexemes.findIndex((lexeme) => has(lexeme, 'unsupported'));
  if (named >= 0 && unsupported < 0 && firstThing < 0 && strongThing < 0 && !lexemes.some(isOurs))
    return { intent: 'other', at: named, sure: 'likely' };
  const anyThing =
    firstThing >= 0 ||
    lexemes.some(
      (lexeme, i) =>
        isThing(lexeme) &&
        !has(lexeme, 'unsupported') &&
        !reading.dated.has(i) &&
        (within(lexemes, clause.from, clause.to, 'it') || proof.kind === 'request' || proof.kind === 'weak'),
    );
  const object = part.some((lexeme) => has(lexeme, 'it'));
  const dated = roles.some((role) => role.clause === index && role.role !== 'ignored');
  if (nounOnly) {
    const asked = within(lexemes, clause.from, clause.to, 'ask') || has(lexemes[0], 'polite');
    // "Thanks, the restore of my mailbox worked": it says how one went.
    const done = part.some((lexeme, k) => has(lexeme, 'progress') && !has(lexeme, 'ask') && k > at - clause.from);
    const wanted = part.some((lexeme) => has(lexeme, 'ask') && !has(lexeme, 'polite'));
    if (
      done &&
      !wanted &&
      part.some((lexeme, k) => k > at - clause.from && hasAny(lexeme, ['progress', 'good', 'auxiliary']))
    )
      return undefined;
    const opens = at <= clause.from + 1 || (reading.lexicon.table.headFinal === true && clauses.length === 1);
    if (question && !asked) return undefined;
    if (!(asked || dated || opens)) return undefined;
    if (
      !asked &&
      part.some((lexeme) => (has(lexeme, 'auxiliary') || has(lexeme, 'good')) && !has(lexeme, 'of')) &&
      !reading.lexicon.table.headFinal
    )
      return undefined;
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
  // "Thank you, restore of the HR site completed"
  const last = part.findLast(
    (lexeme) => lexeme.kind === 'word' && !(has(lexeme, 'polite') && !has(lexeme, 'progress')),
  );
  if (
    has(lexemes[at], 'restoreNoun') &&
    has(last, 'progress') &&
    !reading.lexicon.table.headFinal &&
    !part.some((lexeme) => has(lexeme, 'ask') && !has(lexeme, 'polite')) &&
    part.indexOf(last ?? (part[0] as Lexeme)) > at - clause.from
  )
    return undefined;
  if (has(lexemes[at], 'undo') && !(dated || object)) return undefined;
  if (
    !reading.lexicon.table.verbFinal &&
    (proof.kind === 'weak' || strongThing < 0) &&
    strangeObject(reading, at, clause.to)
  )
    return undefined;
  if (proof.kind === 'weak' && strongThing < 0) {
    const wrong = lexemes.some((lexeme) => hasAny(lexeme, ['incident', 'good']));
    const owned = part.some(
      (lexeme) =>
        hasAny(lexeme, ['my', 'folder', 'deletedItems']) || lexeme.kind === 'file' || lexeme.kind === 'possessive',
    );
    if (!dated && !wrong && !owned) return undefined;
  }
  if (!anyThing) {
    if (proof.kind === 'weak' || !has(lexemes[at], 'restoreCore')) return undefined;
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
  const evidenceAt = reading.evidence[index]?.at ?? -1;
  const able = lexemes.findIndex((lexeme, i) => i >= clause.from && i < clause.to && has(lexeme, 'capability'));
  if (able < 0 || !(question || clause.question) || reading.dates.length > 0) return undefined;
  // "Can I restore my files?" asks for leave, whosever they are.
  if (lexemes[able] && has(lexemes[able], 'capabilityI') && has(lexemes[evidenceAt], 'restoreCore'))
    return { intent: 'help', at: able, sure: 'guess' };
  const particular = lexemes.some(
    (lexeme, i) =>
      ['mention', 'email', 'url', 'file', 'quote', 'possessive'].includes(lexeme.kind) ||
      hasAny(lexeme, ['my', 'definite', 'latest', 'forMe', 'polite']) ||
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

/** What the verb takes is a word we do not know ("roll back the deployment"), so it is not about data of ours. */
function strangeObject(reading: Reading, at: number, to: number): boolean {
  const { lexemes } = reading;
  for (let i = at + 1; i < Math.min(to, at + 5); i += 1) {
    const lexeme = lexemes[i];
    if (hasAny(lexeme, ['det', 'definite', 'my', 'me', 'only', 'polite', 'particle', 'to']) && !isThing(lexeme))
      continue;
    if (
      lexeme?.kind !== 'word' ||
      (lexeme.tags.size > 0 && !(lexeme.tags.size === 1 && has(lexeme, 'list'))) ||
      lexeme.capital ||
      reading.dated.has(i)
    )
      return false;
    // "vuelve a enviar": what is to be done again is another verb.
    if (i > at + 1 && has(lexemes[i - 1], 'to')) return true;
    for (let next = i + 1; next <= i + 2; next += 1)
      if (isThing(lexemes[next]) || lexemes[next]?.kind === 'possessive' || lexemes[next]?.kind === 'quote')
        return false;
    return !reading.lexicon.stop.has(lexeme.key);
  }
  return false;
}

/** "the Health & Safety site": a word in capitals, with only such words up to the noun, is part of a name. */
function inThingName(lexemes: readonly Lexeme[], at: number): boolean {
  if (!lexemes[at]?.capital) return false;
  for (let i = at + 1; i < at + 6; i += 1) {
    const lexeme = lexemes[i];
    if (hasAny(lexeme, ['siteNoun', 'teamNoun', 'channelNoun', 'folderNoun', 'libraryNoun'])) return true;
    if (lexeme?.text !== '&' && !has(lexeme, 'and') && !(lexeme?.kind === 'word' && lexeme.capital)) return false;
  }
  return false;
}
