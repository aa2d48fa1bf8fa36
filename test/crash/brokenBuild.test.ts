import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { personId } from '../../src/sandbox/world.ts';
import { setCrashStage } from './bot/crashStage.ts';
import { points } from './bot/killPoints.ts';
import { runCrash } from './bot/runCrash.ts';

const journalSkipped = pathToFileURL(resolve(import.meta.dirname, 'broken/journalSkipped.ts'));
const lanes = [[{ requesterId: personId.lee, workload: 'exchange' }]] as const;
const kill = { lanes, points: [points.restoreHeld], seed: 1 };
const switches = { throttleTokens: false };

it('fails a build that does not write a step down before its call, because it restores twice', async () => {
  const broken = await setCrashStage({ switches, environment: { NODE_OPTIONS: `--import ${journalSkipped}` } });
  await expect(runCrash(broken, kill)).rejects.toThrow(/restores of RR-1: expected 2 to be 1/);
});

it('passes the shipped build killed at the same place', async () => {
  expect(await runCrash(await setCrashStage({ switches }), kill)).toMatchObject({
    kills: 1,
    played: [{ settled: [] }],
  });
});
