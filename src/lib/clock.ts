/** The one source of time. Production uses `systemClock`; tests own a clock they can move. */
export type Clock = {
  /** The current instant. */
  now(): Date;
};

/** A clock that also calls back, for what waits (the job engine). Code that only reads the time asks for a `Clock`. */
export type TimedClock = Clock & {
  /** Calls back once, `milliseconds` from now or at once for 0 and less; gives back what cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
};

/** The longest delay a timer of Node takes; a longer one would fire at once. */
const longestTimerMilliseconds = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: TimedClock = {
  now: () => new Date(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(0, milliseconds), longestTimerMilliseconds));
    return () => clearTimeout(timer);
  },
};
