import type { Provider, RunContext } from '../ports/provider.ts';
import type { FlowDeps } from './deps.ts';
import { closeJob } from './effectsToJobs.ts';
import { closeBrowsing } from './narrow/openBrowsing.ts';
import { openedBy } from './openedBy.ts';
import { runContextOf } from './runContext.ts';
import { askOnce, isSignInNeeded } from './signIn.ts';

type EndDeps = Pick<
  FlowDeps,
  'store' | 'providers' | 'log' | 'policy' | 'clock' | 'announceChannelId' | 'tenantId' | 'replicaId'
>;
type EndJob = { readonly requestId: string; readonly runId: string };

/** How long sessions that wait for a person are left before they are tried again; their sign-in comes first. */
const lookAgainSeconds = 600;

async function withRun(
  deps: EndDeps,
  job: EndJob,
  work: (provider: Provider, run: RunContext) => Promise<void>,
): Promise<void> {
  const found = await deps.store.transaction(async (unit) => {
    const request = await unit.requests.get(job.requestId);
    const context = request ? await runContextOf(unit, request, job.runId) : null;
    return request && context ? { provider: deps.providers.byName(request.provider), context } : null;
  });
  if (!found) return;
  await work(found.provider, found.context);
}

/**
 * Asks whoever opened the sessions to sign in, where that is what was missing; false when it was not, or when another replica acts for
 * them and may take the job.
 */
async function waitsForOpener(deps: EndDeps, job: EndJob, thrown: unknown): Promise<boolean> {
  if (!isSignInNeeded(thrown)) return false;
  const { request, personId } = await deps.store.transaction(async (unit) => ({
    request: await unit.requests.get(job.requestId),
    personId: await openedBy(unit, deps, job),
  }));
  return request !== null && personId !== null && askOnce(deps, request, personId, 'comesBack');
}

/**
 * Closes every provider session a run, or a search for items, opened. Safe to repeat; tried again until it succeeds. Where a person has
 * to sign in first it waits for them, and looks now and then.
 */
export async function closeSessions(deps: EndDeps, job: EndJob): Promise<void> {
  try {
    if (await closeBrowsing(deps, job)) return;
    await withRun(deps, job, async (provider, run) => {
      await provider.close(run);
      await deps.store.transaction((unit) => unit.steps.sessionsClosed(run.runId));
      deps.log.info({ requestId: job.requestId, runId: job.runId }, 'sessions closed');
    });
  } catch (thrown) {
    if (!(await waitsForOpener(deps, job, thrown))) throw thrown;
    const notBeforeUtc = new Date(deps.clock.now().getTime() + lookAgainSeconds * 1000).toISOString();
    await deps.store.transaction((unit) => unit.enqueue({ ...closeJob(job), notBeforeUtc }));
  }
}

/** Asks the provider to stop a run. Safe to repeat; tried again until it succeeds, as a restore goes on meanwhile. */
export async function stopRun(deps: EndDeps, job: EndJob): Promise<void> {
  try {
    await withRun(deps, job, (provider, run) => provider.stop(run));
  } catch (thrown) {
    await waitsForOpener(deps, job, thrown);
    throw thrown;
  }
}
