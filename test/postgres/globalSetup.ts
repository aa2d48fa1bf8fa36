import type { TestProject } from 'vitest/node';
import { systemClock } from '../../src/lib/clock.ts';
import { openStore } from '../../src/store/openStore.ts';
import { testQueues } from '../store/contract/home.ts';
import { startPostgres } from '../support/postgres.ts';
import { runSql } from './runSql.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the test server, with `%s` where the database's name goes. */
    postgresUrl: string;
  }
}

/** One PostgreSQL server for the tests of this project; every home makes its own database on it, as a copy of a migrated one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await runSql(server.url('postgres'), 'create database migrated');
  const { store } = await openStore({ databaseUrl: server.url('migrated'), clock: systemClock, queues: testQueues() });
  await store.close();
  project.provide('postgresUrl', server.url('%s'));
  return () => server.stop();
}
