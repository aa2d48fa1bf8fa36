import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { megan, now } from '../fakes/requests.ts';

const day = 24 * 3600;
const after = (days: number): string => new Date(now.getTime() + days * day * 1000).toISOString();
const setting = 'VEEAM_RESTORE_CERTIFICATE_FILE';

let world: FlowWorld;
afterEach(() => world.stop());

const told = () =>
  world.shown.flatMap(({ to, card }) =>
    to === megan.id && card.card === 'adminNote' && card.note.about === 'expiring' ? [card.note.setting] : [],
  );
const look = () =>
  world.deps.store.transaction((unit) => unit.enqueue({ queue: 'expiring', data: {}, dedupeKey: 'expiring' }));

describe('a certificate that runs out', () => {
  beforeEach(async () => {
    world = await startFlowWorld({ expiring: [{ setting, untilUtc: after(45) }] });
    await look();
    await world.settled();
  });

  it('is told to admins 30, 14 and 7 days and 1 day before, and when it is over, once each', async () => {
    const toldOnDay: number[] = [];
    for (let dayNumber = 1; dayNumber <= 60; dayNumber += 1) {
      const before = told().length;
      await world.passes(day);
      if (told().length > before) toldOnDay.push(dayNumber);
    }
    expect(toldOnDay).toEqual([15, 31, 38, 44, 45]);
    expect(told()).toHaveLength(5);
  });

  it('is not told again when the bot is started again', async () => {
    await world.passes(15 * day);
    expect(told()).toHaveLength(1);
    for (let start = 0; start < 3; start += 1) {
      await look();
      await world.settled();
    }
    expect(told()).toHaveLength(1);
  });
});

describe('certificates that are good for long', () => {
  it('are told of to nobody', async () => {
    world = await startFlowWorld({ expiring: [{ setting, untilUtc: after(400) }] });
    await look();
    await world.passes(day);
    expect(told()).toEqual([]);
  });
});
