import type { Clock, TimedClock } from '../../../src/lib/clock.ts';
import { playedNow, playedSpeed, whenMoved } from './pace.ts';

export type { Clock, TimedClock };

type Waiting = { readonly dueAt: number; readonly callback: () => void; timer?: NodeJS.Timeout };
const waiting = new Set<Waiting>();
const longestTimerMilliseconds = 2 ** 31 - 1;

function arm(one: Waiting): void {
  clearTimeout(one.timer);
  const milliseconds = Math.max(0, one.dueAt - playedNow()) / playedSpeed();
  one.timer = setTimeout(
    () => {
      waiting.delete(one);
      one.callback();
    },
    Math.min(milliseconds, longestTimerMilliseconds),
  );
}
whenMoved(() => {
  for (const one of waiting) arm(one);
});

/** In the place of `src/lib/clock.ts`: what waits is called when played time has come so far. */
export const systemClock: TimedClock = {
  now: () => new Date(playedNow()),
  after: (milliseconds, callback) => {
    const one: Waiting = { dueAt: playedNow() + milliseconds, callback };
    waiting.add(one);
    arm(one);
    return () => {
      clearTimeout(one.timer);
      waiting.delete(one);
    };
  },
};
