import { PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Clock as BossClock } from 'pg-boss';
import { Fault } from '../../lib/fault.ts';
import { type Database, databaseOver } from '../database.ts';
import { jobEngine } from '../jobEngine.ts';
import { type StoreLog, silentLog } from '../log.ts';
import { migrate } from '../migrate.ts';
import { postgresMigrations } from '../migrations/postgres.ts';
import type { OpenStore, StoreOptions } from '../openStore.ts';
import { storeOver } from '../transactions.ts';
import { bossJobs } from './bossJobs.ts';
import { startBoss } from './startBoss.ts';

/** A database over a pool of connections. Bounded everywhere, so that a replica that hangs cannot hold the others up for long. */
export function connect(databaseUrl: string, log: StoreLog): Database {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'restore-bot',
    max: 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // Without a listener a connection that breaks while idle would end the process.
  pool.on('error', (error) => log.warn({ error }, 'database connection lost'));
  return databaseOver(new PostgresDialect({ pool }));
}

/** Checks that the server lets us in. Throws a `Fault` `DATABASE_UNREACHABLE`. */
export async function ensureReachable(db: Database): Promise<void> {
  try {
    await db.introspection.getSchemas();
  } catch (error) {
    throw new Fault('DATABASE_UNREACHABLE', { cause: error, effect: 'none' });
  }
}

/**
 * Opens the store on PostgreSQL, shared by any number of replicas.
 * @param bossClock pg-boss's source of time, for tests that move the database's
 */
export async function openPostgres(
  databaseUrl: string,
  options: StoreOptions,
  bossClock?: BossClock,
): Promise<OpenStore> {
  const { clock, queues, log = silentLog, random = Math.random } = options;
  const db = connect(databaseUrl, log);
  try {
    await ensureReachable(db);
    await migrate(db, postgresMigrations);
    const boss = await startBoss(databaseUrl, queues, log, bossClock);
    const jobs = jobEngine({ source: bossJobs(db, boss, queues), clock, queues, log, random });
    const close = async (): Promise<void> => {
      await boss.stop({ graceful: false });
      await db.destroy();
    };
    return { store: storeOver(db, 'postgres', clock, jobs, close), jobs };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
