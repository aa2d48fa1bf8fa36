import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { fromKysely, type PgBoss } from 'pg-boss';
import type { Json } from '../../domain/terms.ts';
import type { AllQueueSettings, Job, QueueName } from '../../ports/jobs.ts';
import type { Database, Writer } from '../database.ts';
import type { JobSource, TakenJob } from '../jobSource.ts';
import { deadLetterQueue } from './startBoss.ts';

/** Any number that is not used for another lock of ours. */
const takingLock = 7_301_442;
const pollMilliseconds = 1_000;

/**
 * The jobs of PostgreSQL, in pg-boss: policy `short` keeps one waiting job for each key, its heartbeat finds killed workers, and its
 * attempt fence lets only the newest claim settle a job. Times are the database server's, so replicas' clocks do not matter.
 */
export function bossJobs(db: Database, boss: PgBoss, queues: AllQueueSettings): JobSource {
  const names = Object.keys(queues) as readonly QueueName[];
  const claim = (job: TakenJob) => ({ id: job.id, retryCount: job.attempt - 1 });

  /** Puts a job that is claimed aside: out of tries for pg-boss too, which then copies it to the dead letters. */
  async function bury(writer: Writer, job: TakenJob, error: string): Promise<void> {
    const { id, retryCount } = claim(job);
    await sql`
      update pgboss.job set retry_limit = retry_count
      where name = ${job.queue} and id = ${id}::uuid and retry_count = ${retryCount} and state = 'active'`.execute(
      writer,
    );
    await boss.fail(job.queue, { id, retryCount }, { error }, { db: fromKysely(writer) });
  }

  return {
    insert: async (writer, job) => insertJob(boss, writer.withoutPlugins() as Writer, job),

    take: async (free) => {
      const open = names.filter((queue) => free(queue) > 0);
      if (open.length === 0) return [];
      return db
        .withoutPlugins()
        .transaction()
        .execute(async (transaction) => {
          const due = await sql<{ name: QueueName }>`
          select distinct name from pgboss.job
          where name = any(${open}) and state < 'active' and start_after <= pgboss.job_now()`.execute(transaction);
          if (due.rows.length === 0) return [];
          // One replica takes at a time: two that look at the same moment could each take a job of the same key.
          await sql`select pg_advisory_xact_lock(${takingLock})`.execute(transaction);
          const taken: TakenJob[] = [];
          for (const { name } of due.rows) {
            const options = { batchSize: free(name), groupConcurrency: 1, db: fromKysely(transaction) };
            for (const { id, data, retryCount } of await boss.fetch(name, options)) {
              const job = { id, queue: name, data, attempt: retryCount + 1 };
              if (job.attempt <= queues[name].maximumAttempts) taken.push(job);
              else await bury(transaction as Writer, job, 'JOB_WORKER_DIED');
            }
          }
          return taken;
        });
    },

    dueInMilliseconds: async (among) => {
      const { rows } = await sql<{ milliseconds: number | null }>`
        select (extract(epoch from min(waiting.start_after) - pgboss.job_now()) * 1000)::float8 as milliseconds
        from pgboss.job waiting
        where waiting.name = any(${among}) and waiting.state < 'active' and not exists (
          select 1 from pgboss.job other
          where other.name = waiting.name and other.group_id = waiting.group_id and other.state = 'active')`.execute(
        db.withoutPlugins(),
      );
      return rows[0]?.milliseconds ?? null;
    },

    complete: async (job) => void (await boss.complete(job.queue, claim(job))),

    fail: (job, error, againInMilliseconds) =>
      db
        .withoutPlugins()
        .transaction()
        .execute(async (transaction) => {
          if (againInMilliseconds === null) return bury(transaction as Writer, job, error);
          const { id, retryCount } = claim(job);
          await boss.fail(job.queue, { id, retryCount }, { error }, { db: fromKysely(transaction) });
          await sql`
          update pgboss.job set start_after = pgboss.job_now() + ${againInMilliseconds} * interval '1 millisecond'
          where name = ${job.queue} and id = ${job.id}::uuid and state = 'retry'`.execute(transaction);
        }),

    deadLetters: async () => {
      const { rows } = await sql<{ queue: QueueName; data: Json; error: string | null }>`
        select source_name as queue, data, source_output ->> 'error' as error
        from pgboss.job where name = ${deadLetterQueue} order by created_on, id`.execute(db.withoutPlugins());
      return rows.map((row) => ({ ...row, error: row.error ?? 'JOB_WORKER_DIED' }));
    },

    shared: {
      pollMilliseconds,
      renewMilliseconds: Math.floor((Math.min(...names.map((name) => queues[name].leaseSeconds)) * 1000) / 3),
      renew: async (jobs) => {
        const lost: TakenJob[] = [];
        for (const [queue, ours] of Map.groupBy(jobs, (job) => job.queue)) {
          const { settled = [] } = (await boss.touch(queue, ours.map(claim))) as { settled?: readonly string[] };
          lost.push(...ours.filter((job) => !settled.includes(job.id)));
        }
        return lost;
      },
    },
  };
}

/**
 * Adds a job. When one with its key waits already, that row is locked and moved forward if need be: nobody can take it before this
 * transaction ends, so it will see what this transaction wrote. Taken meanwhile, it no longer waits, and the job is added after all.
 */
async function insertJob(boss: PgBoss, writer: Writer, job: Job): Promise<void> {
  const { queue, data, dedupeKey, notBeforeUtc } = job;
  const options = {
    singletonKey: dedupeKey ?? randomUUID(),
    ...(dedupeKey === undefined ? {} : { group: { id: dedupeKey } }),
    ...(notBeforeUtc === undefined ? {} : { startAfter: notBeforeUtc }),
    db: fromKysely(writer),
  };
  for (;;) {
    if ((await boss.send(queue, data, options)) !== null || dedupeKey === undefined) return;
    const moved = await sql`
      update pgboss.job
      set start_after = least(start_after, coalesce(${notBeforeUtc ?? null}::timestamptz, pgboss.job_now()))
      where name = ${queue} and singleton_key = ${dedupeKey} and state = 'created'`.execute(writer);
    if (moved.numAffectedRows === 1n) return;
  }
}
