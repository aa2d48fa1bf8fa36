import { Fault } from '../../../lib/fault.ts';

/** The server's default limits for its token endpoint (vb365.md §6): one a second, five a minute. */
const minimumGapMilliseconds = 1_050;
const perWindow = 5;
const windowMilliseconds = 60_500;

/** Lets a token call through when its turn has come. */
export type TokenThrottle = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Lets token calls through one at a time and no faster than the server allows. Waits up to `longestWaitSeconds`;
 * a call that would have to wait longer is a fault `BACKUP_BUSY` without effect, so that a job comes back instead of blocking.
 */
export function createTokenThrottle(deps: {
  readonly nowMilliseconds: () => number;
  readonly pause: (seconds: number) => Promise<void>;
  readonly longestWaitSeconds?: number;
}): TokenThrottle {
  const longest = deps.longestWaitSeconds ?? 15;
  let begun: number[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function turn<T>(call: () => Promise<T>): Promise<T> {
    const now = deps.nowMilliseconds();
    begun = begun.filter((at) => now - at < windowMilliseconds);
    const afterGap = (begun.at(-1) ?? Number.NEGATIVE_INFINITY) + minimumGapMilliseconds;
    const afterWindow = begun.length < perWindow ? now : (begun.at(-perWindow) ?? now) + windowMilliseconds;
    const seconds = Math.max(0, afterGap - now, afterWindow - now) / 1000;
    if (seconds > longest) throw new Fault('BACKUP_BUSY', { effect: 'none', retryAfterSeconds: Math.ceil(seconds) });
    if (seconds > 0) await deps.pause(seconds);
    begun.push(deps.nowMilliseconds());
    return await call();
  }

  return (call) => {
    const mine = last.then(() => turn(call));
    last = mine.catch(() => undefined);
    return mine;
  };
}
