import type { RequestState, RestoreRequest } from '../domain/request.ts';
import { deciderOf } from '../domain/request.ts';
import { faultCodeOf } from '../lib/fault.ts';
import type { PeopleSignIn, Provider } from '../ports/provider.ts';
import type { Unit } from '../ports/store.ts';
import { change } from './change.ts';
import type { FlowDeps } from './deps.ts';
import { closeJob, signInJob, startJob } from './effectsToJobs.ts';
import { leftOpen } from './narrow/openBrowsing.ts';
import { openedBy } from './openedBy.ts';

type SignInDeps = Pick<
  FlowDeps,
  'store' | 'policy' | 'clock' | 'providers' | 'announceChannelId' | 'log' | 'tenantId' | 'replicaId'
>;

/** How long after a replica last acted for a person the others leave their runs to it. */
const heldSeconds = 120;
/** How long another replica is given to take a job; Teams' message for a sign-in may reach any. */
const elsewhereSeconds = 2;
/** A run that waits for a person is tried again by itself after this long; their sign-in comes first. */
const againSeconds = 60;
/** Somebody is asked once within this time for what is tried again. */
const askOnceSeconds = 180;

/** Whether a provider could not act because a person is not signed in. */
export const isSignInNeeded = (thrown: unknown): boolean => faultCodeOf(thrown) === 'SIGN_IN_NEEDED';

/** The person whose rights the restore of a request uses, or null where the provider has a login of its own. */
export function personFor(provider: Pick<Provider, 'people'>, request: RestoreRequest): string | null {
  const targets = request.content?.targets ?? [];
  const run = { requesterId: request.requester.id, deciderId: deciderOf(request).id, targets };
  return provider.people?.personOf(run) ?? null;
}

/** Which process acts for a person; never a token. */
type Held = { readonly by: string; readonly atUtc: string };
const heldKey = (personId: string): string => `signedIn:${personId}`;

/** Notes that this process acts for a person, so that other replicas do not ask them too. Costs nothing where there are none. */
export async function noteActing(unit: Unit, deps: SignInDeps, personId: string): Promise<void> {
  if (deps.replicaId === null) return;
  const held: Held = { by: deps.replicaId, atUtc: deps.clock.now().toISOString() };
  await unit.settings.put(heldKey(personId), held);
}

async function actsElsewhere(unit: Unit, deps: SignInDeps, personId: string): Promise<boolean> {
  if (deps.replicaId === null) return false;
  const held = (await unit.settings.get(heldKey(personId))) as Held | null;
  if (held === null || held.by === deps.replicaId) return false;
  return deps.clock.now().getTime() - Date.parse(held.atUtc) < heldSeconds * 1000;
}

const inSeconds = (deps: SignInDeps, seconds: number): string =>
  new Date(deps.clock.now().getTime() + seconds * 1000).toISOString();

/**
 * Whether a run may begin: its provider needs nobody, or the person is signed in here. Otherwise the request waits for that person, or –
 * where another replica acts for them – only steps aside for it.
 */
export async function mayActFor(unit: Unit, deps: SignInDeps, request: RestoreRequest): Promise<boolean> {
  const provider = deps.providers.byName(request.provider);
  const personId = personFor(provider, request);
  if (personId === null || (provider.people as PeopleSignIn).has(personId)) return true;
  await waitForSignIn(unit, deps, request, personId, false);
  return false;
}

/** Lets a request wait for a person's sign-in. `begun`: the journal of its run holds something. */
export async function waitForSignIn(
  unit: Unit,
  deps: SignInDeps,
  request: RestoreRequest,
  personId: string,
  begun: boolean,
): Promise<void> {
  if (await actsElsewhere(unit, deps, personId)) {
    if (request.state !== 'running' && request.state !== 'stopped')
      await unit.enqueue(startJob(request, inSeconds(deps, elsewhereSeconds)));
    return;
  }
  const untilUtc = inSeconds(deps, againSeconds);
  await change(unit, deps, request, { type: 'signInNeeded', personId, untilUtc, begun });
}

/**
 * Asks a person to sign in for something that is tried again by itself: a look-up, or sessions to be closed. Once, however often it is tried.
 */
export async function askOnce(deps: SignInDeps, request: RestoreRequest, personId: string): Promise<void> {
  await deps.store.transaction(async (unit) => {
    if (await actsElsewhere(unit, deps, personId)) return;
    if (await isFirstAsk(unit, deps, personId)) await unit.enqueue(signInJob({ requestId: request.id, personId }));
  });
}

async function isFirstAsk(unit: Unit, deps: SignInDeps, personId: string): Promise<boolean> {
  const key = `signInAsked:${personId}`;
  const before = await unit.settings.get(key);
  const now = deps.clock.now();
  // Empty since they signed in last.
  if (typeof before === 'string' && before !== '' && now.getTime() - Date.parse(before) < askOnceSeconds * 1000)
    return false;
  return unit.settings.replace(key, before, now.toISOString());
}

const waitingStates: readonly RequestState[] = ['draft', 'waitingForSignIn', 'starting', 'running', 'stopped'];
const looksAt = 1_000;

/** Goes on with everything that waited for a person, who has just signed in at this process. */
export async function onSignedIn(deps: SignInDeps, personId: string): Promise<void> {
  await deps.store.transaction(async (unit) => {
    await noteActing(unit, deps, personId);
    await unit.settings.put(`signInAsked:${personId}`, '');
    const waiting = await unit.requests.list({ tenantId: deps.tenantId, states: waitingStates, limit: looksAt });
    for (const known of waiting) {
      if (known.state === 'draft') {
        if (known.requester.id === personId) await lookAgain(unit, known);
        continue;
      }
      if (known.signIn?.personId !== personId) continue;
      const request = await unit.requests.get(known.id);
      if (request) await change(unit, deps, request, { type: 'signedIn', personId });
    }
    for (const run of await leftOpen(unit, deps))
      if ((await openedBy(unit, deps, run)) === personId) await unit.enqueue(closeJob(run));
  });
  deps.log.info({ personId }, 'signed in');
}

/** Looks at once at what a requester waits for: the backups, or the items they search. */
async function lookAgain(unit: Unit, { id, revision, preview, narrowing }: RestoreRequest): Promise<void> {
  if (preview.kind === 'looking') await unit.enqueue({ queue: 'lookUp', data: { requestId: id, revision } });
  else if (narrowing?.kind === 'looking')
    await unit.enqueue({ queue: 'browse', data: { requestId: id, searchId: narrowing.searchId } });
}
