import { isRefused } from '../domain/refusals.ts';
import type { RestoreRequest } from '../domain/request.ts';
import { isFinal } from '../domain/request.ts';
import { Fault, faultCodeOf } from '../lib/fault.ts';
import type { RunContext } from '../ports/provider.ts';
import type { Unit } from '../ports/store.ts';
import { change } from './change.ts';
import { startJob } from './effectsToJobs.ts';
import { isOutage, noteOutage, noteWorking, oftenPasses } from './outage.ts';
import { performSteps, type StartDeps } from './performSteps.ts';
import { waitingBefore } from './roomQueue.ts';
import { runContextOf } from './runContext.ts';
import { isSignInNeeded, mayActFor, noteActing, personFor, waitForSignIn } from './signIn.ts';

/** How long a run waits before it looks again whether it may start. Another start is over within seconds, most of the time. */
const waitSeconds = { paused: 30, target: 30, start: 5, provider: 60, queue: 60 } as const;
/** Faults that trying again cannot mend; the request fails with them. */
const hopeless = [
  'BACKUP_REFUSED',
  'BACKUP_FORBIDDEN',
  'BACKUP_ORGANIZATION',
  'BACKUP_PERSON',
  'BACKUP_SCOPE',
  'GRAPH_REFUSED',
  'GRAPH_PERMISSION',
  'GRAPH_NOT_CONTROLLER',
  'GRAPH_BACKUP_OFF',
  'GRAPH_RESTORE_LOCKED',
  'GRAPH_ITEM_LIMIT',
  'GRAPH_CANNOT_BROWSE',
  'ITEMS_GONE',
];
/** Faults that mean "not now", for as long as it takes: the request waits, and does not hold others up meanwhile. */
const noRoom = 'GRAPH_QUEUE';
const waitsFor = [noRoom, 'GRAPH_STALE'];
/** Tries of one run at a server that does not answer before the run waits for it. */
const triesBeforeWaiting = 4;
/** Tries of one run before it fails; with the queue's backoff about half an hour. */
const maximumTries = 30;

/**
 * Executes an approved request up to the point where the provider works on it. A job: killed at any instant it is run again and goes on
 * from the journal. Never starts a second run on a target, and only one start at a time per workload.
 */
export async function startRun(
  deps: StartDeps,
  job: { readonly requestId: string; readonly revision: number; readonly attempt: number },
): Promise<void> {
  const begun = await deps.store.transaction((unit) => begin(unit, deps, job));
  if (!begun) return;
  const { request, context } = begun;
  const provider = deps.providers.byName(request.provider);
  try {
    await performSteps(deps, provider, request.id, context);
    await noteWorking(deps, provider.login);
  } catch (thrown) {
    if (isSignInNeeded(thrown)) return waitForPerson(deps, request, context);
    const lasts = !oftenPasses(thrown) || job.attempt >= triesBeforeWaiting;
    if (isOutage(thrown) && lasts) await waitForProvider(deps, request, context, thrown);
    else await afterFault(deps, request, context, job.attempt, thrown);
  }
}

async function begin(
  unit: Unit,
  deps: StartDeps,
  job: { readonly requestId: string; readonly revision: number },
): Promise<{ request: RestoreRequest; context: RunContext } | null> {
  const request = await unit.requests.get(job.requestId);
  if (!request || request.revision !== job.revision || isFinal(request.state)) return null;
  if (request.state === 'starting') return withContext(unit, request);
  // Whichever job comes first: an approval that has run out starts nothing.
  const fresh = await change(unit, deps, request, { type: 'clock' });
  if (isRefused(fresh) || isFinal(fresh.state)) return null;
  if (!(await mayActFor(unit, deps, fresh))) return null;
  const blocker = await whyNotNow(unit, request);
  if (blocker) {
    const untilUtc = new Date(deps.clock.now().getTime() + waitSeconds[blocker] * 1000).toISOString();
    await change(unit, deps, request, { type: 'runWaits', untilUtc, why: blocker === 'paused' ? 'paused' : 'busy' });
    return null;
  }
  const before = await waitingBefore(unit, request);
  if (before > 0) {
    const untilUtc = new Date(deps.clock.now().getTime() + waitSeconds.queue * 1000).toISOString();
    await change(unit, deps, request, { type: 'runWaits', untilUtc, why: 'busy', before });
    return null;
  }
  const personId = personFor(deps.providers.byName(request.provider), request);
  if (personId !== null) await noteActing(unit, deps, personId);
  const next = await change(unit, deps, request, {
    type: 'runBegins',
    runId: deps.newId(),
    provider: request.provider,
  });
  return isRefused(next) ? null : withContext(unit, next);
}

async function withContext(
  unit: Unit,
  request: RestoreRequest,
): Promise<{ request: RestoreRequest; context: RunContext } | null> {
  const context = await runContextOf(unit, request);
  return context ? { request, context } : null;
}

/** Why a run may not begin at this moment: paused by an admin, a run open on a target, or another start of the same workload. */
async function whyNotNow(unit: Unit, request: RestoreRequest): Promise<'paused' | 'target' | 'start' | null> {
  if ((await unit.settings.get('paused')) === true) return 'paused';
  const targetIds = request.content?.targets.map((plan) => plan.target.id) ?? [];
  const onSameTarget = await unit.requests.withOpenRunOn(request.tenantId, targetIds);
  if (onSameTarget.some((other) => other.id !== request.id)) return 'target';
  const starting = await unit.requests.list({ tenantId: request.tenantId, states: ['starting'], limit: 100 });
  // A start that waits for a person is told apart by its reason and would hold everybody up for as long as they stay away.
  const others = starting.filter((other) => other.signIn === undefined);
  return others.some((other) => other.content?.workload === request.content?.workload) ? 'start' : null;
}

/**
 * Lets a run wait for its provider. One that has done nothing yet steps back and begins anew; one that has a step in the journal stays
 * where it is, so that what it did is found again. Nobody's request fails because the provider is down.
 */
async function waitForProvider(
  deps: StartDeps,
  request: RestoreRequest,
  context: RunContext,
  thrown: unknown,
): Promise<void> {
  const faultCode = faultCodeOf(thrown);
  const { login } = deps.providers.byName(request.provider);
  deps.log.warn({ requestId: request.id, runId: context.runId, faultCode }, 'start waits for the provider');
  await deps.store.transaction(async (unit) => {
    const current = await unit.requests.get(request.id);
    if (!current || current.run?.id !== context.runId || current.state !== 'starting') return;
    const untilUtc = new Date(deps.clock.now().getTime() + waitSeconds.provider * 1000).toISOString();
    const begun = (await unit.steps.of(context.runId)).length > 0;
    if (begun) await unit.enqueue(startJob(current, untilUtc));
    else await change(unit, deps, current, { type: 'runWaits', untilUtc, why: 'providerUnavailable' });
    await noteOutage(unit, deps, login, faultCode);
  });
}

/** Lets a run wait for the person whose rights it uses: as it stands where the journal holds something, else to begin anew. */
async function waitForPerson(deps: StartDeps, request: RestoreRequest, context: RunContext): Promise<void> {
  const personId = personFor(deps.providers.byName(request.provider), request);
  if (personId === null) return;
  await deps.store.transaction(async (unit) => {
    const current = await unit.requests.get(request.id);
    if (!current || current.run?.id !== context.runId || current.state !== 'starting') return;
    const begun = (await unit.steps.of(context.runId)).length > 0;
    await waitForSignIn(unit, deps, current, personId, begun);
  });
}

async function afterFault(
  deps: StartDeps,
  request: RestoreRequest,
  context: RunContext,
  attempt: number,
  thrown: unknown,
): Promise<void> {
  const faultCode = faultCodeOf(thrown);
  deps.log.warn({ requestId: request.id, runId: context.runId, faultCode, attempt }, 'start failed');
  if (waitsFor.includes(faultCode) && thrown instanceof Fault && thrown.effect === 'none') {
    const seconds = thrown.retryAfterSeconds ?? waitSeconds.provider;
    await backToWaiting(deps, request, context, seconds, faultCode === noRoom);
    return;
  }
  const given = hopeless.includes(faultCode) || attempt >= maximumTries;
  if (!given) throw thrown;
  await deps.store.transaction(async (unit) => {
    const current = await unit.requests.get(request.id);
    if (!current || current.run?.id !== context.runId) return;
    const open = (await unit.steps.of(context.runId)).find((step) => step.result === null);
    const effectKnown = thrown instanceof Fault && thrown.effect === 'none' && !open;
    if (open && !effectKnown) {
      const attention = { step: open.name, sinceUtc: open.openedAtUtc, candidates: [], explanation: faultCode };
      await change(unit, deps, current, { type: 'unproven', attention });
    } else {
      await change(unit, deps, current, { type: 'failed', faultCode });
    }
  });
}

/** Gives the start back until there is room. What the run prepared is closed; the next start looks at everything again. */
async function backToWaiting(
  deps: StartDeps,
  request: RestoreRequest,
  context: RunContext,
  seconds: number,
  isFull: boolean,
): Promise<void> {
  const untilUtc = new Date(deps.clock.now().getTime() + seconds * 1000).toISOString();
  await deps.store.transaction(async (unit) => {
    const current = await unit.requests.get(request.id);
    if (!current || current.run?.id !== context.runId || current.state !== 'starting') return;
    const place = isFull ? { before: await waitingBefore(unit, current) } : {};
    await change(unit, deps, current, { type: 'runWaits', untilUtc, why: 'busy', ...place });
  });
}
