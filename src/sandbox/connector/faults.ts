import type { Clock } from '../../lib/clock.ts';
import type { Reply } from '../internet/http.ts';

/** What the connector is to answer instead of working. */
export type Fault = {
  /** e.g. 403, 412, 429, 502; 'reset' cuts the connection, 'silent' never answers. */
  status: number | 'reset' | 'silent';
  /** e.g. `MessageWritesBlocked`, `Throttled`. */
  code?: string;
  retryAfterSeconds?: number;
  /** Where a redirect points. */
  location?: string;
  /** Only requests whose "METHOD path" matches. */
  match?: RegExp;
  /** How many requests it hits; default 1. */
  times?: number;
  /** The work is done although the answer says otherwise. */
  afterWork?: boolean;
};

/** The error body of the connector. */
export function connectorError(status: number, code: string, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: { error: { code, message: `Simulated: ${code}` } } };
}

/** A queue of faults, taken in order by the requests they match. */
export function createFaults(): { add(fault: Fault): void; take(line: string): Fault | undefined; clear(): void } {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => waiting.push({ fault, left: fault.times ?? 1 }),
    clear: () => waiting.splice(0),
    take(line) {
      const index = waiting.findIndex(({ fault }) => fault.match?.test(line) ?? true);
      const entry = waiting[index];
      if (entry === undefined) return undefined;
      entry.left -= 1;
      if (entry.left === 0) waiting.splice(index, 1);
      return entry.fault;
    },
  };
}

/** Sends and creates one bot may make in one thread (Microsoft Learn, "Optimize your bot with rate limiting"). */
const windows = [
  { seconds: 1, most: 7 },
  { seconds: 2, most: 8 },
  { seconds: 30, most: 60 },
  { seconds: 3600, most: 1800 },
];

/** Counts per thread; false when one more would be over a limit. */
export function createRateLimit(clock: Clock): (threadId: string) => boolean {
  const sent = new Map<string, number[]>();
  return (threadId) => {
    const now = clock.now().getTime();
    const times = (sent.get(threadId) ?? []).filter((time) => now - time < 3600_000);
    const over = windows.some(
      ({ seconds, most }) => times.filter((time) => now - time < seconds * 1000).length >= most,
    );
    if (!over) times.push(now);
    sent.set(threadId, times);
    return !over;
  };
}
