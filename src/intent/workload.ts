import { has, hasAny } from './clauses.ts';
import type { TagName } from './lexicon/tags.ts';
import type { Reading } from './reading.ts';
import { asksRestore } from './reading.ts';
import type { ScopeReading } from './scope/readScope.ts';
import type { WorkloadName } from './types.ts';

export type WorkloadReading = {
  readonly workload: WorkloadName | null;
  readonly all: readonly WorkloadName[];
  readonly at: number;
};

const names: readonly WorkloadName[] = ['exchange', 'onedrive', 'sharepoint', 'teams'];
const isWorkload = (value: string | undefined): value is WorkloadName => names.some((name) => name === value);

/** Which product's data is meant: said by name, or by what only that product has. Two of them: none, and the card asks. */
export function readWorkload(reading: Reading, scope: ScopeReading): WorkloadReading {
  const { lexemes, clauses, evidence } = reading;
  const asking = clauses.some((_, i) => asksRestore(evidence[i]));
  const found = new Map<WorkloadName, number>();
  // "the Exchange Migration site" is a site.
  const inName = (at: number): boolean =>
    lexemes[at]?.kind === 'word' &&
    scope.found.some(({ entity, from, to }) => entity.kind !== 'me' && at >= from && at < to);
  const scan = (requestsOnly: boolean): void => {
    clauses.forEach((clause, c) => {
      if (requestsOnly && !asksRestore(evidence[c])) return;
      for (let i = clause.from; i < clause.to; i += 1) {
        const lexeme = lexemes[i];
        if (!lexeme || reading.dated.has(i) || inName(i)) continue;
        const named = has(lexeme, 'shared') ? 'exchange' : lexeme.tags.get('wl');
        const into =
          hasAny(lexemes[i - 1], ['intoStrict']) || hasAny(lexemes[i - 2], ['intoStrict']) || has(lexeme, 'newPlace');
        const owned =
          scope.destinationOwner &&
          i > scope.destinationOwner.from - 4 &&
          i <= scope.destinationOwner.to + 2 &&
          found.size > 0;
        if (into || owned || has(lexemes[i - 1], 'exclude')) continue;
        if (isWorkload(named)) {
          if (!found.has(named)) found.set(named, i);
        } else if (lexeme.kind === 'url')
          found.set(/-my\.sharepoint\.com/i.test(lexeme.value) ? 'onedrive' : 'sharepoint', i);
        else if (has(lexeme, 'channelNoun')) found.set('teams', i);
        else if (has(lexeme, 'folder') && !found.has('exchange')) found.set('exchange', i);
      }
    });
  };
  scan(asking);
  if (found.size === 0 && asking) scan(false);
  const site = scope.found.find(({ entity }) => entity.kind === 'site');
  const team = scope.found.find(({ entity }) => entity.kind === 'team');
  const sharedMailbox = scope.found.some(({ entity }) => entity.kind === 'mailbox');
  if (sharedMailbox) return { workload: 'exchange', all: ['exchange'], at: scope.found[0]?.from ?? 0 };
  if (found.size === 0) {
    if (site) return { workload: 'sharepoint', all: ['sharepoint'], at: site.to };
    if (team || scope.channel) return { workload: 'teams', all: ['teams'], at: team?.to ?? scope.channel?.from ?? 0 };
    const noun = (tag: TagName): number =>
      lexemes.findIndex((lexeme, i) => has(lexeme, tag) && !reading.dated.has(i) && !has(lexeme, 'newPlace'));
    const siteAt = noun('siteNoun');
    const libraryAt = lexemes.findIndex(
      (lexeme, i) => has(lexeme, 'libraryNoun') && !hasAny(lexeme, ['list', 'newPlace']) && !reading.dated.has(i),
    );
    if (siteAt < 0 && libraryAt >= 0) return { workload: 'sharepoint', all: ['sharepoint'], at: libraryAt };
    if (siteAt >= 0) return { workload: 'sharepoint', all: ['sharepoint'], at: siteAt };
    const own = scope.found.some(({ entity }) => entity.kind === 'me');
    const myAt = lexemes.findIndex(
      (lexeme, i) =>
        has(lexeme, 'personalFiles') &&
        (has(lexeme, 'my') ||
          [1, 2, 3].some((back) => has(lexemes[i - back], 'my')) ||
          has(lexemes[i + 1], 'myAfter')) &&
        !hasAny(lexemes[i - 1], ['deletedItems']),
    );
    if (own && myAt >= 0) return { workload: 'onedrive', all: ['onedrive'], at: myAt };
    return { workload: null, all: [], at: -1 };
  }
  // A library, page or team mentioned on the way does not make a second workload.
  if (found.size > 1 && found.has('sharepoint') && found.has('teams') && (site || !team) && !scope.channel)
    found.delete('teams');
  if (found.size > 1 && found.has('teams') && found.has('sharepoint') && scope.channel) found.delete('sharepoint');
  const all = [...found.keys()];
  return { workload: all.length === 1 ? (all[0] ?? null) : null, all, at: [...found.values()][0] ?? -1 };
}
