import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenStore } from '../../../src/store/openStore.ts';
import { someRequest, tenantId } from '../../support/someRequest.ts';
import { handlers, type TestHome } from './home.ts';

const atUtc = '2026-11-20T09:00:00.000Z';
const entry = {
  atUtc,
  action: 'approve',
  requestId: 'r1',
  label: null,
  revision: 1,
  actorId: 'adele',
  policyVersion: 'p1',
  facts: {},
};

/** What one unit of work promises: all or nothing, one after the other where they meet, and no way around it. */
export function unitContract(newHome: () => Promise<TestHome>): void {
  describe('a unit of work', () => {
    let home: TestHome;
    let open: OpenStore;
    const transaction: OpenStore['store']['transaction'] = (work) => open.store.transaction(work);

    beforeEach(async () => {
      home = await newHome();
      open = await home.open();
    });
    afterEach(async () => {
      await open.store.close();
      await home.dispose();
    });

    it('changes nothing when it throws: no request, number, step, card, click, setting, audit line or job', async () => {
      const ran: string[] = [];
      await open.jobs.start(handlers({ lookUp: async ({ data }) => void ran.push(data.requestId) }));
      const commitsBefore = open.store.commits();
      const failing = transaction(async (unit) => {
        await unit.requests.insert(someRequest('r1'));
        await unit.requests.nextNumber(tenantId);
        await unit.steps.open('run-1', 'r1', { name: 'start', attempt: 1, evidence: {}, openedAtUtc: atUtc });
        await unit.clicks.remember('click-1', atUtc);
        await unit.settings.put('paused', true);
        await unit.audit.append(entry);
        await unit.enqueue({ queue: 'lookUp', data: { requestId: 'r1', revision: 1 } });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(open.store.commits()).toBe(commitsBefore);
      await open.jobs.idle();
      expect(ran).toEqual([]);
      await transaction(async (unit) => {
        expect(await unit.requests.get('r1')).toBeNull();
        expect(await unit.requests.nextNumber(tenantId)).toBe(1);
        expect(await unit.steps.of('run-1')).toEqual([]);
        expect(await unit.clicks.seen('click-1', atUtc)).toBe(false);
        expect(await unit.settings.get('paused')).toBeNull();
        expect(await unit.audit.head()).toBeNull();
      });
      await open.jobs.stop();
    });

    it('gives back what its function gives, and counts as one commit', async () => {
      const before = open.store.commits();
      expect(await transaction(async (unit) => unit.requests.nextNumber(tenantId))).toBe(1);
      expect(open.store.commits()).toBe(before + 1);
    });

    it('locks the request it gets, so that units that meet run one after the other', async () => {
      await transaction((unit) => unit.requests.insert(someRequest('r1', { revision: 0, number: 7 })));
      const raise = (how: 'get' | 'byNumber') =>
        transaction(async (unit) => {
          const request = await (how === 'get' ? unit.requests.get('r1') : unit.requests.byNumber(tenantId, 7));
          if (!request) throw new Error('gone');
          await unit.requests.save({ ...request, revision: request.revision + 1 });
        });
      await Promise.all(Array.from({ length: 20 }, (_, index) => raise(index % 2 ? 'get' : 'byNumber')));
      expect((await transaction((unit) => unit.requests.get('r1')))?.revision).toBe(20);
    });

    it('never gives a number twice, and counts for each tenant', async () => {
      const ask = () => transaction((unit) => unit.requests.nextNumber(tenantId));
      const numbers = await Promise.all(Array.from({ length: 20 }, ask));
      expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(await transaction((unit) => unit.requests.nextNumber('another'))).toBe(1);
    });

    it('lets one of several equal clicks win, also at the same moment', async () => {
      const click = () => transaction((unit) => unit.clicks.remember('r1/1/approve', atUtc));
      const won = await Promise.all(Array.from({ length: 10 }, click));
      expect(won.filter((first) => first)).toHaveLength(1);
      expect(await click()).toBe(false);
      expect(await transaction((unit) => unit.clicks.seen('r1/1/approve', atUtc))).toBe(true);
      expect(await transaction((unit) => unit.clicks.seen('r1/2/approve', atUtc))).toBe(false);
    });

    it('lets one of two runs begin on a target, also at the same moment', async () => {
      const ids = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
      await transaction(async (unit) => {
        for (const id of ids) await unit.requests.insert(someRequest(id, { state: 'approved' }, ['m1', id]));
      });
      const allHaveRead = Promise.withResolvers<void>();
      let read = 0;
      const begin = (id: string) =>
        transaction(async (unit) => {
          const request = await unit.requests.get(id);
          read += 1;
          if (read === ids.length) allHaveRead.resolve();
          if (home.unitsRunSideBySide) await allHaveRead.promise;
          if (!request || (await unit.requests.withOpenRunOn(tenantId, [id, 'm1'])).length > 0) return false;
          await unit.requests.save({ ...request, state: 'starting' });
          return true;
        });
      const begun = await Promise.all(ids.map(begin));
      expect(begun.filter((one) => one)).toHaveLength(1);
    });

    it('refuses a unit within a unit instead of waiting for itself', async () => {
      await expect(transaction(() => transaction(async () => 1))).rejects.toThrow('within another');
    });

    it('refuses to be used after its end', async () => {
      const leaked = await transaction(async (unit) => unit);
      await expect(leaked.settings.put('late', 1)).rejects.toThrow('has ended');
      await expect(leaked.audit.append(entry)).rejects.toThrow('has ended');
      const job = leaked.enqueue({ queue: 'lookUp', data: { requestId: 'r1', revision: 1 } });
      await expect(job).rejects.toThrow('has ended');
      expect(await transaction((unit) => unit.settings.get('late'))).toBeNull();
    });

    it('is still there after the store was closed and opened', async () => {
      const request = someRequest('r1', { number: 3 });
      await transaction(async (unit) => {
        await unit.requests.insert(request);
        await unit.audit.append(entry);
      });
      const head = await transaction((unit) => unit.audit.head());
      await open.store.close();
      open = await home.open();
      await transaction(async (unit) => {
        expect(await unit.requests.byNumber(tenantId, 3)).toEqual(request);
        expect(await unit.audit.head()).toEqual(head);
      });
    });
  });
}
