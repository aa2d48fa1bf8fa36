import { expect, it } from 'vitest';
import { personId, stableGuid } from '../../src/sandbox/world.ts';
import { newDatabase } from '../postgres/postgresHome.ts';
import { setCrashStage } from './bot/crashStage.ts';
import { runCrash } from './bot/runCrash.ts';

const asks = [personId.adele, personId.lee, ...[0, 1, 2, 3].map((index) => stableGuid(`person:extra:${index}`))];

it('loses no click while its two replicas are restarted one after the other', async () => {
  const database = await newDatabase('template1');
  const crash = await setCrashStage({
    switches: { throttleTokens: false },
    environment: { DRAIN_SECONDS: '1' },
    replicated: { databaseUrl: database.url, replicas: 2 },
  });
  let isOver = false;
  const deploying = async (): Promise<number> => {
    let restarts = 0;
    for (; !isOver; restarts += 1) await crash.bots.restart(restarts % 2);
    return restarts;
  };
  const restarts = deploying();
  const lanes = [asks.map((requesterId) => ({ requesterId, workload: 'exchange' }) as const)];
  const playing = runCrash(crash, { lanes, points: [], seed: 1, whenPlayed: () => (isOver = true) });
  const { played } = await playing.finally(() => (isOver = true));
  expect(await restarts).toBeGreaterThanOrEqual(2);
  expect(crash.unanswered()).toBe(0);
  expect(played.map(({ endedAs }) => endedAs)).toEqual(asks.map(() => expect.stringMatching(/^Completed/)));
  await database.drop();
});
