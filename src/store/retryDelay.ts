import { Fault, faultCodeOf } from '../lib/fault.ts';
import type { QueueSettings } from '../ports/jobs.ts';

/**
 * How long a failed job waits, in milliseconds: doubling from the first backoff to the most, of which a random half is taken off so
 * that many do not come back at once; at least as long as a fault asked for.
 * @param attempt the try that failed, 1 for the first
 * @param random 0 up to, not including, 1
 */
export function retryDelayMilliseconds(
  backoff: QueueSettings['backoffSeconds'],
  attempt: number,
  thrown: unknown,
  random: () => number,
): number {
  const seconds = Math.min(backoff.most, backoff.first * 2 ** Math.min(attempt - 1, 30));
  const askedSeconds = thrown instanceof Fault ? (thrown.retryAfterSeconds ?? 0) : 0;
  return Math.ceil(Math.max(seconds * (1 - random() / 2), askedSeconds) * 1000);
}

/** What a dead letter says of its last failure: the fault's code, or the kind of error; never its message. */
export function failureText(thrown: unknown): string {
  const code = faultCodeOf(thrown);
  return code === 'UNEXPECTED' && thrown instanceof Error ? `${code} (${thrown.name})` : code;
}
