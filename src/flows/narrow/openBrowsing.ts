import type { Json } from '../../domain/terms.ts';
import type { Provider, StepRecord } from '../../ports/provider.ts';
import type { FlowDeps } from '../deps.ts';

/** The journal's name for a session that only looked. It stands under an id of its own, so no run ever takes it for its own. */
const browseStep = 'browse';

/** Which provider a session that only looked is of, and who looked. */
export type Browsing = { readonly provider: Provider['name']; readonly personId?: string };
type Job = { readonly requestId: string; readonly runId: string };

/** Journals a session that only looks as soon as its id is known. */
export async function noteBrowsing(
  { store, clock }: Pick<FlowDeps, 'store' | 'clock'>,
  { requestId, runId }: Job,
  sessionId: string,
  browsing: Browsing,
): Promise<void> {
  await store.transaction(async (unit) => {
    const openedAtUtc = clock.now().toISOString();
    const evidence: Json = { ...browsing };
    await unit.steps.open(runId, requestId, { name: browseStep, attempt: 1, evidence, openedAtUtc });
    await unit.steps.close(runId, browseStep, 1, { sessionId });
  });
}

/** Whose a session that only looked is; null when the journal is a run's. */
export function browsingIn(steps: readonly StepRecord[]): Browsing | null {
  const step = steps.find(({ name }) => name === browseStep);
  return step ? (step.evidence as Browsing) : null;
}

/**
 * Closes the session of a search that ended without closing it, as whoever opened it; false when the journal's id is a run's. Safe to
 * repeat.
 */
export async function closeBrowsing(deps: Pick<FlowDeps, 'store' | 'providers'>, { runId }: Job): Promise<boolean> {
  const steps = await deps.store.transaction((unit) => unit.steps.of(runId));
  const step = steps.find(({ name }) => name === browseStep);
  const browsing = browsingIn(steps);
  if (!step || !browsing) return false;
  const { sessionId } = step.result as { readonly sessionId: string };
  await deps.providers.byName(browsing.provider).endBrowsing?.(sessionId, browsing.personId);
  await deps.store.transaction((unit) => unit.steps.sessionsClosed(runId));
  return true;
}
