import type { TimedClock } from '../../src/lib/clock.ts';

/** A clock that stands still until it is moved. */
export type FakeClock = TimedClock & {
  /** Moves time forward and calls back everything that fell due, in order, each at its own instant. */
  advance(seconds: number): void;
  /** How many callbacks wait. */
  waiting(): number;
};

/** A clock for tests, standing at `startUtc`. */
export function fakeClock(startUtc = '2026-11-20T09:00:00.000Z'): FakeClock {
  let now = Date.parse(startUtc);
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  const nextUntil = (end: number) =>
    [...timers].filter((timer) => timer.at <= end).sort((one, other) => one.at - other.at)[0];

  return {
    now: () => new Date(now),
    after: (milliseconds, callback) => {
      const timer = { at: now + Math.max(0, milliseconds), callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: (seconds) => {
      const end = now + seconds * 1000;
      for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.callback();
      }
      now = end;
    },
    waiting: () => timers.size,
  };
}
