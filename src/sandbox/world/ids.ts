import { createHash } from 'node:crypto';

/** A GUID that is the same for the same name on every machine, so that configuration can name people before they exist. */
export function stableGuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An id in the style of Exchange's (URL-safe base64, about 60 characters), stable for the same name. */
export function stableItemId(name: string): string {
  return `AAMkAD${createHash('sha384').update(name).digest('base64url').slice(0, 58)}`;
}

/** A random generator that repeats itself for the same seed. */
export type Random = {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True with the given chance (0 to 1). */
  chance(probability: number): boolean;
  /** One entry of a list that is not empty. */
  pick<T>(from: readonly T[]): T;
};

/** Mulberry32: small, fast and good enough for made-up mail. `name` keeps the streams of two containers apart. */
export function seededRandom(seed: number, name: string): Random {
  let state = (seed ^ Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 8), 16)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[Math.floor(next() * from.length)];
      if (picked === undefined) throw new Error('seededRandom.pick needs a list with at least one entry');
      return picked;
    },
  };
}
