import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { seeded } from '../support/seeded.ts';
import { randomKills } from './bot/crashKills.ts';
import { hard, setCrashStage } from './bot/crashStage.ts';
import { graphKind } from './bot/graphKind.ts';
import { graphPoints } from './bot/killPoints.ts';
import { colleaguesForKills, lanesOfMany } from './bot/lanes.ts';
import { reportText, runCrash } from './bot/runCrash.ts';
import { anyInstant } from './bot/traps.ts';

const twoPerCall = pathToFileURL(resolve(import.meta.dirname, 'small/twoPerCall.ts'));

it('Microsoft 365 Backup: each draft, its further artifacts and its activation happen once', async () => {
  const seed = 20_261_140;
  const random = seeded(seed + 100);
  const instants = Array.from({ length: randomKills(6) }, () => anyInstant(random));
  const points = [...Object.values(graphPoints), ...instants];
  const crash = await setCrashStage({
    colleagues: colleaguesForKills(points.length),
    kind: graphKind,
    switches: hard,
    environment: { NODE_OPTIONS: `--import ${twoPerCall}` },
  });
  const report = await runCrash(crash, { lanes: lanesOfMany(points.length), points, seed });
  process.stdout.write(reportText(report));
  expect(report.kills).toBeGreaterThanOrEqual(points.length - 2);
});
