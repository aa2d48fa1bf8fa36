import { has, hasAny, within } from '../clauses.ts';
import type { Reading } from '../reading.ts';
import { asksRestore, clauseAt } from '../reading.ts';
import type { ScopeFound } from './draft.ts';
import { isPersonal } from './draft.ts';

/** Where the text says that the data is the speaker's own; undefined when it does not. */
export function readMine(
  reading: Reading,
  used: ReadonlySet<number>,
  others: readonly ScopeFound[],
): number | undefined {
  const { lexemes, clauses, evidence } = reading;
  const asking = clauses.some((_, i) => asksRestore(evidence[i]));
  const owners = others.some(({ entity }) => entity.kind !== 'me');
  for (let i = 0; i < lexemes.length; i += 1) {
    if (!has(lexemes[i], 'my') || used.has(i)) continue;
    if (hasAny(lexemes[i - 1], ['not', 'exclude'])) continue;
    const clause = clauseAt(reading, i);
    const elsewhere = asking && clause >= 0 && !asksRestore(evidence[clause]);
    if (elsewhere && owners) continue;
    let at = i + 1;
    while (at < i + 7) {
      const lexeme = lexemes[at];
      if (
        lexeme?.kind === 'possessive' ||
        has(lexeme, 'unsupported') ||
        has(lexeme, 'personNoun') ||
        (has(lexeme, 'teamNoun') && !has(lexeme, 'channelNoun'))
      )
        break;
      if (isPersonal(reading, at) || hasAny(lexeme, ['restored', 'restore'])) {
        if (lexemes[at + 1]?.kind === 'possessive' && !hasAny(lexeme, ['wl', 'mailboxNoun'])) break;
        return i;
      }
      if (
        !lexeme ||
        lexeme.kind === 'break' ||
        (lexeme.kind === 'punctuation' && lexeme.text !== '-') ||
        reading.dated.has(at) ||
        hasAny(lexeme, ['of', 'approval', 'event', 'to', 'asof'])
      )
        break;
      at += 1;
    }
    if (has(lexemes[i], 'myAfter') && isPersonal(reading, i - 1)) return i;
  }
  for (let i = 1; i < lexemes.length; i += 1) {
    const forMe =
      has(lexemes[i], 'me') &&
      !used.has(i) &&
      ((hasAny(lexemes[i - 1], ['for', 'owner']) && !has(lexemes[i - 1], 'fromOnly')) ||
        (has(lexemes[i - 1], 'and') && owners));
    if (forMe && !hasAny(lexemes[i - 2], ['approval', 'aside']) && !has(lexemes[i], 'my')) {
      const aboutOther = owners && !has(lexemes[i - 1], 'and');
      if (!aboutOther && (asking || lexemes.some((lexeme) => hasAny(lexeme, ['restoreNoun', 'request'])))) return i;
    }
    if (has(lexemes[i], 'forMe') && asking && !owners) return i;
  }
  if (has(lexemes[0], 'forMe') && asking && !owners) return 0;
  // A library or a channel is nobody's own.
  const common = lexemes.some(
    (lexeme, i) =>
      !reading.dated.has(i) &&
      !hasAny(lexeme, ['newPlace', 'unsupported']) &&
      (hasAny(lexeme, ['libraryNoun', 'channelNoun']) || lexeme.tags.get('wl') === 'sharepoint'),
  );
  // "We got hit. Restore everyone's mailbox": not only the speaker's.
  const everyones = lexemes.some((lexeme, i) => has(lexeme, 'everyone') && !used.has(i));
  if (owners || !asking || common || everyones) return undefined;
  for (let c = 0; c < clauses.length; c += 1) {
    const clause = clauses[c];
    if (!clause || !within(lexemes, clause.from, clause.to, 'incident')) continue;
    for (let i = clause.from; i < clause.to; i += 1) {
      if (!has(lexemes[i], 'i')) continue;
      const after = hasAny(lexemes[i], ['incident']) || within(lexemes, i, Math.min(clause.to, i + 14), 'incident');
      const restoreBetween = lexemes
        .slice(i, clause.to)
        .findIndex((lexeme) => has(lexeme, 'restore') || has(lexeme, 'ask'));
      const incidentAt = lexemes.slice(i, clause.to).findIndex((lexeme) => has(lexeme, 'incident'));
      if (after && (restoreBetween < 0 || incidentAt <= restoreBetween)) return i;
    }
  }
  return undefined;
}
