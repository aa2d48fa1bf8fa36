import type { Job, QueueName, QueueSettings } from '../../ports/jobs.ts';
import type { Database, Writer } from '../database.ts';

/** A job as a worker took it. */
export type TakenJob = {
  readonly id: number;
  readonly queue: QueueName;
  readonly data: unknown;
  readonly attempt: number;
};

/** Adds a job in the caller's transaction, unless one with its key waits for its first try. */
export async function insertJob(db: Writer, job: Job, nowMilliseconds: number): Promise<void> {
  await db
    .insertInto('job')
    .values({
      queue: job.queue,
      data: JSON.stringify(job.data),
      dedupeKey: job.dedupeKey ?? null,
      state: 'waiting',
      attempt: 0,
      dueAt: job.notBeforeUtc === undefined ? nowMilliseconds : Date.parse(job.notBeforeUtc),
      error: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Takes up to `free` due jobs of a queue, oldest due first, as running.
 *
 * A job that stands as running and is not among `mine` was left by a process that died (there is only one process), so it is due at
 * once; when its tries are used up it becomes a dead letter.
 */
export async function takeJobs(
  db: Writer,
  queue: QueueName,
  settings: QueueSettings,
  free: number,
  mine: readonly number[],
  nowMilliseconds: number,
): Promise<readonly TakenJob[]> {
  const left = () =>
    db
      .selectFrom('job')
      .select(['id', 'attempt'])
      .where('queue', '=', queue)
      .where('state', '=', 'running')
      .where('id', 'not in', mine);
  const spent = (await left().where('attempt', '>=', settings.maximumAttempts).execute()).map((job) => job.id);
  if (spent.length > 0)
    await db.updateTable('job').set({ state: 'dead', error: 'JOB_WORKER_DIED' }).where('id', 'in', spent).execute();

  const waiting = await db
    .selectFrom('job')
    .select('id')
    .where('queue', '=', queue)
    .where('state', '=', 'waiting')
    .where('dueAt', '<=', nowMilliseconds)
    .orderBy('dueAt')
    .orderBy('id')
    .limit(free)
    .execute();
  const ids = [...(await left().limit(free).execute()), ...waiting].slice(0, free).map((job) => job.id);
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable('job')
    .set((row) => ({ state: 'running', attempt: row('attempt', '+', 1) }))
    .where('id', 'in', ids)
    .returning(['id', 'data', 'attempt'])
    .execute();
  return rows
    .sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
    .map((row) => ({ id: row.id, queue, data: JSON.parse(row.data) as unknown, attempt: row.attempt }));
}

/** When the next waiting job of these queues falls due, in epoch milliseconds, or null when none waits. */
export async function nextDue(db: Database, queues: readonly QueueName[]): Promise<number | null> {
  const row = await db
    .selectFrom('job')
    .select((job) => job.fn.min('dueAt').as('at'))
    .where('state', '=', 'waiting')
    .where('queue', 'in', queues)
    .executeTakeFirst();
  return row?.at ?? null;
}
