/** How long to wait before trying again. */
export type RetryPolicy = {
  readonly retries: number;
  readonly firstWaitSeconds: number;
  /** No single wait is longer; a server that asks for more is answered by giving up. */
  readonly longestWaitSeconds: number;
};

/** What came of one try. */
export type Attempt = {
  /** 1 for the first try. */
  readonly number: number;
  readonly repeatable: boolean;
  /** The status, or null when no answer came. */
  readonly status: number | null;
  readonly opened: boolean;
  readonly untrusted: boolean;
  readonly retryAfterSeconds: number | null;
};

const passing = new Set([429, 502, 503, 504]);

/**
 * The seconds to wait before the next try, or null when there must be none.
 *
 * A call that changes something is tried again only when it certainly had no effect: the connection never opened, or the server
 * refused it for now with 429 and said when to come back. A 503 is not proof: a gateway sends it for work already begun behind it.
 */
export function retryWait(attempt: Attempt, policy: RetryPolicy, random: () => number): number | null {
  if (attempt.number > policy.retries || attempt.untrusted) return null;
  const safe = attempt.status === null ? attempt.repeatable || !attempt.opened : maySendAgain(attempt);
  if (!safe) return null;
  const growing = policy.firstWaitSeconds * 2 ** (attempt.number - 1);
  // Between half and all of the growing wait, so that callers that failed together do not come back together.
  const jittered = Math.min(policy.longestWaitSeconds, growing) * (0.5 + random() / 2);
  if (attempt.retryAfterSeconds === null) return jittered;
  if (attempt.retryAfterSeconds > policy.longestWaitSeconds) return null;
  return attempt.retryAfterSeconds + random() * policy.firstWaitSeconds;
}

function maySendAgain(attempt: Attempt): boolean {
  if (attempt.status === null || !passing.has(attempt.status)) return false;
  return attempt.repeatable || (attempt.status === 429 && attempt.retryAfterSeconds !== null);
}

/** Reads `Retry-After`, which is a number of seconds or an HTTP date. */
export function parseRetryAfter(value: string | null, now: Date): number | null {
  if (value === null || value.trim() === '') return null;
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, (at - now.getTime()) / 1000);
}
