import * as z from 'zod';
import { searchStep } from '../../domain/narrowing.ts';
import type { Json } from '../../domain/terms.ts';
import type { StepRecord } from '../../ports/provider.ts';
import type { Unit } from '../../ports/store.ts';
import type { FlowDeps } from '../deps.ts';

const evidence = z.object({ provider: z.enum(['veeam', 'graph']), personId: z.string() });
const result = z.object({ sessionId: z.string() });

/** Which provider a session that only looked is of, and who looked. */
export type Browsing = z.infer<typeof evidence>;
type Job = { readonly requestId: string; readonly runId: string };

/** The longest a search may take, in seconds; its job is ended after that. */
export const longestSearchSeconds = 600;

/** Runs and searches whose sessions nobody closed and nobody uses. */
export const leftOpen = (unit: Unit, { clock }: Pick<FlowDeps, 'clock'>): ReturnType<Unit['steps']['runsLeftOpen']> =>
  unit.steps.runsLeftOpen(new Date(clock.now().getTime() - longestSearchSeconds * 1000).toISOString());

/** Journals a session that only looks as soon as its id is known. */
export async function noteBrowsing(
  { store, clock }: Pick<FlowDeps, 'store' | 'clock'>,
  { requestId, runId }: Job,
  sessionId: string,
  browsing: Browsing,
): Promise<void> {
  await store.transaction(async (unit) => {
    const openedAtUtc = clock.now().toISOString();
    const known: Json = { ...browsing };
    await unit.steps.open(runId, requestId, { name: searchStep, attempt: 1, evidence: known, openedAtUtc });
    await unit.steps.close(runId, searchStep, 1, { sessionId });
  });
}

/** Whose a session that only looked is, and its id; null when the journal is a run's, whatever a provider calls its steps. */
export function browsingIn(steps: readonly StepRecord[]): (Browsing & { readonly sessionId: string }) | null {
  const step = steps.find(({ name }) => name === searchStep);
  return step ? { ...evidence.parse(step.evidence), ...result.parse(step.result) } : null;
}

/**
 * Closes the session of a search that ended without closing it, as whoever opened it; false when the journal's id is a run's. Safe to
 * repeat.
 */
export async function closeBrowsing(deps: Pick<FlowDeps, 'store' | 'providers'>, { runId }: Job): Promise<boolean> {
  const browsing = browsingIn(await deps.store.transaction((unit) => unit.steps.of(runId)));
  if (!browsing) return false;
  await deps.providers.byName(browsing.provider).endBrowsing?.(browsing.sessionId, browsing.personId);
  await deps.store.transaction((unit) => unit.steps.sessionsClosed(runId));
  return true;
}
