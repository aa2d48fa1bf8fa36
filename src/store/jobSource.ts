import type { Json } from '../domain/terms.ts';
import type { Job, QueueName } from '../ports/jobs.ts';
import type { Writer } from './database.ts';

/** A job as a worker took it. `attempt` also names the claim: only the worker of the newest try can settle a job. */
export type TakenJob = {
  readonly id: string;
  readonly queue: QueueName;
  readonly data: unknown;
  readonly attempt: number;
};

/** Where an engine gets its jobs from. The engine decides when and how; the source holds what must survive. */
export type JobSource = {
  /** Adds a job in the caller's transaction, by the rules of `dedupeKey` (see ports/jobs). */
  insert(db: Writer, job: Job): Promise<void>;
  /**
   * Takes due jobs, as many of each queue as `free` says, none with a key that runs. `mine` are those this engine runs already.
   * What a killed process left is taken too, as soon as the source can know.
   */
  take(free: (queue: QueueName) => number, mine: readonly TakenJob[]): Promise<readonly TakenJob[]>;
  /** Milliseconds until the next job of these queues that could run falls due, 0 and less for now; null when none waits. */
  dueInMilliseconds(queues: readonly QueueName[]): Promise<number | null>;
  complete(job: TakenJob): Promise<void>;
  /** Lets a failed job wait for its next try, or puts it aside as a dead letter when `againInMilliseconds` is null. */
  fail(job: TakenJob, error: string, againInMilliseconds: number | null): Promise<void>;
  deadLetters(): Promise<readonly { readonly queue: QueueName; readonly data: Json; readonly error: string }[]>;
  /** For a source that several processes share; null for one of a single process. */
  readonly shared: {
    /** How often to look for what others added. */
    readonly pollMilliseconds: number;
    readonly renewMilliseconds: number;
    /** Renews the claims on these jobs and gives those that were lost to somebody else. */
    renew(jobs: readonly TakenJob[]): Promise<readonly TakenJob[]>;
  } | null;
};
