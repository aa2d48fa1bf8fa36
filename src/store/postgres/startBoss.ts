import { type Clock, PgBoss } from 'pg-boss';
import type { AllQueueSettings, QueueName } from '../../ports/jobs.ts';
import type { StoreLog } from '../log.ts';

/** Where pg-boss copies jobs whose tries are used up. Nobody works it; an admin reads it. */
export const deadLetterQueue = 'deadLetter';

/** How often killed workers' jobs are looked for; with the lease and a second before the next try this bounds a takeover. */
const superviseSeconds = 5;
/** Waiting jobs and dead letters are never thrown away (ten years); finished ones after an hour. */
const keptSeconds = { waiting: 10 * 365 * 86_400, finished: 3_600 } as const;
/** pg-boss counts tries; when they are used up is decided by the engine, with the settings of now and not of when the job was made. */
const retryLimit = 1_000_000_000;

/** Starts pg-boss as what holds the jobs: it keeps, claims, hands over and cleans up; it runs no handler itself. */
export async function startBoss(
  databaseUrl: string,
  queues: AllQueueSettings,
  log: StoreLog,
  clock?: Clock,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'restore-bot-jobs',
    max: 4,
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    ...(clock ? { clock } : {}),
  });
  boss.on('error', (error) => log.error({ error }, 'pg-boss failed'));
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'pg-boss warned'));
  try {
    await boss.start();
    await keepQueues(boss, queues);
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
}

/** Creates the queues, and gives those that are there the settings of now. */
async function keepQueues(boss: PgBoss, queues: AllQueueSettings): Promise<void> {
  const shared = { retentionSeconds: keptSeconds.waiting, retryLimit, retryDelay: 1, retryBackoff: false };
  await boss.createQueue(deadLetterQueue, shared);
  for (const name of Object.keys(queues) as QueueName[]) {
    const options = {
      ...shared,
      deleteAfterSeconds: keptSeconds.finished,
      heartbeatSeconds: queues[name].leaseSeconds,
      // The engine ends a handler at `maximumSeconds` itself; this is for an engine that hangs but still renews.
      expireInSeconds: queues[name].maximumSeconds + 60,
      deadLetter: deadLetterQueue,
    };
    await boss.createQueue(name, { ...options, policy: 'short' });
    await boss.updateQueue(name, options);
  }
}
