import { has, hasAny, within } from './clauses.ts';
import { meansEarlierThing } from './earlierThing.ts';
import type { Reading } from './reading.ts';
import { asksRestore } from './reading.ts';
import type { ScopeReading } from './scope/readScope.ts';
import { nameAfter, nameBefore } from './thingNames.ts';

/** A folder or library that is itself what is to be restored. */
export function readFolder(reading: Reading, scope: ScopeReading): { value: string; at: number } | undefined {
  const { lexemes, normalised, evidence, clauses } = reading;
  const pronoun = meansEarlierThing(reading);
  const taken = (from: number, to: number): boolean =>
    scope.found.some((item) => item.entity.kind !== 'me' && item.from < to && from < item.to);
  for (let c = 0; c < clauses.length; c += 1) {
    const clause = clauses[c];
    if (!clause) continue;
    if (
      evidence.some(asksRestore) &&
      !asksRestore(evidence[c]) &&
      !(
        pronoun &&
        (within(lexemes, clause.from, clause.to, 'incident') || within(lexemes, clause.from, clause.to, 'good'))
      )
    )
      continue;
    for (let i = clause.from; i < clause.to; i += 1) {
      const lexeme = lexemes[i];
      if (!lexeme || reading.dated.has(i)) continue;
      if (hasAny(lexeme, ['folderNoun', 'libraryNoun']) && !has(lexeme, 'newPlace') && !has(lexeme, 'inPlace')) {
        if (
          hasAny(lexemes[i - 1], ['newPlaceWord', 'exclude', 'without', 'intoStrict']) ||
          hasAny(lexemes[i - 2], ['newPlaceWord'])
        )
          continue;
        const special = lexeme.tags.get('folder');
        if (special) return { value: special, at: i };
        const earlier = (): ReturnType<typeof nameBefore> =>
          nameBefore(lexemes, i, normalised.text, reading.lexicon.table.nameBeforeNoun === true);
        const name =
          reading.lexicon.table.nameBeforeNoun || lexemes[i - 1]?.text === '-'
            ? lexemes[i + 1]?.kind === 'quote' || has(lexemes[i + 1], 'called')
              ? nameAfter(lexemes, i, normalised.text)
              : (earlier() ?? nameAfter(lexemes, i, normalised.text))
            : (nameAfter(lexemes, i, normalised.text) ?? earlier());
        if (!name || taken(name.from, name.to) || reading.dated.has(name.from)) {
          const beside = lexemes[i + 1]?.tags.get('folder') ?? lexemes[i - 1]?.tags.get('folder');
          if (beside) return { value: beside, at: i };
          continue;
        }
        if (
          hasAny(lexemes[name.from - 1], ['exclude']) ||
          (hasAny(lexemes[name.from - 2], ['exclude', 'without']) && has(lexemes[name.from - 1], 'det'))
        )
          continue;
        const known = name.to - name.from <= 2 ? lexemes[name.from]?.tags.get('folder') : undefined;
        return { value: known ?? name.value, at: name.from };
      }
      const special = lexeme.tags.get('folder');
      const longer = special ? numberedFolder(reading, i) : undefined;
      if (longer) return longer;
      if (special && several(lexemes, clause.from, clause.to, reading.dated)) return undefined;
      if (
        special &&
        !has(lexemes[i - 1], 'intoStrict') &&
        !(has(lexemes[i - 1], 'incident') && !reading.lexicon.table.headFinal) &&
        !(lexeme.kind === 'word' && has(lexemes[i - 1], 'without'))
      )
        return { value: special, at: i };
    }
  }
  return undefined;
}

/** "calendar and contacts": two folders are not one. */
function several(lexemes: Reading['lexemes'], from: number, to: number, dated: ReadonlySet<number>): boolean {
  const names = new Set<string>();
  for (let i = from; i < to; i += 1) {
    const special = dated.has(i) ? undefined : lexemes[i]?.tags.get('folder');
    if (special) names.add(special);
  }
  return names.size > 1;
}

/** "the 2025 archive folder" is somebody's own, not the one that is called Archive. */
function numberedFolder(reading: Reading, at: number): { value: string; at: number } | undefined {
  const { lexemes, normalised, lexicon } = reading;
  const [before, special] = [lexemes[at - 1], lexemes[at]];
  const words = special?.text.split(' ') ?? [];
  if (!lexicon.table.nameBeforeNoun || before?.kind !== 'number' || reading.dated.has(at - 1) || words.length < 2)
    return undefined;
  const whole = normalised.text.slice(before.start, special?.end);
  return { value: whole.slice(0, whole.lastIndexOf(' ')), at: at - 1 };
}
