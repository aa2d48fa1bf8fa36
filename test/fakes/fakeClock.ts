import type { Clock } from '../../src/lib/clock.ts';

/** A clock that moves only when told. */
export type FakeClock = Clock & { advance(seconds: number): void };

/** Starts at the instant given, or at the machine's now. */
export function createFakeClock(start = new Date()): FakeClock {
  let milliseconds = start.getTime();
  return {
    now: () => new Date(milliseconds),
    advance: (seconds) => {
      milliseconds += seconds * 1000;
    },
  };
}
