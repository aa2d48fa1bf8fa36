import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFinal, type RestoreRequest } from '../../src/domain/request.ts';
import { stopRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest } from '../../src/flows/review.ts';
import { onSignedIn } from '../../src/flows/signIn.ts';
import { startRun } from '../../src/flows/startRun.ts';
import { Fault } from '../../src/lib/fault.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, stranger } from '../fakes/requests.ts';
import { click, form, outcome, play } from './play.ts';

const connection = 'portal';
const signInNeeded = () => new Fault('SIGN_IN_NEEDED', { effect: 'none' });

let world: FlowWorld;
let act: ReturnType<typeof play>;
/** Whose token this process holds. */
let signedIn: Set<string>;

beforeEach(async () => {
  world = await startFlowWorld();
  act = play(world);
  signedIn = new Set();
  Object.assign(world.provider, {
    people: {
      connection,
      personOf: (run: { readonly deciderId: string }) => run.deciderId,
      has: (id: string) => signedIn.has(id),
    },
  });
});
afterEach(() => world.stop());

/** The person's client gives the token to this process. */
async function signsIn(id: string): Promise<void> {
  signedIn.add(id);
  await onSignedIn(world.deps, id);
  await world.settled();
}

async function approved(): Promise<RestoreRequest> {
  const request = await act.submitted();
  const before = world.deps.store.commits();
  await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
  expect(world.deps.store.commits() - before).toBeLessThanOrEqual(2);
  await world.settled();
  return world.request(request.id);
}

describe('a restore with the rights of whoever decides', () => {
  it('waits for that person, asks them and nobody else once, and begins when they have signed in', async () => {
    const request = await approved();
    expect(request).toMatchObject({ state: 'waitingForSignIn', signIn: { personId: isaiah.id } });
    for (let minute = 0; minute < 10; minute += 1) await world.passes(60);
    expect(world.asked).toEqual([{ to: isaiah.id, connection, label: 'RR-1' }]);
    expect(world.provider.calls).toEqual([]);

    await signsIn(adele.id);
    expect((await world.request(request.id)).state).toBe('waitingForSignIn');
    await signsIn(isaiah.id);
    expect(world.provider.calls).toEqual(['explore', 'restore']);
    const running = await world.request(request.id);
    expect(running.state).toBe('running');
    expect(running.signIn).toBeUndefined();
  });

  it('is asked of them again hours later, and expires like any other approval', async () => {
    const request = await approved();
    for (let hour = 0; hour < 5; hour += 1) await world.passes(3601);
    expect(world.asked).toHaveLength(2);
    for (let hour = 0; hour < 21; hour += 1) await world.passes(3601);
    expect((await world.request(request.id)).state).toBe('expired');
    await signsIn(isaiah.id);
    expect(world.provider.calls).toEqual([]);
  });

  it('keeps what it did when the token runs out between two steps, and does it no second time', async () => {
    signedIn.add(isaiah.id);
    const request = await act.submitted();
    world.provider.observation = { kind: 'signInNeeded' };
    const { prepare } = world.provider;
    Object.assign(world.provider, {
      prepare: async (...args: Parameters<typeof prepare>) => {
        if (args[0] === 'restore' && !signedIn.has('again')) {
          signedIn.delete(isaiah.id);
          throw signInNeeded();
        }
        return prepare(...args);
      },
    });
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    expect(await world.request(request.id)).toMatchObject({ state: 'starting', signIn: { personId: isaiah.id } });
    expect(world.asked).toHaveLength(1);
    signedIn.add('again');
    await signsIn(isaiah.id);
    expect(world.provider.calls).toEqual(['explore', 'restore']);
    expect((await world.request(request.id)).state).toBe('running');
  });

  it('does not keep other starts waiting while it stands in the middle of its own', async () => {
    const first = await approved();
    await world.deps.store.transaction(async (unit) => {
      const stuck = await unit.requests.get(first.id);
      if (stuck) await unit.requests.save({ ...stuck, state: 'starting' });
    });
    signedIn.add(isaiah.id);
    const second = await act.submitted(form, stranger);
    await approveRequest(world.deps, click(isaiah, second, 'approval.approve'));
    await world.settled();
    expect((await world.request(second.id)).state).toBe('running');
  });

  it('stays as it is while it runs and its person is not there, says so, and is followed to its end afterwards', async () => {
    signedIn.add(isaiah.id);
    const request = await approved();
    expect(request.state).toBe('running');
    signedIn.delete(isaiah.id);
    world.provider.observation = { kind: 'signInNeeded' };
    for (let look = 0; look < 5; look += 1) await world.passes(31);
    expect(await world.request(request.id)).toMatchObject({ state: 'running', signIn: { personId: isaiah.id } });
    expect(world.asked).toHaveLength(1);

    world.provider.observation = { kind: 'ended', outcomes: [outcome] };
    await signsIn(isaiah.id);
    await world.passes(31);
    const ended = await world.request(request.id);
    expect(ended.state).toBe('completed');
    expect(ended.signIn).toBeUndefined();
    expect(world.provider.calls).toEqual(['explore', 'restore', 'close']);
  });

  it('closes its sessions when the person is back, and asks for that once', async () => {
    signedIn.add(isaiah.id);
    const request = await approved();
    signedIn.delete(isaiah.id);
    const { close } = world.provider;
    let tries = 0;
    Object.assign(world.provider, {
      close: async (run: Parameters<typeof close>[0]) => {
        tries += 1;
        if (!signedIn.has(isaiah.id)) throw signInNeeded();
        await close(run);
      },
    });
    world.provider.observation = { kind: 'ended', outcomes: [outcome] };
    await world.passes(31);
    for (let look = 0; look < 30; look += 1) await world.passes(60);
    // It waits for them, instead of failing over and over.
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThan(6);
    expect(isFinal((await world.request(request.id)).state)).toBe(true);
    expect(world.asked).toHaveLength(1);
    expect(world.provider.calls).not.toContain('close');
    await signsIn(isaiah.id);
    expect(world.provider.calls.filter((call) => call === 'close')).toHaveLength(1);
  });

  it('asks somebody who is away once in a night for a run that was stopped', async () => {
    signedIn.add(isaiah.id);
    const request = await approved();
    signedIn.delete(isaiah.id);
    world.provider.observation = { kind: 'signInNeeded' };
    let tries = 0;
    const away = async (): Promise<never> => {
      tries += 1;
      throw signInNeeded();
    };
    Object.assign(world.provider, { stop: away, close: away });
    await world.passes(60);
    expect(world.asked).toHaveLength(1);
    await stopRequest(world.deps, click(adele, request, 'status.stop'));
    for (let look = 0; look < 30; look += 1) await world.passes(60);
    expect(tries).toBeGreaterThan(3);
    expect(world.asked).toEqual([{ to: isaiah.id, connection, label: 'RR-1' }]);
  });

  it('can be stopped by its requester, also while nobody can look at it', async () => {
    signedIn.add(isaiah.id);
    const request = await approved();
    signedIn.delete(isaiah.id);
    world.provider.observation = { kind: 'signInNeeded' };
    await stopRequest(world.deps, click(adele, request, 'status.stop'));
    await world.settled();
    expect((await world.request(request.id)).state).toBe('stopped');
  });
});

describe('looking at the backups with the rights of whoever asks', () => {
  it('asks the requester once, and shows the preview when they have signed in', async () => {
    Object.assign(world.provider, {
      lookUp: async (query: { readonly personId?: string }) => {
        if (!signedIn.has(query.personId ?? '')) throw signInNeeded();
        return { kind: 'noBackups' };
      },
    });
    const looking = await act.previewed().catch(() => null);
    expect(looking?.preview.kind).toBe('looking');
    await world.passes(6);
    expect(world.asked).toEqual([{ to: adele.id, connection, label: 'RR-?' }]);
    await signsIn(adele.id);
    expect((await world.request(looking?.id ?? '')).preview).toMatchObject({
      kind: 'refused',
      refusal: { code: 'noBackups' },
    });
  });

  it('says so when they do not, and what lies beyond their rights', async () => {
    Object.assign(world.provider, {
      lookUp: async () => {
        throw signInNeeded();
      },
    });
    const looking = await act.previewed();
    for (let time = 0; time < 40; time += 1) await world.passes(6);
    expect((await world.request(looking.id)).preview).toMatchObject({ refusal: { code: 'signInNeeded' } });
  });
});

describe('several replicas', () => {
  it('leave a run to the one that acts for the person, and ask only when it has not for a while', async () => {
    const request = await act.submitted();
    await world.deps.store.transaction((unit) =>
      unit.settings.put(`signedIn:${isaiah.id}`, { by: 'other', atUtc: world.clock.now().toISOString() }),
    );
    const here = { ...world.deps, replicaId: 'here' };
    // The job of the approval is taken by the replica without the token.
    Object.assign(world.deps, { replicaId: 'here' });
    await approveRequest(here, click(isaiah, request, 'approval.approve'));
    const job = { requestId: request.id, revision: request.revision, attempt: 1 };
    await startRun(here, job);
    expect((await world.request(request.id)).state).toBe('approved');
    await world.settled();
    expect(world.asked).toEqual([]);

    await world.passes(130);
    await world.passes(5);
    expect(await world.request(request.id)).toMatchObject({ state: 'waitingForSignIn' });
    expect(world.asked).toHaveLength(1);

    // The token reaches another replica than the one that asked; that one takes the job.
    const there = { ...world.deps, replicaId: 'there' };
    signedIn.add(isaiah.id);
    await onSignedIn(there, isaiah.id);
    await world.settled();
    expect((await world.request(request.id)).state).toBe('running');
    expect(world.provider.calls).toEqual(['explore', 'restore']);
  });
});
