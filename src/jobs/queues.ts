import { longestSearchSeconds } from '../flows/narrow/openBrowsing.ts';
import type { AllQueueSettings, QueueSettings } from '../ports/jobs.ts';

const base = { leaseSeconds: 15, maximumSeconds: 120 } as const satisfies Partial<QueueSettings>;

/**
 * For work a request cannot do without: tried for days, because a dead letter would leave the request standing where it is.
 * Every try after a kill counts too.
 */
const untilDone = { ...base, maximumAttempts: 1_000, backoffSeconds: { first: 2, most: 300 } } as const;

/** How each queue is worked (see `QueueSettings` for the meaning and the units). */
export const queueSettings: AllQueueSettings = {
  // The flow gives up by itself, after seconds.
  lookUp: { ...untilDone, concurrency: 8, backoffSeconds: { first: 1, most: 30 } },
  // The flow gives up by itself too; opening a backup can take minutes.
  browse: {
    ...untilDone,
    concurrency: 4,
    backoffSeconds: { first: 1, most: 30 },
    maximumSeconds: longestSearchSeconds,
  },
  // VB365 v5 to v7 answer a restore only when it is done, maybe hours later.
  start: { ...untilDone, concurrency: 8, backoffSeconds: { first: 2, most: 90 }, maximumSeconds: 4 * 3_600 },
  // A chain that must never end by itself while a run is open.
  follow: { ...untilDone, concurrency: 4, maximumAttempts: 100_000, backoffSeconds: { first: 5, most: 120 } },
  stop: { ...untilDone, concurrency: 4 },
  closeSessions: { ...untilDone, concurrency: 4 },
  // A card that has lost its titles opens the backup again.
  card: {
    ...base,
    concurrency: 8,
    maximumAttempts: 30,
    backoffSeconds: { first: 2, most: 300 },
    maximumSeconds: longestSearchSeconds,
  },
  notice: { ...base, concurrency: 8, maximumAttempts: 30, backoffSeconds: { first: 2, most: 600 } },
  signIn: { ...base, concurrency: 4, maximumAttempts: 30, backoffSeconds: { first: 2, most: 600 } },
  adminNotice: { ...base, concurrency: 4, maximumAttempts: 30, backoffSeconds: { first: 2, most: 600 } },
  adminGroups: { ...untilDone, concurrency: 2 },
  anchor: { ...untilDone, concurrency: 1 },
  expiring: { ...untilDone, concurrency: 1 },
  expire: { ...untilDone, concurrency: 4 },
  sweep: { ...base, concurrency: 1, maximumAttempts: 3, backoffSeconds: { first: 60, most: 600 }, maximumSeconds: 900 },
};
