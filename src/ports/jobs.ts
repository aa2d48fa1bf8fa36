import type { Json, UtcInstant } from '../domain/terms.ts';

/** Every queue, with the data its jobs carry. One entry here, one handler in `jobs/handlers`. */
export type JobData = {
  /** Looks restore points up and fills the preview of a draft. */
  lookUp: { readonly requestId: string; readonly revision: number };
  /** Executes an approved request. */
  start: { readonly requestId: string; readonly revision: number };
  /** Follows all runs of one provider login; one chain per login. */
  follow: { readonly login: string };
  stop: { readonly requestId: string; readonly runId: string };
  closeSessions: { readonly requestId: string; readonly runId: string };
  /** Renders one posted card again; coalesced per card. */
  card: { readonly cardId: string };
  /** One new message to one recipient. */
  notice: {
    readonly requestId: string;
    readonly revision: number;
    readonly to: NoticeRecipient;
    readonly about: string;
  };
  expire: { readonly requestId: string };
  sweep: { readonly what: 'sessions' };
};

export type NoticeRecipient =
  | {
      readonly kind: 'person';
      readonly personId: string;
      readonly role: 'requester' | 'approver' | 'admin' | 'beneficiary';
    }
  | { readonly kind: 'conversation'; readonly key: string; readonly role: 'origin' | 'channel' };

export type QueueName = keyof JobData;

/** A job to be done once at or after `notBeforeUtc`. */
export type Job<Q extends QueueName = QueueName> = {
  [K in QueueName]: {
    readonly queue: K;
    readonly data: JobData[K];
    readonly notBeforeUtc?: UtcInstant;
    /** While a job with this key waits in the queue, another is not added. */
    readonly dedupeKey?: string;
  };
}[Q];

/** What a handler gets. */
export type JobRun<Q extends QueueName = QueueName> = {
  readonly id: string;
  readonly data: JobData[Q];
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborted when the engine stops or the lease was lost. */
  readonly signal: AbortSignal;
};

/** How a queue is worked. A failed job is tried again with backoff and jitter until `maximumAttempts`, then it is a dead letter. */
export type QueueSettings = {
  readonly concurrency: number;
  readonly maximumAttempts: number;
  readonly backoffSeconds: { readonly first: number; readonly most: number };
  /** A job not finished within this time is taken over by another worker. */
  readonly leaseSeconds: number;
};

export type JobHandlers = { readonly [Q in QueueName]: (job: JobRun<Q>) => Promise<void> };

/** Runs jobs the store holds. */
export type JobEngine = {
  start(handlers: JobHandlers): Promise<void>;
  /** Takes no new job, waits for running ones, then stops. */
  stop(): Promise<void>;
  /** Resolves when no job is running or due; for tests and the demo. */
  idle(): Promise<void>;
  deadLetters(): Promise<readonly { readonly queue: QueueName; readonly data: Json; readonly error: string }[]>;
};
