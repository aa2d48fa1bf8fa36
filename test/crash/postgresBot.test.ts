import { expect, it } from 'vitest';
import { newDatabase } from '../postgres/postgresHome.ts';
import { seeded } from '../support/seeded.ts';
import { hard, setCrashStage } from './bot/crashStage.ts';
import { points } from './bot/killPoints.ts';
import { colleaguesForKills, lanesForKills } from './bot/lanes.ts';
import { reportText, runCrash } from './bot/runCrash.ts';
import { anyInstant } from './bot/traps.ts';

const kills = Number(process.env.CRASH_KILLS_POSTGRES ?? 30);
const replicas = 3;

it(`three replicas on PostgreSQL, killed ${kills} times, restore each request once`, async () => {
  const seed = 20_261_125;
  const random = seeded(seed + 100);
  const database = await newDatabase('template1');
  const crash = await setCrashStage({
    switches: { ...hard, listingLagSeconds: 10 },
    colleagues: colleaguesForKills(kills),
    replicated: { databaseUrl: database.url, replicas },
  });
  const { restoreHang, restoreHeldOthers, exploreHang, ...others } = points;
  const instants = Array.from({ length: Math.max(0, kills - Object.keys(others).length) }, () => anyInstant(random));
  const report = await runCrash(crash, {
    lanes: lanesForKills(kills),
    points: [...Object.values(others), ...instants],
    seed,
  });
  process.stdout.write(reportText(report));
  expect(report.kills).toBeGreaterThanOrEqual(kills - 2);
  await database.drop();
});
