import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/lib/fault.ts';
import { approvedRequests } from '../fakes/approvedRequests.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { megan } from '../fakes/requests.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await startFlowWorld();
});
afterEach(() => world.stop());

const minutes = async (count: number): Promise<void> => {
  for (let minute = 0; minute < count * 4; minute += 1) await world.passes(15);
};
const notices = () => world.shown.filter(({ to, card }) => to === megan.id && card.card === 'adminFault');
const states = async () => (await world.requests()).map((request) => request.state).sort();

/** Every provider call fails like this from now on, before it has done anything; null lets it work again. */
const failWith = (code: string | null): void => {
  const prepare = async () => {
    if (code !== null) throw new Fault(code, { effect: 'none' });
    return { kind: 'ready', evidence: {} } as const;
  };
  Object.assign(world.provider, { prepare });
};

describe('a provider that lets nobody in', () => {
  it('makes twenty runs wait, tells each admin once, and all go on when it works again', async () => {
    failWith('BACKUP_SIGN_IN');
    await approvedRequests(world, 20);
    await minutes(5);
    expect(await states()).toEqual(Array(20).fill('waiting'));
    expect(notices()).toHaveLength(1);
    expect(notices()[0]?.card).toMatchObject({ faultCode: 'BACKUP_SIGN_IN' });
    failWith(null);
    await minutes(5);
    expect(await states()).toEqual(Array(20).fill('running'));
    expect(world.provider.calls.filter((call) => call === 'restore')).toHaveLength(20);
    expect(notices()).toHaveLength(1);
  }, 60_000);

  it.each([null, '2026-11-01T00:00:00.000Z'])(
    'reads what a version before kept of an outage: told %s',
    async (toldUtc) => {
      const old = { faultCode: 'BACKUP_UNREACHABLE', sinceUtc: '2026-11-01T00:00:00.000Z', toldUtc, over: true };
      await world.deps.store.transaction((unit) => unit.settings.put(`outage:${world.provider.login}`, old));
      failWith('BACKUP_SIGN_IN');
      await approvedRequests(world, 1);
      await minutes(1);
      expect(await states()).toEqual(['waiting']);
      expect(notices()).toHaveLength(1);
    },
  );

  it('tells each admin once of each fault when two take turns', async () => {
    await approvedRequests(world, 1);
    for (let turn = 0; turn < 5; turn += 1) {
      failWith('BACKUP_SIGN_IN');
      await minutes(2);
      failWith('BACKUP_UNREACHABLE');
      await minutes(2);
    }
    expect(notices().map(({ card }) => 'faultCode' in card && card.faultCode)).toEqual(['BACKUP_SIGN_IN']);
    await minutes(10);
    expect(notices()).toHaveLength(2);
  });

  it('is told again when it happens another day', async () => {
    failWith('BACKUP_SIGN_IN');
    await approvedRequests(world, 1);
    await minutes(1);
    failWith(null);
    await minutes(2);
    expect(await states()).toEqual(['running']);
    await world.passes(2 * 3600);
    world.provider.follow = async () => {
      throw new Fault('BACKUP_SIGN_IN', { effect: 'none' });
    };
    await minutes(5);
    expect(notices()).toHaveLength(2);
  });

  it('does not wake admins for a server that restarts', async () => {
    failWith('BACKUP_UNREACHABLE');
    await approvedRequests(world, 1);
    await minutes(1);
    failWith(null);
    await minutes(2);
    expect(await states()).toEqual(['running']);
    expect(notices()).toEqual([]);
  });

  it('tells them of a server that stays away', async () => {
    failWith('BACKUP_UNREACHABLE');
    await approvedRequests(world, 3);
    await minutes(20);
    // One of them may just be trying.
    expect((await states()).filter((state) => state !== 'waiting' && state !== 'starting')).toEqual([]);
    expect(notices()).toHaveLength(1);
  }, 60_000);

  it('never lets a run with an open step begin anew', async () => {
    world.provider.faults = [new Fault('BACKUP_UNREACHABLE', { effect: 'unknown' })];
    let down = true;
    world.provider.settle = async () => {
      if (down) throw new Fault('BACKUP_UNREACHABLE', { effect: 'none' });
      return { kind: 'done', result: { sessionId: 'found' } };
    };
    const [request] = await approvedRequests(world, 1);
    await minutes(60);
    expect(await world.request(request?.id ?? '')).toMatchObject({ state: 'starting', run: { attempt: 1 } });
    down = false;
    await minutes(3);
    expect(await states()).toEqual(['running']);
    expect(world.provider.calls).toEqual(['explore', 'restore']);
  }, 60_000);
});
