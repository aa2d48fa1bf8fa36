import type { TimedClock } from '../lib/clock.ts';
import type { AllQueueSettings, JobEngine } from '../ports/jobs.ts';
import type { Store } from '../ports/store.ts';
import { openEmbedded } from './embedded/openEmbedded.ts';
import type { StoreLog } from './log.ts';

export type StoreOptions = {
  readonly clock: TimedClock;
  readonly queues: AllQueueSettings;
  readonly log?: StoreLog;
  /** For the jitter of retries: 0 up to, not including, 1. `Math.random` unless given. */
  readonly random?: () => number;
};

/** The store and the engine that runs the jobs it holds. To end: `jobs.stop()`, then `store.close()`. */
export type OpenStore = { readonly store: Store; readonly jobs: JobEngine };

/**
 * Opens the bot's state, creating and migrating it where needed: the embedded database in a data folder of one process's own.
 * Throws a `Fault` whose code the catalogue explains (`DATA_FOLDER_IN_USE` for a second process on the same folder).
 */
export const openStore = (options: StoreOptions & { readonly dataFolder: string }): Promise<OpenStore> =>
  openEmbedded(options.dataFolder, options);
