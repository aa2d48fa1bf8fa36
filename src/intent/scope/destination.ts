import { has, hasAny } from '../clauses.ts';
import { isThing } from '../evidence.ts';
import type { Name } from '../personNames.ts';
import { nameAt } from '../personNames.ts';
import { clauseAt } from '../reading.ts';
import type { ScopeDraft } from './draft.ts';
import { genitive, isPersonal } from './draft.ts';

/** The new owner in "into Lee's mailbox", "ins Postfach von Lee". */
export function readDestinationOwner({ reading, free, use }: ScopeDraft): Name | undefined {
  const { lexemes, normalised } = reading;
  const source = normalised.text;
  let destinationOwner: Name | undefined;
  for (let i = 0; i < lexemes.length; i += 1) {
    const strict = has(lexemes[i], 'intoStrict');
    if (!strict && !has(lexemes[i], 'intoLoose')) continue;
    let next = i + 1;
    while (hasAny(lexemes[next], ['det', 'definite', 'personNoun']) && next < i + 4) next += 1;
    const direct = nameAt(lexemes, next, source, false);
    let name: Name | undefined;
    let end = next;
    if (direct && direct.to - direct.from > 0 && !reading.dated.has(direct.from)) {
      let after = direct.to;
      while (lexemes[after]?.kind === 'possessive' || hasAny(lexemes[after], ['nameOf', 'shared', 'det'])) after += 1;
      const owned =
        isPersonal(reading, after) ||
        (strict && (direct.mention !== undefined || lexemes[direct.from]?.kind === 'email'));
      if (owned) [name, end] = [direct, after];
    } else if (isPersonal(reading, next) && !has(lexemes[next], 'folderNoun')) {
      let after = next + 1;
      while (hasAny(lexemes[after], ['owner', 'of', 'det', 'wl', 'personNoun']) && after < next + 4) after += 1;
      const later = nameAt(lexemes, after, source, false);
      if (later && !reading.dated.has(later.from) && after > next) [name, end] = [later, later.to];
    }
    if (strict && has(lexemes[i + 1], 'my') && isPersonal(reading, i + 2)) {
      destinationOwner = { from: i + 1, to: i + 2, value: 'me' };
      use(i, i + 3);
      continue;
    }
    if (!name || !free(name.from, name.to)) continue;
    const elsewhere = lexemes.some(
      (lexeme, at) =>
        (at < i || at >= end) &&
        clauseAt(reading, at) === clauseAt(reading, i) &&
        (lexeme.kind === 'email' ||
          lexeme.kind === 'mention' ||
          lexeme.kind === 'possessive' ||
          (has(lexeme, 'my') && isThing(lexemes[at + 1])) ||
          (lexeme.capital && lexeme.tags.size === 0 && hasAny(lexemes[at - 1], ['owner', 'of']))),
    );
    if (!strict && !elsewhere) continue;
    destinationOwner = genitive(reading, name);
    use(i, end + 1);
  }
  return destinationOwner;
}
