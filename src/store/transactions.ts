import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../lib/clock.ts';
import type { Job } from '../ports/jobs.ts';
import type { Store, Unit } from '../ports/store.ts';
import { type Database, type Flavour, failsAfterEnd, type Writer } from './database.ts';
import { openUnit } from './unit/openUnit.ts';

/** What a job engine gives the store: adding a job in a transaction, and being told that one with jobs was committed. */
export type JobSink = {
  readonly enqueue: (db: Writer, job: Job) => Promise<void>;
  readonly committed: () => void;
};

/** The store over an open database. */
export function storeOver(
  db: Database,
  flavour: Flavour,
  clock: Clock,
  jobs: JobSink,
  close: () => Promise<void>,
): Store {
  const within = new AsyncLocalStorage<{ ended: boolean }>();
  let commits = 0;

  async function transaction<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    // On the embedded database it would wait for itself for ever; on PostgreSQL it would be a second, independent transaction.
    if (within.getStore()?.ended === false)
      throw new Error('A unit of work was begun within another. Pass the unit on instead.');
    const state = { ended: false };
    const ended = (): boolean => state.ended;
    let enqueued = false;
    const enqueue: JobSink['enqueue'] = (writer, job) => {
      enqueued = true;
      return jobs.enqueue(writer, job);
    };
    try {
      const result = await db.transaction().execute(async (transaction) => {
        const guarded = transaction.withPlugin(failsAfterEnd(ended)) as Writer;
        const { unit, beforeCommit } = openUnit(guarded, flavour, clock, { enqueue }, ended);
        const value = await within.run(state, () => work(unit));
        await beforeCommit();
        state.ended = true;
        return value;
      });
      commits += 1;
      if (enqueued) jobs.committed();
      return result;
    } finally {
      state.ended = true;
    }
  }

  return { transaction, commits: () => commits, close };
}
