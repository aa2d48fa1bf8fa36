import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anchor } from '../../src/flows/anchor.ts';
import { setPaused } from '../../src/flows/pause.ts';
import { closeUnproven } from '../../src/flows/settleAttention.ts';
import { Fault } from '../../src/lib/fault.ts';
import type { CardModel } from '../../src/ports/cards.ts';
import { approvedRequests } from '../fakes/approvedRequests.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { isaiah, megan, policy, stranger } from '../fakes/requests.ts';
import { click, refusalOf } from './acting.ts';

const [operators, onCall] = ['group-operators', 'group-on-call'];
/** Megan is named and in a group; the stranger is in two. */
const admins = { people: [megan.id], groups: [operators, onCall] };

let world: FlowWorld;
const start = async (named = admins) => {
  world = await startFlowWorld({ policy: { ...policy, admins: named } });
  world.accounts.groups.set(operators, [megan.id, stranger.id]).set(onCall, [stranger.id]);
};
beforeEach(() => start());
afterEach(() => world.stop());

const kindOf = (card: CardModel) => (card.card === 'adminNote' ? card.note.about : card.card);
const toldTo = ({ id }: typeof megan, kind: string) =>
  world.shown.filter(({ to, did, card }) => to === id && did === 'post' && kindOf(card) === kind).length;
const passes = async (minutes: number) => {
  for (let minute = 0; minute < minutes * 4; minute += 1) await world.passes(15);
};

/** What admins are told of, each made to happen. */
const happenings: Readonly<Record<string, () => Promise<unknown>>> = {
  adminFault: async () => {
    world.provider.prepare = async () => {
      throw new Fault('BACKUP_SIGN_IN', { effect: 'none' });
    };
    await approvedRequests(world, 1);
  },
  attention: async () => {
    world.provider.faults = [new Fault('BACKUP_UNREACHABLE', { effect: 'unknown' })];
    world.provider.settlement = { kind: 'unproven', attention: { candidates: [], explanation: 'none' } };
    await approvedRequests(world, 1);
  },
  paused: () => setPaused(world.deps, megan, 'paused'),
  anchor: async () => {
    await setPaused(world.deps, megan, 'paused');
    await anchor(world.deps);
  },
};

describe('admins named by a group', () => {
  it.each(Object.keys(happenings))('are told (%s), each once, however often they are named', async (kind) => {
    await happenings[kind]?.();
    await passes(2);
    expect([toldTo(megan, kind), toldTo(stranger, kind), toldTo(isaiah, kind)]).toEqual([1, 1, 0]);
  });

  it.each(Object.keys(happenings))(
    'are told (%s) when the directory answers again; those named by id do not wait for it',
    async (kind) => {
      world.accounts.fault = new Fault('DIRECTORY_UNREACHABLE', { effect: 'none' });
      await happenings[kind]?.();
      await passes(2);
      expect([toldTo(megan, kind), toldTo(stranger, kind)]).toEqual([1, 0]);
      world.accounts.fault = null;
      await passes(6);
      expect([toldTo(megan, kind), toldTo(stranger, kind)]).toEqual([1, 1]);
    },
  );

  it('are enough where nobody is named by id, and can settle what they are shown', async () => {
    await world.stop();
    await start({ people: [], groups: [operators] });
    await happenings.attention?.();
    await passes(2);
    expect([toldTo(megan, 'attention'), toldTo(stranger, 'attention')]).toEqual([1, 1]);
    const [request] = await world.requests();
    if (!request) throw new Error('no request');
    expect(refusalOf(await closeUnproven(world.deps, click(stranger, request, 'attention.close'), 1))).toBe('accepted');
  });

  it('are told of nothing once they have left the group', async () => {
    world.accounts.groups.set(operators, []).set(onCall, []);
    await happenings.paused?.();
    await passes(2);
    expect([toldTo(megan, 'paused'), toldTo(stranger, 'paused')]).toEqual([1, 0]);
  });
});
