import type { Provider, RunContext } from '../ports/provider.ts';
import type { FlowDeps } from './deps.ts';
import { closeBrowsing } from './narrow/openBrowsing.ts';
import { openedBy } from './openedBy.ts';
import { runContextOf } from './runContext.ts';
import { askOnce, isSignInNeeded } from './signIn.ts';

type EndDeps = Pick<
  FlowDeps,
  'store' | 'providers' | 'log' | 'policy' | 'clock' | 'announceChannelId' | 'tenantId' | 'replicaId'
>;
type EndJob = { readonly requestId: string; readonly runId: string };

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

/** Asks whoever opened the sessions to sign in, where that is what was missing; the job comes back by itself. */
async function askingOpener(deps: EndDeps, job: EndJob, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (isSignInNeeded(thrown)) {
      const { request, personId } = await deps.store.transaction(async (unit) => ({
        request: await unit.requests.get(job.requestId),
        personId: await openedBy(unit, deps, job),
      }));
      if (request && personId !== null) await askOnce(deps, request, personId);
    }
    throw thrown;
  }
}

/** Closes every provider session a run, or a search for items, opened. Safe to repeat; tried again until it succeeds. */
export async function closeSessions(deps: EndDeps, job: EndJob): Promise<void> {
  await askingOpener(deps, job, async () => {
    if (await closeBrowsing(deps, job)) return;
    await withRun(deps, job, async (provider, run) => {
      await provider.close(run);
      await deps.store.transaction((unit) => unit.steps.sessionsClosed(run.runId));
      deps.log.info({ requestId: job.requestId, runId: job.runId }, 'sessions closed');
    });
  });
}

/** Asks the provider to stop a run. Safe to repeat. */
export const stopRun = (deps: EndDeps, job: EndJob): Promise<void> =>
  askingOpener(deps, job, () => withRun(deps, job, (provider, run) => provider.stop(run)));
