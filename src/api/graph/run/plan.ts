import { Fault } from '../../../lib/fault.ts';
import type { RunContext } from '../../../ports/provider.ts';
import { activatedSessionOf, browsedOf, draftOf, patchesOf, type Wanted, wantedOf } from './journal.ts';
import { restoresThings } from './shape.ts';

/** The most artifacts of one request; more are added by PATCH (graph.md §3). */
export const mostPerRequest = 50;

/** Every artifact of a run of whole targets, in their order. */
export const artifactsOf = (run: Pick<RunContext, 'targets'>): readonly Wanted[] =>
  run.targets.flatMap(({ target, point }) => (point ? [wantedOf({ targetId: target.id, pointId: point.id })] : []));

/** What the draft does not hold yet and the service did not refuse. */
export function missingArtifacts(run: Pick<RunContext, 'targets' | 'steps'>): readonly Wanted[] {
  const patches = patchesOf(run);
  const settled = new Set([
    ...(draftOf(run)?.added ?? []),
    ...patches.flatMap(({ added, refused }) => [...added, ...refused.map(({ targetId }) => targetId)]),
  ]);
  return (draftOf(run)?.all ?? artifactsOf(run)).filter(({ targetId }) => !settled.has(targetId));
}

/** `browse` where things were chosen, `draft`, `patch1`, `patch2` … while anything is missing, then `activate`; null when all are done. */
export function nextStep(run: RunContext): string | null {
  if (restoresThings(run) && browsedOf(run) === null) return 'browse';
  if (draftOf(run) === null) return 'draft';
  if (missingArtifacts(run).length > 0) return `patch${patchesOf(run).length + 1}`;
  return activatedSessionOf(run) === null ? 'activate' : null;
}

/** What kind of call a step is. */
export function stepKind(name: string): 'browse' | 'draft' | 'patch' | 'activate' {
  if (name === 'browse' || name === 'draft' || name === 'activate') return name;
  if (/^patch\d+$/.test(name)) return 'patch';
  throw new Fault('UNEXPECTED', { effect: 'none', cause: new Error(`unknown step ${name}`) });
}
