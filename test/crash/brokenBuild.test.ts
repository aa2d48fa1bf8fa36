import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { personId } from '../../src/sandbox/world.ts';
import { setCrashStage } from './bot/crashStage.ts';
import { graphKind } from './bot/graphKind.ts';
import { blockingPoints, graphPoints, points } from './bot/killPoints.ts';
import { runCrash } from './bot/runCrash.ts';
import type { KillPoint } from './bot/traps.ts';
import { veeamBlocking, veeamV8 } from './bot/veeamKinds.ts';

const journalSkipped = pathToFileURL(resolve(import.meta.dirname, 'broken/journalSkipped.ts'));
const environment = { NODE_OPTIONS: `--import ${journalSkipped}` };
const lanes = [[{ requesterId: personId.lee, workload: 'exchange' }]] as const;
const killedAt = (point: KillPoint) => ({ lanes, points: [point], seed: 1 });
const switches = { throttleTokens: false };

it.each([
  {
    kind: veeamV8,
    point: points.restoreHeld,
    because: 'it restores twice',
    says: /restores of RR-1: expected 2 to be 1/,
  },
  {
    kind: veeamBlocking('v7'),
    point: blockingPoints.restoreHeld,
    because: 'it restores twice',
    says: /restores of RR-1: expected 2 to be 1/,
  },
  { kind: graphKind, point: graphPoints.draftHeld, because: 'it forgets a draft', says: /left open/ },
])('fails a build that does not write a step down before its call on $kind.name, because $because', async (one) => {
  const broken = await setCrashStage({ kind: one.kind, switches, environment });
  await expect(runCrash(broken, killedAt(one.point))).rejects.toThrow(one.says);
});

it('passes the shipped build killed at the same place', async () => {
  expect(await runCrash(await setCrashStage({ switches }), killedAt(points.restoreHeld))).toMatchObject({
    kills: 1,
    played: [{ settled: [] }],
  });
});
