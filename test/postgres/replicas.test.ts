import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import type { JobHandlers, QueueSettings } from '../../src/ports/jobs.ts';
import { type OpenStore, openStore } from '../../src/store/openStore.ts';
import { handlers, type TestHome, testQueue, testQueues } from '../store/contract/home.ts';
import { startKillable } from '../support/killable.ts';
import { newDatabase, postgresHome } from './postgresHome.ts';
import { runSql } from './runSql.ts';

const gate = () => Promise.withResolvers<void>();

describe('replicas on one database', () => {
  let database: Awaited<ReturnType<typeof newDatabase>>;
  const replicas: OpenStore[] = [];

  const startReplicas = async (count: number, given?: JobHandlers, settings: Partial<QueueSettings> = {}) => {
    const queues = testQueues({ follow: { ...testQueue, concurrency: 4, ...settings } });
    const open = () => openStore({ databaseUrl: database.url, clock: systemClock, queues });
    replicas.push(...(await Promise.all(Array.from({ length: count }, open))));
    if (given) await Promise.all(replicas.map(({ jobs }) => jobs.start(given)));
  };
  const replica = (index: number): OpenStore => {
    const found = replicas[index % replicas.length];
    if (!found) throw new Error('no replica');
    return found;
  };
  afterEach(async () => {
    await Promise.all(replicas.map(({ jobs }) => jobs.stop()));
    await Promise.all(replicas.splice(0).map(({ store }) => store.close()));
    await database.drop();
  });

  it('open an empty database at the same moment, all of them', async () => {
    database = await newDatabase('template1');
    await startReplicas(4);
    const ask = (index: number) => replica(index).store.transaction((unit) => unit.requests.nextNumber('t'));
    const numbers = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(ask));
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('never run two jobs of one key at the same time, whoever adds and however they fail', async () => {
    database = await newDatabase();
    const now = new Map<string, number>();
    let most = 0;
    let done = 0;
    const enough = gate();
    const follow = handlers({
      follow: async ({ data: { login }, attempt }) => {
        const beside = (now.get(login) ?? 0) + 1;
        now.set(login, beside);
        most = Math.max(most, beside);
        // The next of the chain, and one more from every other replica, while this one runs.
        const add = ({ store }: OpenStore) =>
          store.transaction((unit) => unit.enqueue({ queue: 'follow', data: { login }, dedupeKey: login }));
        await Promise.all(replicas.map(add));
        now.set(login, beside - 1);
        done += 1;
        if (done >= 150) enough.resolve();
        else if (attempt === 1 && done % 3 === 0) throw new Error('so that a retry and a new one wait together');
      },
    });
    await startReplicas(3, follow, { maximumAttempts: 1_000, backoffSeconds: { first: 0.01, most: 0.01 } });
    const begin = (login: string, index: number) =>
      replica(index).store.transaction((unit) => unit.enqueue({ queue: 'follow', data: { login }, dedupeKey: login }));
    await Promise.all(['a', 'b', 'c'].map(begin));
    await enough.promise;
    expect(most).toBe(1);
  });

  it('take over the job of one that was killed within 30 s', async () => {
    database = await newDatabase();
    const holder = startKillable('test/support/storeChild.ts', [JSON.stringify({ databaseUrl: database.url }), 'r1']);
    await holder.says(/held r1 1/);
    const taken = gate();
    let tries = 0;
    await startReplicas(
      2,
      handlers({
        start: async ({ attempt }) => {
          tries = attempt;
          taken.resolve();
        },
      }),
    );
    const killedAt = Date.now();
    await holder.kill();
    await taken.promise;
    expect(tries).toBe(2);
    expect((Date.now() - killedAt) / 1000).toBeLessThan(30);
  }, 60_000);
});

describe('when the server ends every connection', () => {
  it('goes on by itself: units fail or are whole, and jobs run', async () => {
    const database = await newDatabase();
    const { store, jobs } = await openStore({ databaseUrl: database.url, clock: systemClock, queues: testQueues() });
    const ran: string[] = [];
    await jobs.start(handlers({ card: async ({ data }) => void ran.push(data.cardId) }));
    const add = (cardId: string) =>
      store.transaction(async (unit) => {
        await unit.settings.put('last', cardId);
        await unit.enqueue({ queue: 'card', data: { cardId } });
      });
    await add('before');
    await expect.poll(() => ran).toEqual(['before']);
    await runSql(
      database.url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    // A connection that is just being ended may still be handed out once.
    await expect
      .poll(
        () =>
          add('after').then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['before', 'after']);
    await jobs.stop();
    await store.close();
    await database.drop();
  });

  it('says so when it cannot be reached at the start', async () => {
    const nobody = 'postgres://bot@127.0.0.1:1/bot';
    const open = openStore({ databaseUrl: nobody, clock: systemClock, queues: testQueues() });
    await expect(open).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  });
});

describe('a claim that was lost to another replica', () => {
  let home: TestHome;
  beforeEach(async () => {
    home = await postgresHome();
  });
  afterEach(() => home.dispose());

  it('is told to the handler, and what the handler does then settles nothing', async () => {
    const open = await home.open();
    const begun = gate();
    const aborted = gate();
    const firstMayEnd = gate();
    const secondBegun = gate();
    const secondMayEnd = gate();
    const tries: number[] = [];
    await open.jobs.start(
      handlers({
        card: async ({ attempt, signal }) => {
          tries.push(attempt);
          if (attempt === 1) {
            signal.addEventListener('abort', () => aborted.resolve());
            begun.resolve();
            await firstMayEnd.promise;
          } else if (attempt === 2) {
            secondBegun.resolve();
            await secondMayEnd.promise;
            throw new Error('so that it must be tried a third time');
          }
        },
      }),
    );
    await open.store.transaction((unit) => unit.enqueue({ queue: 'card', data: { cardId: 'k' } }));
    await begun.promise;
    // As the supervisor of another replica does when the heartbeat stays away.
    await home.sql(`update pgboss.job set state = 'retry' where state = 'active'`);
    await home.advance(testQueue.leaseSeconds / 2);
    await aborted.promise;
    await secondBegun.promise;
    firstMayEnd.resolve();
    // The end of the first is settled when the engine has a free place again.
    await open.store.transaction((unit) => unit.enqueue({ queue: 'card', data: { cardId: 'other' } }));
    secondMayEnd.resolve();
    await open.jobs.idle();
    await home.advance(testQueue.backoffSeconds.first * 2 + 1);
    await open.jobs.idle();
    expect(tries.filter((attempt) => attempt > 1)).toEqual([2, 3]);
    await open.jobs.stop();
    await open.store.close();
  });
});

describe('a job that a unit found waiting', () => {
  it('is not taken before that unit has committed', async () => {
    const home = await postgresHome();
    const open = await home.open();
    const card = (cardId: string, dedupeKey: string) => ({ queue: 'card', data: { cardId }, dedupeKey }) as const;
    await open.store.transaction(async (unit) => {
      await unit.settings.put('state', 'old');
      await unit.enqueue(card('first', 'key'));
      await unit.enqueue(card('marker', 'other'));
    });
    const { databaseUrl } = JSON.parse(home.place) as { databaseUrl: string };
    const blocker = new Client({ connectionString: databaseUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('select * from audit_head for update');
    // This unit adds its job, and then waits for the end of the audit chain.
    const unit = open.store.transaction(async (own) => {
      await own.settings.put('state', 'new');
      await own.enqueue(card('kept out', 'key'));
      const entry = { atUtc: home.nowUtc(), action: 'x', requestId: null, label: null, revision: null, actorId: null };
      await own.audit.append({ ...entry, policyVersion: null, facts: {} });
    });
    const waits = `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await blocker.query(waits)).rows[0].count).toBe(1);

    const seen: unknown[] = [];
    const polled = gate();
    await open.jobs.start(
      handlers({
        card: async ({ data }) => {
          if (data.cardId === 'marker') return polled.resolve();
          seen.push(await open.store.transaction((other) => other.settings.get('state')));
        },
      }),
    );
    await polled.promise;
    await blocker.query('commit');
    await unit;
    await open.jobs.idle();
    expect(seen).toEqual(['new']);
    await blocker.end();
    await open.jobs.stop();
    await open.store.close();
    await home.dispose();
  });
});
