import type { Json } from '../../domain/terms.ts';
import type { TimedClock } from '../../lib/clock.ts';
import { Fault } from '../../lib/fault.ts';
import type { AllQueueSettings, JobEngine, JobHandlers, JobRun, QueueName } from '../../ports/jobs.ts';
import type { Database } from '../database.ts';
import type { StoreLog } from '../log.ts';
import { failureText, retryDelayMilliseconds } from '../retryDelay.ts';
import type { JobSink } from '../transactions.ts';
import { insertJob, nextDue, type TakenJob, takeJob } from './jobTable.ts';

/** While the database cannot be read (a full disk, say), the engine tries again this often. */
const troubledMilliseconds = 1_000;
/** How long stopping waits for handlers to end by themselves, and after their signal was aborted. */
const graceMilliseconds = { finish: 10_000, abort: 5_000 } as const;

type Running = { readonly job: TakenJob; readonly controller: AbortController; readonly ended: Promise<void> };
type EngineOptions = {
  readonly db: Database;
  readonly clock: TimedClock;
  readonly queues: AllQueueSettings;
  readonly log: StoreLog;
  /** For jitter: 0 up to, not including, 1. */
  readonly random: () => number;
};

/**
 * The job engine of the embedded database: one process, one table, no polling. It wakes when a unit with jobs commits, when a job
 * ends, and when the next one falls due. A job is taken and settled in a transaction each; killed in between, it is taken again at
 * the next start.
 */
export function embeddedEngine({ db, clock, queues, log, random }: EngineOptions): JobEngine & JobSink {
  const names = Object.keys(queues) as readonly QueueName[];
  const running = new Map<number, Running>();
  let handlers: JobHandlers | null = null;
  let pumping: Promise<void> | null = null;
  let again = false;
  let cancelTimer: () => void = () => undefined;

  const now = (): number => clock.now().getTime();
  const free = (queue: QueueName): number =>
    queues[queue].concurrency - [...running.values()].filter(({ job }) => job.queue === queue).length;

  function wake(): void {
    if (!handlers) return;
    again = true;
    pumping ??= pump();
  }

  async function pump(): Promise<void> {
    while (again && handlers) {
      again = false;
      cancelTimer();
      try {
        for (const job of await takeDue()) run(job, handlers);
        const open = names.filter((queue) => free(queue) > 0);
        const due = open.length === 0 ? null : await nextDue(db, open);
        if (due !== null && due <= now()) again = true;
        else if (due !== null) cancelTimer = clock.after(due - now(), wake);
      } catch (error) {
        log.error({ error }, 'jobs cannot be taken');
        cancelTimer = clock.after(troubledMilliseconds, wake);
      }
    }
    pumping = null;
  }

  const takeDue = (): Promise<readonly TakenJob[]> =>
    db.transaction().execute(async (transaction) => {
      const taken: TakenJob[] = [];
      for (const queue of names)
        for (let places = free(queue); places > 0; places -= 1) {
          const mine = [...running.keys(), ...taken.map(({ id }) => id)];
          const job = await takeJob(transaction, queue, queues[queue], mine, now());
          if (!job) break;
          taken.push(job);
        }
      return taken;
    });

  function run(job: TakenJob, handlersNow: JobHandlers): void {
    const controller = new AbortController();
    const handler = handlersNow[job.queue] as (job: JobRun) => Promise<void>;
    const ended = attempt(job, handler, controller)
      .then(
        () => db.deleteFrom('job').where('id', '=', job.id).where('attempt', '=', job.attempt).execute(),
        (thrown: unknown) => fail(job, thrown, controller.signal),
      )
      // A job that could not be settled still stands as running; it is nobody's then, and taken again.
      .catch((error) => log.error({ error, queue: job.queue, job: job.id }, 'job not settled'))
      .then(() => {
        running.delete(job.id);
        wake();
      });
    running.set(job.id, { job, controller, ended });
  }

  async function attempt(
    job: TakenJob,
    handler: (job: JobRun) => Promise<void>,
    controller: AbortController,
  ): Promise<void> {
    let cancel: () => void = () => undefined;
    const tooLong = new Promise<never>((_, reject) => {
      cancel = clock.after(queues[job.queue].maximumSeconds * 1000, () => {
        reject(new Fault('JOB_TOO_LONG'));
        controller.abort();
      });
    });
    try {
      const data = job.data as JobRun['data'];
      await Promise.race([
        handler({ id: String(job.id), data, attempt: job.attempt, signal: controller.signal }),
        tooLong,
      ]);
    } finally {
      cancel();
    }
  }

  async function fail(job: TakenJob, thrown: unknown, signal: AbortSignal): Promise<void> {
    const { maximumAttempts, backoffSeconds } = queues[job.queue];
    const stopped = signal.aborted && handlers === null;
    const dead = !stopped && job.attempt >= maximumAttempts;
    const delay = stopped ? 0 : retryDelayMilliseconds(backoffSeconds, job.attempt, thrown, random);
    await db
      .updateTable('job')
      .set({ state: dead ? 'dead' : 'waiting', dueAt: now() + delay, error: failureText(thrown) })
      .where('id', '=', job.id)
      .where('attempt', '=', job.attempt)
      .execute();
    const fields = { error: thrown, queue: job.queue, job: job.id, attempt: job.attempt };
    if (dead) log.error(fields, 'job failed for the last time');
    else if (!stopped) log.warn({ ...fields, againInSeconds: delay / 1000 }, 'job failed');
  }

  const allEnded = (): Promise<unknown> => Promise.all([...running.values()].map(({ ended }) => ended));

  async function endedWithin(milliseconds: number): Promise<void> {
    let cancel: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      cancel = clock.after(milliseconds, resolve);
    });
    await Promise.race([allEnded(), over]);
    cancel();
  }

  return {
    enqueue: (writer, job) => insertJob(writer, job, now()),
    committed: wake,

    start: async (given) => {
      handlers = given;
      wake();
    },

    stop: async () => {
      handlers = null;
      cancelTimer();
      await pumping;
      await endedWithin(graceMilliseconds.finish);
      for (const { controller } of running.values()) controller.abort();
      if (running.size > 0) await endedWithin(graceMilliseconds.abort);
    },

    idle: async () => {
      for (;;) {
        await pumping;
        if (running.size > 0) {
          await Promise.race([...running.values()].map(({ ended }) => ended));
          continue;
        }
        const due = handlers ? await nextDue(db, names) : null;
        if (pumping || running.size > 0) continue;
        if (due === null || due > now()) return;
        wake();
      }
    },

    deadLetters: async () => {
      const rows = await db
        .selectFrom('job')
        .select(['queue', 'data', 'error'])
        .where('state', '=', 'dead')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        queue: row.queue as QueueName,
        data: JSON.parse(row.data) as Json,
        error: row.error ?? 'UNEXPECTED',
      }));
    },
  };
}
