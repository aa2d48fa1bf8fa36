import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../src/ports/jobs.ts';
import type { OpenStore } from '../../../src/store/openStore.ts';
import { handlers, type TestHome } from './home.ts';

const gate = () => Promise.withResolvers<void>();
const card = (cardId: string, more: Partial<Job> = {}): Job =>
  ({ queue: 'card', data: { cardId }, dedupeKey: 'key', ...more }) as Job;

/** What a dedupe key keeps out, and – the dangerous half – what it must not keep out. */
export function dedupeContract(newHome: () => Promise<TestHome>): void {
  describe('jobs with a dedupe key', () => {
    let home: TestHome;
    let open: OpenStore;
    let ran: string[];

    const begin = async (given: Parameters<typeof handlers>[0] = {}): Promise<void> => {
      await open.jobs.start(handlers({ card: async ({ data }) => void ran.push(data.cardId), ...given }));
    };
    const enqueue = (...jobs: Job[]): Promise<void> =>
      open.store.transaction(async (unit) => {
        for (const job of jobs) await unit.enqueue(job);
      });
    const inSeconds = (seconds: number): string => new Date(Date.parse(home.nowUtc()) + seconds * 1000).toISOString();

    beforeEach(async () => {
      home = await newHome();
      open = await home.open();
      ran = [];
    });
    afterEach(async () => {
      await open.jobs.stop();
      await open.store.close();
      await home.dispose();
    });

    it('run once for many that were added while the first waited; another key and another queue are others', async () => {
      await enqueue(card('first'), card('second'));
      await Promise.all(Array.from({ length: 8 }, () => enqueue(card('more'))));
      await enqueue(card('another key', { dedupeKey: 'other' }), card('no key'), {
        queue: 'lookUp',
        data: { requestId: 'another queue', revision: 1 },
        dedupeKey: 'key',
      });
      await begin({ lookUp: async ({ data }) => void ran.push(data.requestId) });
      await open.jobs.idle();
      expect(ran.sort()).toEqual(['another key', 'another queue', 'first']);
    });

    it('without a key never keep each other out', async () => {
      const plain = (cardId: string): Job => ({ queue: 'card', data: { cardId } });
      await enqueue(plain('a'), plain('b'), plain('a'));
      await begin();
      await open.jobs.idle();
      expect(ran.sort()).toEqual(['a', 'a', 'b']);
    });

    it('move forward when one due earlier is added, and never back', async () => {
      await begin();
      await enqueue(card('waits', { notBeforeUtc: inSeconds(100) }));
      await enqueue(card('sooner', { notBeforeUtc: inSeconds(20) }));
      await enqueue(card('later', { notBeforeUtc: inSeconds(60) }));
      await open.jobs.idle();
      await home.advance(15);
      await open.jobs.idle();
      expect(ran).toEqual([]);
      await home.advance(10);
      await open.jobs.idle();
      expect(ran).toEqual(['waits']);
    });

    it('are kept when one with the key already runs, because what that has read may be old', async () => {
      const begun = gate();
      const held = gate();
      await begin({
        card: async ({ data }) => {
          ran.push(data.cardId);
          begun.resolve();
          await held.promise;
        },
      });
      await enqueue(card('runs'));
      await begun.promise;
      await enqueue(card('kept'));
      await enqueue(card('not added'));
      held.resolve();
      await open.jobs.idle();
      expect(ran).toEqual(['runs', 'kept']);
    });

    it('never run at the same time', async () => {
      let now = 0;
      let most = 0;
      const begun = gate();
      const held = gate();
      const beside = gate();
      await begin({
        card: async ({ data }) => {
          if (data.cardId === 'another key') return beside.resolve();
          now += 1;
          most = Math.max(most, now);
          begun.resolve();
          await held.promise;
          now -= 1;
          ran.push(data.cardId);
        },
      });
      await enqueue(card('first'));
      await begun.promise;
      await enqueue(card('second'));
      // There is a free place in the queue, and it is used for others.
      await enqueue(card('another key', { dedupeKey: 'other' }));
      await beside.promise;
      held.resolve();
      await open.jobs.idle();
      expect(ran).toEqual(['first', 'second']);
      expect(most).toBe(1);
    });

    it('are kept when one with the key waits to be tried again', async () => {
      await begin({
        card: async ({ data, attempt }) => {
          ran.push(`${data.cardId} ${attempt}`);
          if (data.cardId === 'fails' && attempt === 1) throw new Error('not yet');
        },
      });
      await enqueue(card('fails'));
      await open.jobs.idle();
      await enqueue(card('kept'));
      await open.jobs.idle();
      expect(ran).toEqual(['fails 1', 'kept 1']);
      await home.advance(10);
      await open.jobs.idle();
      expect(ran).toEqual(['fails 1', 'kept 1', 'fails 2']);
    });

    it('never make two units wait for each other crosswise', async () => {
      for (let round = 0; round < 8; round += 1) {
        const keys = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => `${key}${round}`);
        const jobs = keys.map((key) => card(key, { dedupeKey: key }));
        await Promise.all([jobs, jobs.toReversed(), jobs, jobs.toReversed()].map((some) => enqueue(...some)));
      }
      await begin();
      await open.jobs.idle();
      expect(ran).toHaveLength(48);
    });

    it('let a job see what every unit wrote that was told its job is already waiting', async () => {
      const seen: unknown[] = [];
      await open.store.transaction((unit) => unit.settings.put('state', 'old'));
      await enqueue(card('first'));
      await open.store.transaction(async (unit) => {
        await unit.enqueue(card('kept out'));
        // The engine looks for work while this unit has not committed yet.
        await begin({
          card: async () => void seen.push(await open.store.transaction((other) => other.settings.get('state'))),
        });
        await unit.settings.put('state', 'new');
      });
      await open.jobs.idle();
      expect(seen.at(-1)).toBe('new');
    });
  });
}
