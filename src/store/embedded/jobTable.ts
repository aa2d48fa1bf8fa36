import { sql } from 'kysely';
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
    .onConflict((conflict) =>
      conflict
        .columns(['queue', 'dedupeKey'])
        .where('state', '=', sql.lit('waiting' as const))
        .where('attempt', '=', sql.lit(0))
        .doUpdateSet({ dueAt: sql`min(job.due_at, excluded.due_at)` }),
    )
    .execute();
}

/** Jobs that wait and whose key no running job of their queue has. */
const available = (db: Database) =>
  db
    .selectFrom('job')
    .where('state', '=', 'waiting')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('job as other')
            .select('other.id')
            .whereRef('other.queue', '=', 'job.queue')
            .whereRef('other.dedupeKey', '=', 'job.dedupeKey')
            .where('other.state', '=', 'running'),
        ),
      ),
    );

/**
 * Takes a due job of a queue as running, the longest due first, or gives null.
 *
 * A job that stands as running and is not among `mine` was left by a process that died (there is only one process), so it comes
 * first; when its tries are used up it becomes a dead letter.
 */
export async function takeJob(
  db: Writer,
  queue: QueueName,
  settings: QueueSettings,
  mine: readonly number[],
  nowMilliseconds: number,
): Promise<TakenJob | null> {
  const left = db
    .selectFrom('job')
    .where('queue', '=', queue)
    .where('state', '=', 'running')
    .where('id', 'not in', mine);
  const spent = await left.select('id').where('attempt', '>=', settings.maximumAttempts).execute();
  for (const { id } of spent)
    await db.updateTable('job').set({ state: 'dead', error: 'JOB_WORKER_DIED' }).where('id', '=', id).execute();

  const due = available(db).where('queue', '=', queue).where('dueAt', '<=', nowMilliseconds);
  const next =
    (await left.select('id').orderBy('id').limit(1).executeTakeFirst()) ??
    (await due.select('id').orderBy('dueAt').orderBy('id').limit(1).executeTakeFirst());
  if (!next) return null;
  const row = await db
    .updateTable('job')
    .set((job) => ({ state: 'running', attempt: job('attempt', '+', 1) }))
    .where('id', '=', next.id)
    .returning(['id', 'data', 'attempt'])
    .executeTakeFirstOrThrow();
  return { id: row.id, queue, data: JSON.parse(row.data) as unknown, attempt: row.attempt };
}

/** When the next job of these queues that could run falls due, in epoch milliseconds, or null when there is none. */
export async function nextDue(db: Database, queues: readonly QueueName[]): Promise<number | null> {
  const row = await available(db)
    .select((job) => job.fn.min('dueAt').as('at'))
    .where('queue', 'in', queues)
    .executeTakeFirst();
  return row?.at ?? null;
}
