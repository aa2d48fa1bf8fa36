import { comesToRest } from '../domain/decideRun.ts';
import type { Attention, RestoreRequest } from '../domain/request.ts';
import type { Counts } from '../domain/terms.ts';
import { faultCodeOf } from '../lib/fault.ts';
import type { Observation, RunContext } from '../ports/provider.ts';
import type { Unit } from '../ports/store.ts';
import { change } from './change.ts';
import type { FlowDeps } from './deps.ts';
import { isOutage, noteOutage, noteWorking } from './outage.ts';
import { runContextOf } from './runContext.ts';
import { noteActing, personFor, waitForSignIn } from './signIn.ts';

type FollowDeps = Pick<
  FlowDeps,
  'store' | 'policy' | 'clock' | 'providers' | 'announceChannelId' | 'log' | 'tenantId' | 'followPace' | 'replicaId'
>;

/** How long a stopped run is waited for; then what was counted so far is told. */
const restMilliseconds = 10 * 60_000;

/**
 * Looks once at every run of one provider login and records what moved, then plans the next look. One chain of jobs per login, so polling
 * costs the provider pages, not restores.
 */
export async function followRuns(deps: FollowDeps, login: string): Promise<void> {
  const provider = deps.providers.all.find((candidate) => candidate.login === login);
  if (!provider) return;
  const runs = await deps.store.transaction(async (unit) => {
    const open = await unit.requests.openRuns(deps.tenantId);
    const ours = open.filter((request) => request.provider === provider.name);
    const contexts = await Promise.all(
      ours.map(async (request) => ({ request, context: await runContextOf(unit, request) })),
    );
    return contexts.filter((run): run is { request: RestoreRequest; context: RunContext } => run.context !== null);
  });
  if (runs.length === 0) return;

  const observed = await observe(deps, provider, runs);
  let open = runs.length;
  for (const { request, context } of runs) {
    const seen = observed.get(context.runId);
    const observation = restIsOverdue(deps, request) && seen?.kind !== 'ended' ? nothingMore : seen;
    if (observation && (await record(deps, request, context.runId, observation))) open -= 1;
  }
  if (open > 0) await planNext(deps, login, runs);
}

async function observe(
  deps: FollowDeps,
  provider: FlowDeps['providers']['all'][number],
  runs: readonly { readonly context: RunContext }[],
): Promise<ReadonlyMap<string, Observation>> {
  try {
    const seen = await provider.follow(runs.map((run) => run.context));
    await noteWorking(deps, provider.login);
    await noteWhoActs(deps, provider, runs, seen);
    return seen;
  } catch (thrown) {
    // A look that failed is not a failed restore: the next one comes by itself.
    deps.log.warn({ login: provider.login, faultCode: faultCodeOf(thrown) }, 'look failed');
    if (isOutage(thrown))
      await deps.store.transaction((unit) => noteOutage(unit, deps, provider.login, faultCodeOf(thrown)));
    return new Map();
  }
}

/** Tells other replicas whose runs are looked at here. */
async function noteWhoActs(
  deps: FollowDeps,
  provider: FlowDeps['providers']['all'][number],
  runs: readonly { readonly context: RunContext }[],
  seen: ReadonlyMap<string, Observation>,
): Promise<void> {
  const { people } = provider;
  if (!people || deps.replicaId === null) return;
  const signedIn = runs.filter(({ context }) => seen.get(context.runId)?.kind !== 'signInNeeded');
  const acting = new Set(signedIn.map(({ context }) => people.personOf(context)));
  await deps.store.transaction(async (unit) => {
    for (const personId of acting) await noteActing(unit, deps, personId);
  });
}

const nothingMore: Observation = { kind: 'ended', outcomes: [] };

const restIsOverdue = ({ clock }: FollowDeps, request: RestoreRequest): boolean =>
  comesToRest(request) && clock.now().getTime() > Date.parse(request.stateSinceUtc) + restMilliseconds;

/** Records one observation; true when the run ended. */
async function record(deps: FollowDeps, known: RestoreRequest, runId: string, seen: Observation): Promise<boolean> {
  if (seen.kind === 'working' && same(known.run?.counts, seen.counts) && known.run?.totalItems === seen.totalItems)
    return false;
  await deps.store.transaction(async (unit) => {
    const request = await unit.requests.get(known.id);
    if (!request || request.run?.id !== runId) return;
    if (seen.kind === 'signInNeeded') return waitForPerson(unit, deps, request);
    // A start that blocks until the restore is done shows its progress; how it ended is for the start itself to say.
    if (request.state !== 'running' && !comesToRest(request) && seen.kind !== 'working') return;
    switch (seen.kind) {
      case 'working':
        await change(unit, deps, request, { type: 'progressed', counts: seen.counts, totalItems: seen.totalItems });
        return;
      case 'ended':
        await change(unit, deps, request, {
          type: request.state === 'stopped' ? 'cameToRest' : 'finished',
          outcomes: seen.outcomes,
        });
        return;
      case 'lost':
        if (request.state === 'stopped') await change(unit, deps, request, { type: 'cameToRest', outcomes: [] });
        else await change(unit, deps, request, { type: 'unproven', attention: sessionGone(deps) });
        return;
      default:
        seen satisfies never;
    }
  });
  return seen.kind !== 'working' && seen.kind !== 'signInNeeded' && known.state === 'running';
}

/** The start of a run asks by itself; what runs, or was stopped and has not come to rest, is looked at again once its person has signed in. */
async function waitForPerson(unit: Unit, deps: FollowDeps, request: RestoreRequest): Promise<void> {
  const personId = personFor(deps.providers.byName(request.provider), request);
  if (personId !== null && request.state !== 'starting') await waitForSignIn(unit, deps, request, personId, true);
}

/** A session that is gone does not tell what it did: an admin looks. */
const sessionGone = ({ clock }: FollowDeps): Attention => ({
  step: 'restore',
  sinceUtc: clock.now().toISOString(),
  candidates: [],
  explanation: 'sessionGone',
});

const same = (a: Counts | undefined, b: Counts): boolean =>
  a !== undefined &&
  a.created === b.created &&
  a.merged === b.merged &&
  a.skipped === b.skipped &&
  a.failed === b.failed;

/** A young run is looked at closely, an old one less often: a tenth of its age, within the pace. */
async function planNext(
  deps: FollowDeps,
  login: string,
  runs: readonly { readonly request: RestoreRequest }[],
): Promise<void> {
  const now = deps.clock.now().getTime();
  const youngest = Math.min(...runs.map(({ request }) => now - Date.parse(request.stateSinceUtc)));
  const { firstSeconds, mostSeconds } = deps.followPace;
  const seconds = Math.min(mostSeconds, Math.max(firstSeconds, youngest / 10_000));
  await deps.store.transaction((unit) =>
    unit.enqueue({
      queue: 'follow',
      data: { login },
      dedupeKey: `follow:${login}`,
      notBeforeUtc: new Date(now + seconds * 1000).toISOString(),
    }),
  );
}
