import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownViewers } from '../../src/flows/ownView.ts';
import { approveRequest } from '../../src/flows/review.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, megan, policy } from '../fakes/requests.ts';
import { click, submitted } from './acting.ts';

const channelId = '19:approvers@thread.tacv2';
let world: FlowWorld;
beforeEach(async () => {
  world = await startFlowWorld({
    policy: { ...policy, decide: { ...policy.decide, channelId } },
    announceVia: { serviceUrl: 'https://smba.trafficmanager.net/emea/', botId: '28:bot' },
  });
});
afterEach(() => world.stop());

describe('the approvers’ channel', () => {
  it('gets one card that names nobody, with a view of their own for those who take part, kept up to date', async () => {
    const request = await submitted(world, adele);
    const inChannel = () => world.shown.filter((shown) => shown.to === channelId);
    expect(inChannel()).toMatchObject([
      {
        did: 'post',
        card: { card: 'shared', refreshFor: [`29:${adele.id}`, `29:${isaiah.id}`, `29:${megan.id}`] },
      },
    ]);
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    expect(inChannel().filter((shown) => shown.did === 'post')).toHaveLength(1);
    expect(inChannel().at(-1)).toMatchObject({ did: 'update', card: { request: { state: 'running' } } });
  });

  it('gives at most 60 people a view of their own', async () => {
    const many = Array.from({ length: 80 }, (_, index) => ({ ...megan, id: `person-${index}` }));
    await world.deps.store.transaction(async (unit) => {
      for (const person of many) await unit.conversations.put(world.personal(person));
    });
    const request = { ...(await submitted(world, adele)), asked: many };
    const viewers = await world.deps.store.transaction((unit) => ownViewers(unit, request));
    expect(viewers).toHaveLength(60);
    expect(viewers[0]).toBe(`29:${adele.id}`);
  });
});
