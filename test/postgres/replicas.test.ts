import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import type { JobHandlers, QueueSettings } from '../../src/ports/jobs.ts';
import { type OpenStore, openStore } from '../../src/store/openStore.ts';
import { handlers, type TestHome, testQueue, testQueues } from '../store/contract/home.ts';
import { startKillable } from '../support/killable.ts';
import { newDatabase, postgresHome } from './postgresHome.ts';

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
    const tries: number[] = [];
    await open.jobs.start(
      handlers({
        card: async ({ attempt, signal }) => {
          tries.push(attempt);
          if (attempt > 1) return;
          signal.addEventListener('abort', () => aborted.resolve());
          begun.resolve();
          await aborted.promise;
        },
      }),
    );
    await open.store.transaction((unit) => unit.enqueue({ queue: 'card', data: { cardId: 'k' } }));
    await begun.promise;
    // As the supervisor of another replica does when the heartbeat stays away.
    await home.sql(
      `update pgboss.job set state = 'retry', start_after = now() + interval '60 s' where state = 'active'`,
    );
    await home.advance(testQueue.leaseSeconds / 2);
    await aborted.promise;
    await open.jobs.idle();
    await home.advance(60);
    await open.jobs.idle();
    expect(tries).toEqual([1, 2]);
    await open.jobs.stop();
    await open.store.close();
  });
});
