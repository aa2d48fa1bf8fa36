import { seeded } from '../../support/seeded.ts';
import type { CrashStage } from './crashStage.ts';
import { killAt } from './killer.ts';
import { untilNothingIsOpen } from './openJobs.ts';
import { type Ask, type Played, playRequest } from './playRequest.ts';
import type { KillPoint } from './traps.ts';
import { verdict } from './verdict.ts';

/** What a run came to: kills at each point, and what an admin had to settle. */
export type CrashReport = {
  readonly kills: number;
  readonly at: ReadonlyMap<string, number>;
  readonly played: readonly Played[];
  readonly story: readonly string[];
};

/**
 * Lets people ask, several at once, while the bot is killed at these points; then checks everything against the backup server's record.
 * New asks begin until the last kill, all of them when there is none. Stops the stage.
 */
export async function runCrash(
  crash: CrashStage,
  options: {
    readonly lanes: readonly (readonly Ask[])[];
    readonly first?: readonly KillPoint[];
    readonly points: readonly KillPoint[];
    readonly seed: number;
    /** Called when everything was played, before the bot is stopped. */
    readonly whenPlayed?: () => void;
  },
): Promise<CrashReport> {
  try {
    let killing = true;
    const played: Played[] = [];
    const lane = async (asks: readonly Ask[]): Promise<void> => {
      for (const ask of asks) {
        if (!killing) return;
        played.push(await playRequest(crash, ask));
      }
    };
    const lanes = Promise.all(options.lanes.map(lane));
    let done = false;
    const ended = lanes.finally(() => {
      done = true;
    });
    ended.catch(() => undefined);
    const at = await killAt(crash, options, seeded(options.seed), () => done);
    killing = options.points.length === 0;
    await ended;
    options.whenPlayed?.();
    await crash.bots.up();
    await untilNothingIsOpen(crash.place);
    await crash.bots.stop();
    await verdict(crash, played);
    await crash.stop(false);
    return { kills: crash.bots.kills(), at, played, story: crash.story };
  } catch (cause) {
    await crash.stop(true);
    throw new Error([`${String(cause)} – data and logs: ${crash.folder}`, ...crash.story].join('\n'), { cause });
  }
}

/** The report in words: how often it was killed where, and what was left to an admin. */
export function reportText({ kills, at, played }: CrashReport): string {
  const settled = played.flatMap((one) => one.settled.map(({ by, facts }) => `${one.label} ${facts} → ${by}`));
  const kinds = [...at].map(([name, times]) => `  ${times} × ${name}`).sort();
  return [
    `${kills} kills, ${played.length} requests, ${settled.length} needed attention (${settled.join('; ') || 'none'})`,
    ...kinds,
    '',
  ].join('\n');
}
