import type { TimedClock } from '../lib/clock.ts';
import type { AllQueueSettings, JobEngine } from '../ports/jobs.ts';
import type { Store } from '../ports/store.ts';
import { openEmbedded } from './embedded/openEmbedded.ts';
import type { StoreLog } from './log.ts';

/** Where the bot's state lives: a folder of one process's own, or a PostgreSQL database for any number of replicas. */
export type StorePlace = { readonly dataFolder: string } | { readonly databaseUrl: string };

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
 * Opens the bot's state, creating and migrating it where needed.
 * Throws a `Fault` whose code the catalogue explains: `DATA_FOLDER_IN_USE` for a second process on the same folder,
 * `DATABASE_UNREACHABLE`, `STORE_NEWER` and others.
 */
export async function openStore(options: StoreOptions & StorePlace): Promise<OpenStore> {
  if ('dataFolder' in options) return openEmbedded(options.dataFolder, options);
  // Loaded only where it is used: the embedded database needs none of it.
  const { openPostgres } = await import('./postgres/openPostgres.ts');
  return openPostgres(options.databaseUrl, options);
}
