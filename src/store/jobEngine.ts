import type { TimedClock } from '../lib/clock.ts';
import { Fault } from '../lib/fault.ts';
import type { AllQueueSettings, JobEngine, JobHandlers, JobRun, QueueName } from '../ports/jobs.ts';
import type { JobSource, TakenJob } from './jobSource.ts';
import type { StoreLog } from './log.ts';
import { failureText, retryDelayMilliseconds } from './retryDelay.ts';
import type { JobSink } from './transactions.ts';

/** While the database cannot be used (a full disk, a server that restarts), the engine tries again this often. */
const troubledMilliseconds = 1_000;
/** How long stopping waits for handlers to end by themselves, and after their signal was aborted. */
const graceMilliseconds = { finish: 10_000, abort: 5_000 } as const;

type Running = { readonly job: TakenJob; readonly controller: AbortController; readonly ended: Promise<void> };
/** A job that was lost and taken again can run here twice for a moment, as two tries. */
const claimOf = ({ id, attempt }: TakenJob): string => `${id}/${attempt}`;

type EngineOptions = {
  readonly source: JobSource;
  readonly clock: TimedClock;
  readonly queues: AllQueueSettings;
  readonly log: StoreLog;
  /** For jitter: 0 up to, not including, 1. */
  readonly random: () => number;
};

/**
 * Runs the jobs of a source. It wakes when a unit with jobs commits, when a job ends and when the next one falls due, and where
 * others add jobs too it looks once a second. A job is taken and settled in a transaction each; killed in between, it is taken again.
 */
export function jobEngine({ source, clock, queues, log, random }: EngineOptions): JobEngine & JobSink {
  const names = Object.keys(queues) as readonly QueueName[];
  const running = new Map<string, Running>();
  let handlers: JobHandlers | null = null;
  let pumping: Promise<void> | null = null;
  let again = false;
  let cancelWake: () => void = () => undefined;
  let cancelRenewal: () => void = () => undefined;

  const free = (queue: QueueName): number =>
    queues[queue].concurrency - [...running.values()].filter(({ job }) => job.queue === queue).length;
  const mine = (): readonly TakenJob[] => [...running.values()].map(({ job }) => job);

  function wake(): void {
    if (!handlers) return;
    again = true;
    pumping ??= pump();
  }

  async function pump(): Promise<void> {
    while (again && handlers) {
      // Stopping forgets the handlers, also while jobs are being taken; those still run.
      const given = handlers;
      again = false;
      cancelWake();
      try {
        for (const job of await source.take(free, mine())) run(job, given);
        const open = names.filter((queue) => free(queue) > 0);
        const dueIn = open.length === 0 ? null : await source.dueInMilliseconds(open);
        if (dueIn !== null && dueIn <= 0) again = true;
        else
          wakeIn(
            Math.min(dueIn ?? Number.POSITIVE_INFINITY, source.shared?.pollMilliseconds ?? Number.POSITIVE_INFINITY),
          );
      } catch (error) {
        log.error({ error }, 'jobs cannot be taken');
        wakeIn(troubledMilliseconds);
      }
    }
    pumping = null;
  }

  function wakeIn(milliseconds: number): void {
    cancelWake();
    if (handlers && Number.isFinite(milliseconds)) cancelWake = clock.after(milliseconds, wake);
  }

  function run(job: TakenJob, handlersNow: JobHandlers): void {
    const controller = new AbortController();
    const handler = handlersNow[job.queue] as (job: JobRun) => Promise<void>;
    const ended = attempt(job, handler, controller)
      .then(
        () => source.complete(job),
        (thrown: unknown) => fail(job, thrown, controller.signal),
      )
      // A job that could not be settled still stands as running; it is nobody's then, and taken again.
      .catch((error) => log.error({ error, queue: job.queue, job: job.id }, 'job not settled'))
      .then(() => {
        running.delete(claimOf(job));
        wake();
      });
    running.set(claimOf(job), { job, controller, ended });
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
      const { id, attempt, data } = job;
      await Promise.race([handler({ id, attempt, data: data as JobRun['data'], signal: controller.signal }), tooLong]);
    } finally {
      cancel();
    }
  }

  async function fail(job: TakenJob, thrown: unknown, signal: AbortSignal): Promise<void> {
    const { maximumAttempts, backoffSeconds } = queues[job.queue];
    const stopped = signal.aborted && handlers === null;
    const dead = !stopped && job.attempt >= maximumAttempts;
    const delay = stopped ? 0 : retryDelayMilliseconds(backoffSeconds, job.attempt, thrown, random);
    await source.fail(job, failureText(thrown), dead ? null : delay);
    const facts = { error: thrown, queue: job.queue, job: job.id, attempt: job.attempt };
    if (dead) log.error(facts, 'job failed for the last time');
    else if (!stopped) log.warn({ ...facts, againInSeconds: delay / 1000 }, 'job failed');
  }

  /** Tells the others that the jobs here are still worked on; a job that was lost to one of them is told to its handler. */
  function renewLater(shared: NonNullable<JobSource['shared']>): void {
    cancelRenewal = clock.after(shared.renewMilliseconds, () => {
      shared
        .renew(mine())
        .then((lost) => {
          for (const job of lost) running.get(claimOf(job))?.controller.abort();
        })
        .catch((error) => log.error({ error }, 'jobs cannot be renewed'))
        .then(() => {
          if (handlers || running.size > 0) renewLater(shared);
        });
    });
  }

  /** Waits until nothing runs any more, counting from the call at most so long. */
  async function allEndedWithin(milliseconds: number): Promise<void> {
    let cancel: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      cancel = clock.after(milliseconds, resolve);
    });
    const ended = async (): Promise<void> => {
      // What was being taken when the engine was stopped still begins.
      await pumping;
      await Promise.all([...running.values()].map((job) => job.ended));
    };
    await Promise.race([ended(), over]);
    cancel();
  }

  return {
    enqueue: source.insert,
    committed: wake,

    start: async (given) => {
      handlers = given;
      cancelRenewal();
      if (source.shared) renewLater(source.shared);
      wake();
    },

    stop: async () => {
      handlers = null;
      cancelWake();
      await allEndedWithin(graceMilliseconds.finish);
      for (const { controller } of running.values()) controller.abort();
      if (running.size > 0) await allEndedWithin(graceMilliseconds.abort);
      cancelRenewal();
    },

    idle: async () => {
      for (;;) {
        await pumping;
        if (running.size > 0) {
          await Promise.race([...running.values()].map(({ ended }) => ended));
          continue;
        }
        const dueIn = handlers ? await source.dueInMilliseconds(names) : null;
        if (pumping || running.size > 0) continue;
        if (dueIn === null || dueIn > 0) return;
        wake();
      }
    },

    deadLetters: source.deadLetters,
  };
}
