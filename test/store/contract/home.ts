import type { AllQueueSettings, JobHandlers, JobRun, QueueName, QueueSettings } from '../../../src/ports/jobs.ts';
import type { OpenStore } from '../../../src/store/openStore.ts';

/** A place where a store lives, with what the contract suites need of it. Every suite runs on each kind of home. */
export type TestHome = {
  /** Opens the store; again after a close, with what was there. */
  open(queues?: Partial<AllQueueSettings>): Promise<OpenStore>;
  /** What a child process needs to open the same place (see `test/support/storeChild.ts`). */
  readonly place: string;
  /** Whether two units can be open at the same time, or one waits for the other from its beginning. */
  readonly unitsRunSideBySide: boolean;
  nowUtc(): string;
  /** Moves time, for the store and for its database, and lets what fell due begin. */
  advance(seconds: number): Promise<void>;
  /** The statements that take the guards of the audit lines away. */
  readonly disarmAudit: readonly string[];
  /** Runs SQL past the store, as somebody with the database in hand would. */
  sql(text: string): Promise<void>;
  dispose(): Promise<void>;
};

/** A queue as most tests want it: two at a time, three tries, 4 s then 8 s between them. */
export const testQueue: QueueSettings = {
  concurrency: 2,
  maximumAttempts: 3,
  backoffSeconds: { first: 4, most: 60 },
  leaseSeconds: 10,
  maximumSeconds: 30,
};

/** Settings of every queue for a test. */
export const testQueues = (changes: Partial<AllQueueSettings> = {}): AllQueueSettings => ({
  lookUp: testQueue,
  browse: testQueue,
  start: testQueue,
  follow: testQueue,
  stop: testQueue,
  closeSessions: testQueue,
  card: testQueue,
  notice: testQueue,
  signIn: testQueue,
  expire: testQueue,
  sweep: testQueue,
  adminNotice: testQueue,
  adminGroups: testQueue,
  anchor: testQueue,
  expiring: testQueue,
  ...changes,
});

type Handle<Q extends QueueName> = (job: JobRun<Q>) => Promise<void>;

/** Handlers that do nothing but what a test gives. */
export function handlers(given: { readonly [Q in QueueName]?: Handle<Q> }): JobHandlers {
  const nothing = async (): Promise<void> => undefined;
  return {
    lookUp: nothing,
    browse: nothing,
    start: nothing,
    follow: nothing,
    stop: nothing,
    closeSessions: nothing,
    card: nothing,
    notice: nothing,
    signIn: nothing,
    expire: nothing,
    sweep: nothing,
    adminNotice: nothing,
    adminGroups: nothing,
    anchor: nothing,
    expiring: nothing,
    ...given,
  };
}
