import { randomUUID } from 'node:crypto';
import { TestClock } from 'pg-boss';
import { inject } from 'vitest';
import { openPostgres } from '../../src/store/postgres/openPostgres.ts';
import { fakeClock } from '../fakes/fakeClock.ts';
import { type TestHome, testQueues } from '../store/contract/home.ts';
import { runSql } from './runSql.ts';

/** A new database on the tests' server: migrated, or with nothing in it. */
export async function newDatabase(
  from: 'migrated' | 'template1' = 'migrated',
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const addressOf = (database: string): string => inject('postgresUrl').replace('%s', database);
  await runSql(addressOf('postgres'), `create database ${name} template ${from}`);
  return { url: addressOf(name), drop: () => runSql(addressOf('postgres'), `drop database ${name} with (force)`) };
}

/**
 * A database of its own on a real PostgreSQL server. Time is moved for all three that look at it: the engine by a fake clock, pg-boss
 * and its SQL by pg-boss's own test clock, which starts now because a child process knows no other time.
 */
export async function postgresHome(): Promise<TestHome> {
  const { url, drop } = await newDatabase();
  const start = Date.now();
  const clock = fakeClock(new Date(start).toISOString());
  const bossClock = new TestClock(start);
  // Sessions that shall see the moved time say so.
  const inTestTime = `${url}?options=${encodeURIComponent('-c pgboss.test_clock=on')}`;
  return {
    open: (queues) => openPostgres(inTestTime, { clock, queues: testQueues(queues), random: () => 0 }, bossClock),
    place: JSON.stringify({ databaseUrl: url }),
    disarmAudit: ['drop trigger audit_line_append_only on audit_line'],
    unitsRunSideBySide: true,
    nowUtc: () => clock.now().toISOString(),
    advance: async (seconds) => {
      await bossClock.tick(seconds * 1000);
      clock.advance(seconds);
    },
    sql: (text) => runSql(url, text),
    dispose: drop,
  };
}
