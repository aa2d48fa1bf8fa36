import type { Clause } from './clauses.ts';
import { hasAny } from './clauses.ts';
import type { Reading } from './reading.ts';
import { asksRestore } from './reading.ts';
import { nameAfter, nameBefore } from './thingNames.ts';

/** "restore that folder": a part of something, with "the" or "that" and without a name, is one that was named before. */
function namesNone(reading: Reading, clause: Clause): boolean {
  const { lexemes, normalised, lexicon } = reading;
  for (let i = clause.from + 1; i < clause.to; i += 1) {
    if (!hasAny(lexemes[i], ['folderNoun', 'libraryNoun', 'channelNoun']) || !hasAny(lexemes[i - 1], ['definite']))
      continue;
    if (reading.dated.has(i) || hasAny(lexemes[i], ['newPlace', 'inPlace', 'folder'])) continue;
    const named =
      nameAfter(lexemes, i, normalised.text) ??
      nameBefore(lexemes, i, normalised.text, lexicon.table.nameBeforeNoun === true);
    if (!named) return true;
  }
  return false;
}

/** True when a request says what it wants by a pronoun or by a bare noun: the clause before it names the thing. */
export function meansEarlierThing(reading: Reading): boolean {
  const { lexemes, clauses, evidence } = reading;
  return clauses.some(
    (clause, c) =>
      asksRestore(evidence[c]) &&
      (namesNone(reading, clause) ||
        !lexemes
          .slice(clause.from, clause.to)
          .some(
            (lexeme, k) =>
              lexeme.kind === 'url' ||
              (hasAny(lexeme, ['wl', 'data', 'mailItem', 'siteNoun', 'teamNoun', 'folder']) &&
                !reading.dated.has(clause.from + k) &&
                !hasAny(lexeme, ['it'])),
          )),
  );
}
