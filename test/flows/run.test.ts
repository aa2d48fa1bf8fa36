import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stopRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest } from '../../src/flows/review.ts';
import { closeUnproven, startAgain } from '../../src/flows/settleAttention.ts';
import { Fault } from '../../src/lib/fault.ts';
import { announceChannelId, type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, content, isaiah, megan, policy, stranger } from '../fakes/requests.ts';

import { click, counts, form, outcome, play, refusalOf } from './play.ts';

let world: FlowWorld;
let act: ReturnType<typeof play>;
beforeEach(async () => {
  world = await startFlowWorld();
  act = play(world);
});
afterEach(() => world.stop());

describe('running', () => {
  it('goes back for approval when the restore point moved', async () => {
    const request = await act.submitted();
    const targets = content.targets.map((plan) => ({ ...plan, point: world.provider.points[0] ?? null }));
    world.provider.prepared = { kind: 'pointMoved', targets };
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    expect(await world.request(request.id)).toMatchObject({
      state: 'awaitingApproval',
      revision: request.revision + 1,
    });
    expect(world.provider.calls).not.toContain('restore');
  });

  it('does a step again that certainly did nothing, and never one that may have worked', async () => {
    const request = await act.submitted();
    world.provider.faults = [new Fault('BACKUP_UNREACHABLE', { effect: 'none' })];
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.passes(10);
    expect(world.provider.calls).toEqual(['explore', 'restore']);
    expect((await world.request(request.id)).state).toBe('running');
  });

  it('says so when the provider cannot stop what runs, and lets it run', async () => {
    const request = await act.submitted();
    world.provider.canStop = false;
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    const running = await world.request(request.id);
    expect(refusalOf(await stopRequest(world.deps, click(adele, running, 'status.stop')))).toBe('cannotBeStopped');
    expect((await world.request(request.id)).state).toBe('running');
    expect(world.provider.calls).not.toContain('stop');
  });

  it('waits as long as the provider has no room, without holding others up or giving up', async () => {
    const request = await act.submitted();
    const full = () => new Fault('GRAPH_QUEUE', { effect: 'none', retryAfterSeconds: 300 });
    world.provider.faults = Array.from({ length: 40 }, full);
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    expect(await world.request(request.id)).toMatchObject({ state: 'waiting', queue: { before: 0 } });
    for (let time = 0; time < 40; time += 1) await world.passes(301);
    expect((await world.request(request.id)).state).toBe('running');
    expect(world.provider.calls.filter((call) => call === 'restore')).toHaveLength(1);
  });

  it('lets those approved earlier begin first when there is no room, and tells each its place', async () => {
    const full = () => new Fault('GRAPH_QUEUE', { effect: 'none', retryAfterSeconds: 300 });
    const approve = async (request: Awaited<ReturnType<typeof act.submitted>>) => {
      await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
      await world.passes(1);
    };
    const first = await act.submitted(form, adele);
    const second = await act.submitted(form, megan);
    world.provider.faults = Array.from({ length: 3 }, full);
    await approve(first);
    await approve(second);
    expect(await world.request(first.id)).toMatchObject({ state: 'waiting', queue: { before: 0 } });
    expect(await world.request(second.id)).toMatchObject({ state: 'waiting', queue: { before: 1 } });
    const firstTaken = async () => (await world.request(first.id)).run?.id !== undefined;
    expect(await firstTaken()).toBe(true);
    for (let minute = 0; minute < 4; minute += 1) {
      await world.passes(60);
      expect(await world.request(second.id)).toMatchObject({ state: 'waiting', queue: { before: 1 } });
    }
    // The second never asked for room while the first waited for it.
    expect((await world.request(second.id)).run).toBeNull();
    for (let minute = 0; minute < 16; minute += 1) await world.passes(60);
    expect((await world.request(first.id)).state).toBe('running');
    expect((await world.request(second.id)).state).toBe('running');
    const lines = await world.deps.store.transaction((unit) =>
      unit.requests.list({ tenantId: first.tenantId, limit: 9 }),
    );
    const begun = (id: string) => lines.find((line) => line.id === id)?.run?.startedAtUtc ?? '';
    expect(begun(first.id) < begun(second.id)).toBe(true);
  });

  it('adopts what an interrupted step had done', async () => {
    const request = await act.submitted();
    world.provider.faults = [new Fault('BACKUP_UNREACHABLE', { effect: 'unknown' })];
    world.provider.settlement = { kind: 'done', result: { sessionId: 'found' } };
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.passes(10);
    expect(world.provider.calls).toEqual(['explore', 'restore']);
    expect((await world.request(request.id)).state).toBe('running');
  });

  it('stops and asks the admins when it cannot be proved', async () => {
    const request = await act.submitted();
    world.provider.faults = [new Fault('BACKUP_UNREACHABLE', { effect: 'unknown' })];
    world.provider.settlement = {
      kind: 'unproven',
      attention: { candidates: [{ sessionId: 's9', facts: [] }], explanation: 'two' },
    };
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.passes(10);
    const stuck = await world.request(request.id);
    expect(stuck).toMatchObject({ state: 'needsAttention', run: { attention: { step: 'explore' } } });
    expect(act.cardsTo(megan)).toContain('post attention');
    expect(refusalOf(await closeUnproven(world.deps, click(isaiah, stuck, 'attention.close'), 1))).toBe(
      'unknownRequest',
    );
    expect(refusalOf(await closeUnproven(world.deps, click(megan, stuck, 'attention.close'), 1))).toBe('accepted');
    await world.settled();
    expect(world.provider.calls).toEqual(['explore', 'close']);
  });

  it('can be started again more than once, each time by a press of its own', async () => {
    const request = await act.submitted();
    const unknown = () => new Fault('BACKUP_UNREACHABLE', { effect: 'unknown' });
    world.provider.settlement = { kind: 'unproven', attention: { candidates: [], explanation: 'none' } };
    world.provider.faults = [unknown()];
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await world.passes(120);
      const stuck = await world.request(request.id);
      expect(stuck).toMatchObject({ state: 'needsAttention', run: { attempt } });
      world.provider.faults = [unknown()];
      const press = () => startAgain(world.deps, click(megan, stuck, 'attention.startAgain'), attempt);
      await Promise.all([press(), press()]);
    }
    await world.passes(120);
    expect(await world.request(request.id)).toMatchObject({ state: 'needsAttention', run: { attempt: 3 } });
  });

  it('fails at once with what trying again cannot mend', async () => {
    const request = await act.submitted();
    world.provider.faults = [new Fault('BACKUP_FORBIDDEN', { effect: 'none' })];
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    expect(await world.request(request.id)).toMatchObject({ state: 'failed', faultCode: 'BACKUP_FORBIDDEN' });
    expect(world.provider.calls).toEqual(['close']);
  });

  it('stops on request and closes its sessions', async () => {
    const request = await act.running();
    await stopRequest(world.deps, click(adele, request, 'status.stop'));
    await world.settled();
    expect((await world.request(request.id)).state).toBe('stopped');
    expect(world.provider.calls.slice(2)).toEqual(['stop']);

    world.provider.observation = { kind: 'ended', outcomes: [outcome] };
    await world.passes(5);
    expect(await world.request(request.id)).toMatchObject({
      state: 'stopped',
      run: { atRest: true },
      outcomes: [{ counts }],
    });
    expect(world.provider.calls.slice(2)).toEqual(['stop', 'close']);
    expect(act.cardsTo(adele).filter((card) => card.startsWith('post'))).toEqual(['post form', 'post notice']);
    expect(act.cardsTo(announceChannelId)).toEqual(['post announcement']);
  });

  it('tells what was counted when a stopped run never comes to rest', async () => {
    const request = await act.running();
    await stopRequest(world.deps, click(adele, request, 'status.stop'));
    world.provider.observation = { kind: 'working', counts, totalItems: 11 };
    for (let look = 0; look < 30; look += 1) await world.passes(30);
    expect(await world.request(request.id)).toMatchObject({ state: 'stopped', run: { atRest: true, counts } });
    expect(world.provider.calls.slice(2)).toEqual(['stop', 'close']);
  });

  it('does not begin while another run is open on the same mailbox', async () => {
    const forAnybody = { people: [stranger.id], groups: [] };
    world = await world.again({ policy: { ...policy, ask: { ...policy.ask, forAnybody } } });
    act = play(world);
    await act.running();
    const second = await act.submitted({ ...form, who: 'other', address: adele.address }, stranger);
    await approveRequest(world.deps, click(isaiah, second, 'approval.approve'));
    await world.settled();
    expect((await world.request(second.id)).state).toBe('waiting');
    world.provider.observation = { kind: 'ended', outcomes: [outcome] };
    for (let look = 0; look < 4; look += 1) await world.passes(30);
    expect((await world.request(second.id)).state).toBe('completed');
    expect(world.provider.calls).toEqual(['explore', 'restore', 'close', 'explore', 'restore', 'close']);
  });
});
