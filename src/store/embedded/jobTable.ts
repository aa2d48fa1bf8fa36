import { sql } from 'kysely';
import type { Json } from '../../domain/terms.ts';
import type { Clock } from '../../lib/clock.ts';
import type { AllQueueSettings, QueueName } from '../../ports/jobs.ts';
import type { Database, Writer } from '../database.ts';
import type { JobSource, TakenJob } from '../jobSource.ts';

/** The jobs of the embedded database: one table, worked by the one process that has the data folder. */
export function jobTable(db: Database, clock: Clock, queues: AllQueueSettings): JobSource {
  const names = Object.keys(queues) as readonly QueueName[];
  const now = (): number => clock.now().getTime();
  const claimed = (job: TakenJob) => ({ id: Number(job.id), attempt: job.attempt, state: 'running' }) as const;

  return {
    insert: async (writer, job) => {
      await writer
        .insertInto('job')
        .values({
          queue: job.queue,
          data: JSON.stringify(job.data),
          dedupeKey: job.dedupeKey ?? null,
          state: 'waiting',
          attempt: 0,
          dueAt: job.notBeforeUtc === undefined ? now() : Date.parse(job.notBeforeUtc),
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
    },

    take: (free, mine) =>
      db.transaction().execute(async (transaction) => {
        const taken = [...mine];
        for (const queue of names) {
          const ids = () => taken.map(({ id }) => Number(id));
          if (free(queue) > 0) await buryLeftBehind(transaction, queue, queues[queue].maximumAttempts, ids());
          for (let places = free(queue); places > 0; places -= 1) {
            const job = await takeOne(transaction, queue, ids(), now());
            if (!job) break;
            taken.push(job);
          }
        }
        return taken.slice(mine.length);
      }),

    dueInMilliseconds: async (among) => {
      const row = await available(db)
        .select((job) => job.fn.min('dueAt').as('at'))
        .where('queue', 'in', among)
        .executeTakeFirst();
      return row?.at == null ? null : row.at - now();
    },

    complete: async (job) => {
      await db
        .deleteFrom('job')
        .where((row) => row.and(claimed(job)))
        .execute();
    },

    fail: async (job, error, againInMilliseconds) => {
      const next =
        againInMilliseconds === null
          ? ({ state: 'dead' } as const)
          : ({ state: 'waiting', dueAt: now() + againInMilliseconds } as const);
      await db
        .updateTable('job')
        .set({ ...next, error })
        .where((row) => row.and(claimed(job)))
        .execute();
    },

    deadLetters: async () => {
      const dead = db.selectFrom('job').select(['queue', 'data', 'error']).where('state', '=', 'dead');
      return (await dead.orderBy('id').execute()).map((row) => ({
        queue: row.queue as QueueName,
        data: JSON.parse(row.data) as Json,
        error: row.error ?? 'UNEXPECTED',
      }));
    },

    shared: null,
  };
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

/** Jobs that stand as running but that this process, the only one, does not run: a process that died left them. */
const leftBehind = (db: Writer, queue: QueueName, mine: readonly number[]) =>
  db
    .selectFrom('job')
    .select('id')
    .where('queue', '=', queue)
    .where('state', '=', 'running')
    .where('id', 'not in', mine);

/** Puts aside what was left behind in its last try: it may be what the process died of. */
async function buryLeftBehind(
  db: Writer,
  queue: QueueName,
  maximumAttempts: number,
  mine: readonly number[],
): Promise<void> {
  const spent = leftBehind(db, queue, mine).where('attempt', '>=', maximumAttempts);
  await db.updateTable('job').set({ state: 'dead', error: 'JOB_WORKER_DIED' }).where('id', 'in', spent).execute();
}

/** Takes what was left behind, or else the job that is due longest, as running. */
async function takeOne(
  db: Writer,
  queue: QueueName,
  mine: readonly number[],
  nowMilliseconds: number,
): Promise<TakenJob | null> {
  const due = available(db).select('id').where('queue', '=', queue).where('dueAt', '<=', nowMilliseconds);
  const next =
    (await leftBehind(db, queue, mine).orderBy('id').limit(1).executeTakeFirst()) ??
    (await due.orderBy('dueAt').orderBy('id').limit(1).executeTakeFirst());
  if (!next) return null;
  const row = await db
    .updateTable('job')
    .set((job) => ({ state: 'running', attempt: job('attempt', '+', 1) }))
    .where('id', '=', next.id)
    .returning(['id', 'data', 'attempt'])
    .executeTakeFirstOrThrow();
  return { id: String(row.id), queue, data: JSON.parse(row.data) as unknown, attempt: row.attempt };
}
