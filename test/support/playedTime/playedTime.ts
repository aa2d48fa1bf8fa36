import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Clock } from '../../../src/lib/clock.ts';
import { playedAt, realNow, writePace } from './timeFile.ts';

/** A time of its own for a shipped process and the simulated services around it: faster than the machine's, and moved at will. */
export type PlayedTime = {
  /** For the simulated services. */
  readonly clock: Clock;
  /** What a process needs in its environment to live in it; whatever it loads besides is kept. */
  environment(other?: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** Moves on, for these running processes too; those started later begin then. */
  advance(seconds: number, processIds: readonly number[]): void;
};

const install = pathToFileURL(resolve(import.meta.dirname, 'install.ts')).href;

/**
 * Begins now, `speed` times as fast as the machine's time.
 * @param folder where it is kept
 */
export function playedTime(folder: string, speed = 1): PlayedTime {
  const file = resolve(folder, 'time.json');
  let pace = { realFrom: realNow(), playedFrom: realNow(), speed };
  writePace(file, pace);
  return {
    clock: { now: () => new Date(Math.floor(playedAt(pace, realNow()))) },
    environment: (other = {}) => ({
      ...other,
      PLAYED_TIME_FILE: file,
      NODE_OPTIONS: [other.NODE_OPTIONS, `--import ${install}`].filter((part) => part !== undefined).join(' '),
    }),
    advance(seconds, processIds) {
      pace = { realFrom: realNow(), playedFrom: playedAt(pace, realNow()) + seconds * 1000, speed };
      writePace(file, pace);
      for (const processId of processIds) process.kill(processId, 'SIGUSR2');
    },
  };
}
