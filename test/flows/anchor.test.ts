import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anchor } from '../../src/flows/anchor.ts';
import { approvedRequests } from '../fakes/approvedRequests.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { megan } from '../fakes/requests.ts';

let world: FlowWorld;
const logged: unknown[] = [];
beforeEach(async () => {
  logged.length = 0;
  const log = {
    debug: () => undefined,
    info: (facts: { anchor?: unknown }) => void (facts.anchor === undefined || logged.push(facts.anchor)),
    warn: () => undefined,
    error: () => undefined,
  };
  world = await startFlowWorld({ log });
});
afterEach(() => world.stop());

const posted = () =>
  world.shown.flatMap(({ to, card }) =>
    to === megan.id && card.card === 'adminNote' && card.note.about === 'anchor'
      ? [`${card.note.number}:${card.note.hash}`]
      : [],
  );
const head = async () => {
  const end = await world.deps.store.transaction((unit) => unit.audit.head());
  return `${end?.number}:${end?.hash}`;
};

describe('the anchor of the audit trail', () => {
  it('is posted to admins and logged daily, not at each start', async () => {
    await approvedRequests(world, 1);
    await world.settled();
    await anchor(world.deps);
    await world.settled();
    expect(posted()).toEqual([await head()]);
    expect(logged).toEqual(posted());
    for (let start = 0; start < 3; start += 1) await anchor(world.deps);
    await world.settled();
    expect(posted()).toHaveLength(1);
  });

  it('comes again the next day when lines were added, however often the bot was restarted', async () => {
    await anchor(world.deps);
    await approvedRequests(world, 1);
    await world.settled();
    await anchor(world.deps);
    await world.settled();
    const first = posted();
    await world.deps.store.transaction((unit) =>
      unit.audit.append({
        atUtc: world.clock.now().toISOString(),
        action: 'paused',
        requestId: null,
        label: null,
        revision: null,
        actorId: megan.id,
        policyVersion: null,
        facts: {},
      }),
    );
    await world.passes(20 * 3600);
    await anchor(world.deps);
    expect(posted()).toEqual(first);
    await world.passes(4 * 3600 + 1);
    expect(posted()).toEqual([...first, await head()]);
    await world.passes(24 * 3600 + 1);
    expect(posted()).toHaveLength(2);
  });
});
