import { expect, it } from 'vitest';
import type { ApiVersion } from '../../src/sandbox/veeam/versions.ts';
import { seeded } from '../support/seeded.ts';
import { crashKills, randomKills } from './bot/crashKills.ts';
import { hard, setCrashStage } from './bot/crashStage.ts';
import { blockingPoints } from './bot/killPoints.ts';
import { colleaguesForKills, lanesForKills } from './bot/lanes.ts';
import type { Ask } from './bot/playRequest.ts';
import { reportText, runCrash } from './bot/runCrash.ts';
import { anyInstant } from './bot/traps.ts';
import { veeamBlocking } from './bot/veeamKinds.ts';

const { restoreHang, signIn, ...others } = blockingPoints;

/** v6 speaks as v7 does but for what no kill meets (test/api/veeam/blockingRestore.test.ts); `CRASH_KILLS` runs it too. */
const versions: readonly ApiVersion[] = crashKills === null ? ['v5', 'v7'] : ['v5', 'v6', 'v7'];

/** v5 restores mailboxes only (vb365.md §5). */
const serves = (version: ApiVersion, workload: Ask['workload']): boolean => version !== 'v5' || workload === 'exchange';

it.concurrent.each(versions)(
  '%s, whose restores block until they are done: each request is restored once',
  async (version) => {
    const seed = 20_261_130 + versions.indexOf(version);
    const random = seeded(seed + 100);
    const instants = Array.from({ length: randomKills(3) }, () => anyInstant(random));
    const points = [...Object.values(others), ...instants];
    const crash = await setCrashStage({
      colleagues: colleaguesForKills(points.length),
      kind: veeamBlocking(version),
      switches: { ...hard, listingLagSeconds: 10 },
      secondsPerItem: 0.3,
    });
    const report = await runCrash(crash, {
      lanes: lanesForKills(points.length).map((lane) => lane.filter(({ workload }) => serves(version, workload))),
      first: [restoreHang, signIn],
      points,
      seed,
    });
    process.stdout.write(reportText(report));
    expect(report.kills).toBeGreaterThanOrEqual(points.length - 2);
  },
);
