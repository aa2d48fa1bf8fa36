import type { Json, Person, UtcInstant } from '../domain/terms.ts';

/** Every queue, with the data its jobs carry. One entry here, one handler in `jobs/handlers`. */
export type JobData = {
  /** Looks restore points up and fills the preview of a draft. */
  lookUp: { readonly requestId: string; readonly revision: number };
  /** Finds items for a requester to choose from. */
  browse: { readonly requestId: string; readonly searchId: string };
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
  /** Asks a person to sign in, because a request needs their own rights. */
  signIn: { readonly requestId: string; readonly personId: string };
  expire: { readonly requestId: string };
  sweep: { readonly what: 'sessions' };
  /** One new message to one admin that is about no single request. */
  adminNotice: { readonly personId: string; readonly notice: AdminNotice };
  /** Finds the admins who are named by a group, and adds the message for each of them. */
  adminGroups: {
    readonly tell: AdminNotice | { readonly about: 'attention'; readonly requestId: string; readonly revision: number };
  };
  /** Notes the end of the audit trail outside the database; a chain of its own. */
  anchor: Readonly<Record<string, never>>;
  /** Looks for certificates that run out; a chain of its own. */
  expiring: Readonly<Record<string, never>>;
};

/** What admins are told that is neither about a request nor a fault. */
export type AdminNote =
  | { readonly about: 'paused' | 'resumed'; readonly by: Person; readonly atUtc: UtcInstant }
  /** The end of the audit trail, to be kept outside the database. */
  | { readonly about: 'anchor'; readonly number: number; readonly hash: string; readonly atUtc: UtcInstant }
  /** The certificate a setting names is valid until then. */
  | { readonly about: 'expiring'; readonly setting: string; readonly atUtc: UtcInstant };

export type AdminNotice = { readonly about: 'fault'; readonly faultCode: string } | AdminNote;

export type NoticeRecipient =
  | {
      readonly kind: 'person';
      readonly personId: string;
      readonly role: 'requester' | 'approver' | 'admin' | 'beneficiary';
    }
  | { readonly kind: 'conversation'; readonly key: string; readonly role: 'origin' | 'channel' | 'approvers' };

export type QueueName = keyof JobData;

/** A job to be done once at or after `notBeforeUtc`. */
export type Job<Q extends QueueName = QueueName> = {
  [K in QueueName]: {
    readonly queue: K;
    readonly data: JobData[K];
    readonly notBeforeUtc?: UtcInstant;
    /**
     * While a job of this queue with this key waits for its first try, another is not added; if the new one is due earlier, the
     * waiting one moves there. It will run after this unit has committed. One that already runs, or waits to be tried again,
     * keeps nothing out: what it has read may be old. Jobs of one key never run at the same time, also with many replicas.
     */
    readonly dedupeKey?: string;
  };
}[Q];

/** What a handler gets. */
export type JobRun<Q extends QueueName = QueueName> = {
  readonly id: string;
  readonly data: JobData[Q];
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborted when the engine stops and the grace is over, when the job takes too long, or when the lease was lost. */
  readonly signal: AbortSignal;
};

/**
 * How a queue is worked. A failed job is tried again with backoff and jitter (a fault's `retryAfterSeconds` is waited at least)
 * until `maximumAttempts`, then it is a dead letter. A try whose worker was killed counts.
 */
export type QueueSettings = {
  /** Jobs at a time, in one process. */
  readonly concurrency: number;
  readonly maximumAttempts: number;
  readonly backoffSeconds: { readonly first: number; readonly most: number };
  /**
   * A job whose worker is gone is taken over after this time by another replica; the lease is renewed while the handler runs.
   * At least 10. The embedded engine needs none: it is alone, and takes over when it starts.
   */
  readonly leaseSeconds: number;
  /** A handler still running after this time has its signal aborted, and the try has failed. */
  readonly maximumSeconds: number;
};

export type AllQueueSettings = Readonly<Record<QueueName, QueueSettings>>;

export type JobHandlers = { readonly [Q in QueueName]: (job: JobRun<Q>) => Promise<void> };

/** Runs jobs the store holds. */
export type JobEngine = {
  start(handlers: JobHandlers): Promise<void>;
  /** Takes no new job, waits for running ones (10 s, then it aborts their signals and waits 5 s more), then stops. */
  stop(): Promise<void>;
  /** Resolves when no job runs in this process and none is due; for tests and the demo. */
  idle(): Promise<void>;
  deadLetters(): Promise<readonly { readonly queue: QueueName; readonly data: Json; readonly error: string }[]>;
};
