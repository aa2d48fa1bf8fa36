import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/lib/fault.ts';
import type { AllQueueSettings, Job, JobHandlers } from '../../../src/ports/jobs.ts';
import type { OpenStore } from '../../../src/store/openStore.ts';
import { handlers, type TestHome, testQueue } from './home.ts';

/** Something a test waits for. */
const gate = () => Promise.withResolvers<void>();
const card = (cardId: string, more: Partial<Job> = {}): Job => ({ queue: 'card', data: { cardId }, ...more }) as Job;

/** When jobs run, how often, how many at a time, and what becomes of those that fail. */
export function jobsContract(newHome: () => Promise<TestHome>): void {
  describe('jobs', () => {
    let home: TestHome;
    let open: OpenStore;
    let ran: string[];

    const begin = async (
      given: Parameters<typeof handlers>[0] = {},
      queues: Partial<AllQueueSettings> = {},
    ): Promise<void> => {
      open = await home.open(queues);
      const noted: JobHandlers = handlers({ card: async ({ data }) => void ran.push(data.cardId), ...given });
      await open.jobs.start(noted);
    };
    const enqueue = (...jobs: Job[]): Promise<void> =>
      open.store.transaction(async (unit) => {
        for (const job of jobs) await unit.enqueue(job);
      });
    const inSeconds = (seconds: number): string => new Date(Date.parse(home.nowUtc()) + seconds * 1000).toISOString();

    beforeEach(async () => {
      home = await newHome();
      ran = [];
    });
    afterEach(async () => {
      await open.jobs.stop();
      await open.store.close();
      await home.dispose();
    });

    it('runs a job once, with its data, when its unit has committed and not before', async () => {
      const seen: unknown[] = [];
      const done = gate();
      await begin({
        notice: async ({ data, attempt }) => {
          seen.push([data, attempt, ran.includes('committed')]);
          done.resolve();
        },
      });
      const data = {
        requestId: 'r1',
        revision: 2,
        to: { kind: 'conversation', key: 'c', role: 'channel' },
        about: 'x',
      };
      await open.store.transaction(async (unit) => {
        await unit.enqueue({ queue: 'notice', data } as Job);
        await unit.settings.get('something');
        ran.push('committed');
      });
      await done.promise;
      await open.jobs.idle();
      expect(seen).toEqual([[data, 1, true]]);
    });

    it('runs a job not before its time', async () => {
      await begin();
      await enqueue(card('later', { notBeforeUtc: inSeconds(60) }), card('past', { notBeforeUtc: inSeconds(-60) }));
      await open.jobs.idle();
      await home.advance(55);
      await open.jobs.idle();
      expect(ran).toEqual(['past']);
      await home.advance(10);
      await open.jobs.idle();
      expect(ran).toEqual(['past', 'later']);
    });

    it('runs a job that waited while nothing was open', async () => {
      await begin();
      await open.jobs.stop();
      await enqueue(card('kept'));
      expect(ran).toEqual([]);
      await open.store.close();
      await begin();
      await open.jobs.idle();
      expect(ran).toEqual(['kept']);
    });

    it('works a queue with as many jobs at a time as it may, and the others beside it', async () => {
      let now = 0;
      let most = 0;
      const held = gate();
      const bothIn = gate();
      const beside = gate();
      await begin({
        card: async () => beside.resolve(),
        lookUp: async () => {
          now += 1;
          most = Math.max(most, now);
          if (now === 2) bothIn.resolve();
          await held.promise;
          now -= 1;
        },
      });
      const lookUps = Array.from(
        { length: 6 },
        (_, revision): Job => ({ queue: 'lookUp', data: { requestId: 'r', revision } }),
      );
      await enqueue(...lookUps);
      await bothIn.promise;
      await enqueue(card('beside'));
      await beside.promise;
      held.resolve();
      await open.jobs.idle();
      expect(most).toBe(2);
    });

    it('leaves a job to its handler as long as that runs, also past the lease', async () => {
      const begun = gate();
      const held = gate();
      await begin(
        {
          card: async ({ attempt, signal }) => {
            ran.push(`try ${attempt}`);
            begun.resolve();
            await held.promise;
            ran.push(signal.aborted ? 'aborted' : 'done');
          },
        },
        { card: { ...testQueue, maximumSeconds: 600 } },
      );
      await enqueue(card('long'));
      await begun.promise;
      for (let passed = 0; passed < 3 * testQueue.leaseSeconds; passed += 3) await home.advance(3);
      held.resolve();
      await open.jobs.idle();
      expect(ran).toEqual(['try 1', 'done']);
    });

    describe('that fail', () => {
      it('are tried again after a wait that doubles, until they succeed', async () => {
        const attempts: number[] = [];
        await begin({
          card: async ({ attempt }) => {
            attempts.push(attempt);
            if (attempt < 3) throw new Error('not yet');
          },
        });
        await enqueue(card('k'));
        await open.jobs.idle();
        expect(attempts).toEqual([1]);
        await home.advance(3);
        await open.jobs.idle();
        expect(attempts).toEqual([1]);
        await home.advance(2);
        await open.jobs.idle();
        expect(attempts).toEqual([1, 2]);
        await home.advance(5);
        await open.jobs.idle();
        expect(attempts).toEqual([1, 2]);
        await home.advance(4);
        await open.jobs.idle();
        expect(attempts).toEqual([1, 2, 3]);
        await home.advance(600);
        await open.jobs.idle();
        expect(attempts).toEqual([1, 2, 3]);
        expect(await open.jobs.deadLetters()).toEqual([]);
      });

      it('wait as long as the fault asks', async () => {
        await begin({
          card: async ({ attempt }) => {
            ran.push(`try ${attempt}`);
            if (attempt === 1) throw new Fault('TEAMS_BUSY', { retryAfterSeconds: 40 });
          },
        });
        await enqueue(card('k'));
        await open.jobs.idle();
        await home.advance(35);
        await open.jobs.idle();
        expect(ran).toEqual(['try 1']);
        await home.advance(10);
        await open.jobs.idle();
        expect(ran).toEqual(['try 1', 'try 2']);
      });

      it('become dead letters that name the fault but not its message, and are not tried again', async () => {
        await begin({
          card: async ({ data, attempt }) => {
            ran.push(`${data.cardId} ${attempt}`);
            if (data.cardId === 'fault') throw new Fault('TEAMS_REFUSED', { cause: new Error('secret') });
            throw new TypeError('secret');
          },
        });
        await enqueue(card('fault'), card('bug'));
        for (let tries = 0; tries < 5; tries += 1) {
          await open.jobs.idle();
          await home.advance(120);
        }
        await open.jobs.idle();
        expect(ran.sort()).toEqual(['bug 1', 'bug 2', 'bug 3', 'fault 1', 'fault 2', 'fault 3']);
        const dead = await open.jobs.deadLetters();
        expect([...dead].sort((one, other) => one.error.localeCompare(other.error))).toEqual([
          { queue: 'card', data: { cardId: 'fault' }, error: 'TEAMS_REFUSED' },
          { queue: 'card', data: { cardId: 'bug' }, error: 'UNEXPECTED (TypeError)' },
        ]);
      });

      it('by taking too long are aborted and tried again', async () => {
        const begun = gate();
        const aborted: boolean[] = [];
        await begin(
          {
            card: async ({ attempt, signal }) => {
              if (attempt > 1) return void ran.push('second try');
              begun.resolve();
              await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
              aborted.push(signal.aborted);
            },
          },
          { card: { ...testQueue, leaseSeconds: 600 } },
        );
        await enqueue(card('k'));
        await begun.promise;
        await home.advance(testQueue.maximumSeconds + 1);
        await open.jobs.idle();
        await home.advance(10);
        await open.jobs.idle();
        expect(ran).toEqual(['second try']);
        expect(aborted).toEqual([true]);
      });
    });

    it('stop: what does not end in time is aborted, and tried again at the next start', async () => {
      const begun = gate();
      await begin({
        card: async ({ attempt, signal }) => {
          if (attempt > 1) return void ran.push(`try ${attempt}`);
          begun.resolve();
          await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
        },
      });
      await enqueue(card('k'));
      await begun.promise;
      const stopping = open.jobs.stop();
      await home.advance(9);
      expect(ran).toEqual([]);
      await home.advance(2);
      await stopping;
      await open.store.close();
      await begin({ card: async ({ attempt }) => void ran.push(`try ${attempt}`) });
      await open.jobs.idle();
      expect(ran).toEqual(['try 2']);
    });

    it('stop: what runs is finished, what waits is left for the next start', async () => {
      const begun = gate();
      const held = gate();
      await begin(
        {
          card: async ({ data, signal }) => {
            begun.resolve();
            await held.promise;
            ran.push(signal.aborted ? 'aborted' : data.cardId);
          },
        },
        { card: { ...testQueue, concurrency: 1 } },
      );
      await enqueue(card('first'), card('second'));
      await begun.promise;
      let stopped = false;
      const stopping = open.jobs.stop().then(() => {
        stopped = true;
      });
      await enqueue(card('third'));
      expect(stopped).toBe(false);
      held.resolve();
      await stopping;
      expect(ran).toEqual(['first']);
      await open.store.close();
      await begin();
      await open.jobs.idle();
      expect(ran.sort()).toEqual(['first', 'second', 'third']);
    });
  });
}
