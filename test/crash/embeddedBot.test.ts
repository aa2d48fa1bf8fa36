import { describe, expect, it } from 'vitest';
import { seeded } from '../support/seeded.ts';
import { crashKills } from './bot/crashKills.ts';
import { hard, setCrashStage } from './bot/crashStage.ts';
import { points } from './bot/killPoints.ts';
import { colleaguesForKills, lanesForKills } from './bot/lanes.ts';
import { type CrashReport, reportText, runCrash } from './bot/runCrash.ts';
import { anyInstant } from './bot/traps.ts';

const kills = crashKills ?? 72;

/** What makes each stage hard, and the kills that take minutes to settle, which therefore come first. */
const stages = [
  { name: 'sessions of their own, listed at once', switches: { listingLagSeconds: 0 }, slow: [points.restoreHang] },
  {
    name: 'restores in the explore session, listed 10 s late',
    switches: { restoreSession: 'explore', listingLagSeconds: 10 },
    slow: [points.restoreHeldOthers],
  },
  {
    name: 'sessions of their own, listed 30 s late',
    switches: { restoreSession: 'new' },
    slow: [points.restoreHang],
  },
] as const;

const others = Object.values(points).filter(
  (point) => ![points.restoreHang, points.restoreHeldOthers, points.signIn].includes(point),
);

describe.concurrent('the bot on the embedded database, killed at every journalled step and at random', () => {
  it.each(stages)('restores each request once: $name', async ({ switches, slow }) => {
    const seed = 20_261_121 + stages.findIndex((stage) => stage.slow === slow);
    const random = seeded(seed + 100);
    const wanted = Math.ceil(kills / stages.length);
    const instants = Array.from({ length: Math.max(0, wanted - others.length - slow.length - 1) }, () =>
      anyInstant(random),
    );
    const crash = await setCrashStage({ switches: { ...hard, ...switches }, colleagues: colleaguesForKills(wanted) });
    const report: CrashReport = await runCrash(crash, {
      lanes: lanesForKills(wanted),
      // A process signs in once, after its start: a trap laid later would never be walked into.
      first: [...slow, points.signIn],
      points: [...others, ...instants],
      seed,
    });
    process.stdout.write(reportText(report));
    expect(report.kills).toBeGreaterThanOrEqual(wanted - 2);
  });
});
