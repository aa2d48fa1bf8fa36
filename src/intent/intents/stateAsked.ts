import type { Clause } from '../clauses.ts';
import { has, hasAny, within } from '../clauses.ts';
import { isThing } from '../evidence.ts';
import type { TagName } from '../lexicon/tags.ts';
import type { Reading } from '../reading.ts';
import type { Decision } from './decision.ts';
import { small } from './decision.ts';

/** No verb of restoring, but everything else: whose data, a past moment, a state to go back to, and a request. */
export function stateAsked(reading: Reading): Decision | undefined {
  const { lexemes, roles, clauses } = reading;
  const target = roles.find((role) => role.role === 'target' || role.role === 'good' || role.role === 'from');
  const newest = lexemes.findIndex((lexeme) => has(lexeme, 'latest'));
  const leftOpen = lexemes.findIndex(
    (lexeme, i) =>
      has(lexeme, 'before') &&
      !reading.dated.has(i + 1) &&
      lexemes.slice(i + 1, i + 3).every((after) => after.kind === 'punctuation' || hasAny(after, ['it', 'polite'])),
  );
  // "we were hacked on Sunday at 11pm, I need the OneDrive of Dana just before that"
  if (!target && leftOpen >= 0 && roles.some((role) => role.role === 'incident')) {
    const clause = clauses.find((one) => leftOpen >= one.from && leftOpen < one.to);
    const asks = clause && within(lexemes, clause.from, clause.to, 'ask') && !within(lexemes, 0, lexemes.length, 'not');
    if (clause && asks && lexemes.slice(clause.from, clause.to).some(isThing))
      return { intent: 'restore', at: leftOpen, sure: 'guess' };
  }
  if (!target && newest < 0) return undefined;
  const clause = target ? clauses[target.clause] : clauses.find((one) => newest >= one.from && newest < one.to);
  if (!clause || within(lexemes, clause.from, clause.to, 'said')) return undefined;
  const asked = lexemes.some((lexeme) => has(lexeme, 'ask')) || within(lexemes, clause.from, clause.to, 'particle');
  const says = (tag: TagName): boolean => within(lexemes, clause.from, clause.to, tag);
  const stated =
    says('asof') ||
    (onlyKnown(reading, clause) && (says('like') || (target?.role !== 'good' && (says('half') || says('particle'))))) ||
    (target?.role === 'target' && onlyNames(reading, clause));
  const thing = lexemes.findIndex(
    (lexeme, i) =>
      (hasAny(lexeme, ['wl', 'siteNoun', 'teamNoun', 'mailboxNoun', 'shared']) ||
        lexeme.kind === 'email' ||
        lexeme.kind === 'url') &&
      !reading.dated.has(i),
  );
  if (
    !asked ||
    !stated ||
    thing < 0 ||
    lexemes.some((lexeme, i) => !reading.dated.has(i) && hasAny(lexeme, ['unsupported', 'how', 'not', 'list']))
  )
    return undefined;
  return { intent: 'restore', at: thing, sure: 'guess' };
}

/** True when every small word of the clause is one we know, so that none of them can be another verb ("I want to read my mail"). */
function onlyKnown(reading: Reading, clause: Clause): boolean {
  return reading.lexemes
    .slice(clause.from, clause.to)
    .every(
      (lexeme) =>
        lexeme.kind !== 'word' || lexeme.tags.size > 0 || lexeme.capital || reading.lexicon.stop.has(lexeme.key),
    );
}

/** "Shared mailbox info@… to Wednesday please": a thing of ours, names, a date, and nothing that could be another verb. */
function onlyNames(reading: Reading, clause: Clause): boolean {
  const { lexemes, lexicon } = reading;
  return lexemes.slice(clause.from, clause.to).every((lexeme, k) => {
    if (reading.dated.has(clause.from + k) || lexeme.kind !== 'word' || isThing(lexeme)) return true;
    if (lexeme.tags.size === 0) return lexeme.capital || lexicon.stop.has(lexeme.key);
    return hasAny(lexeme, [
      ...small,
      'before',
      'incidentNoun',
      'personNoun',
      'owner',
      'at',
      'particle',
      'particleName',
    ]);
  });
}
