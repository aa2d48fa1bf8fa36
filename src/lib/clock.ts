/** The one source of time. Production uses `systemClock`; tests own a clock they can move. */
export type Clock = {
  /** The current instant. */
  now(): Date;
};

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };
