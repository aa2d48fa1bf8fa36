import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Killable, startKillable } from '../../support/killable.ts';
import { handlers, type TestHome, testQueue } from './home.ts';

const child = 'test/support/storeChild.ts';

/** What becomes of a job whose process was killed in the middle of it. */
export function takeoverContract(newHome: () => Promise<TestHome>): void {
  describe('a job whose process was killed', () => {
    let home: TestHome;
    let holder: Killable | null = null;
    const tries: number[] = [];

    beforeEach(async () => {
      tries.length = 0;
      home = await newHome();
    });
    afterEach(async () => {
      await holder?.kill();
      await home.dispose();
    });

    it('is taken over as its next try', async () => {
      holder = startKillable(child, [home.place, 'r1']);
      await holder.says(/held r1 1/);
      await holder.kill();
      const open = await home.open();
      await open.jobs.start(handlers({ start: async ({ attempt }) => void tries.push(attempt) }));
      await home.advance(testQueue.leaseSeconds + 5);
      await open.jobs.idle();
      await home.advance(testQueue.backoffSeconds.first + 1);
      await open.jobs.idle();
      expect(tries).toEqual([2]);
      await open.jobs.stop();
      await open.store.close();
    });

    it('is a dead letter when that was its last try', async () => {
      holder = startKillable(child, [home.place, 'r1']);
      await holder.says(/held r1 1/);
      await holder.kill();
      const open = await home.open({ start: { ...testQueue, maximumAttempts: 1 } });
      await open.jobs.start(handlers({ start: async ({ attempt }) => void tries.push(attempt) }));
      await home.advance(testQueue.leaseSeconds + 5);
      await open.jobs.idle();
      await home.advance(testQueue.backoffSeconds.first + 1);
      await open.jobs.idle();
      expect(tries).toEqual([]);
      expect(await open.jobs.deadLetters()).toEqual([
        { queue: 'start', data: { requestId: 'r1', revision: 1 }, error: 'JOB_WORKER_DIED' },
      ]);
      await open.jobs.stop();
      await open.store.close();
    });
  });
}
