import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchStep } from '../../../src/domain/narrowing.ts';
import type { ConversationReference, PostedCard } from '../../../src/ports/store.ts';
import type { OpenStore } from '../../../src/store/openStore.ts';
import { somePerson, someRequest, tenantId } from '../../support/someRequest.ts';
import type { TestHome } from './home.ts';

const atUtc = '2026-11-20T09:00:00.000Z';
const card = (id: string, changes: Partial<PostedCard> = {}): PostedCard => ({
  id,
  requestId: 'r1',
  role: 'approver',
  personId: 'adele',
  conversationKey: 'c1',
  activityId: `activity-${id}`,
  digest: 'd1',
  ...changes,
});
const conversation = (key: string, changes: Partial<ConversationReference> = {}): ConversationReference => ({
  key,
  tenantId,
  kind: 'personal',
  personId: 'adele',
  conversationId: `conversation-${key}`,
  serviceUrl: 'https://smba.example/de/',
  botId: '28:bot',
  memberId: '29:adele',
  locale: 'de-DE',
  zone: 'Europe/Berlin',
  ...changes,
});

/** What the store keeps and how it is found again. */
export function recordsContract(newHome: () => Promise<TestHome>): void {
  describe('the records of the store', () => {
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

    it('lists requests newest first, by tenant, requester and state, up to a limit', async () => {
      const at = (minute: number) => ({ createdAtUtc: `2026-11-20T09:0${minute}:00.000Z` });
      await transaction(async (unit) => {
        await unit.requests.insert(someRequest('r1', at(1)));
        await unit.requests.insert(someRequest('r3', { ...at(3), state: 'approved' }));
        await unit.requests.insert(someRequest('r2', { ...at(2), requester: somePerson('bob') }));
        await unit.requests.insert(someRequest('r4', { ...at(4), tenantId: 'another' }));
      });
      const ids = (filter: { requesterId?: string; states?: ('draft' | 'approved')[]; limit?: number }) =>
        transaction(async (unit) =>
          (await unit.requests.list({ tenantId, limit: 10, ...filter })).map((request) => request.id),
        );
      expect(await ids({})).toEqual(['r3', 'r2', 'r1']);
      expect(await ids({ limit: 2 })).toEqual(['r3', 'r2']);
      expect(await ids({ requesterId: 'adele' })).toEqual(['r3', 'r1']);
      expect(await ids({ states: ['draft'] })).toEqual(['r2', 'r1']);
      expect(await ids({ states: [] })).toEqual([]);
    });

    it('finds open runs by the targets a request has now, in its tenant only', async () => {
      const running = someRequest('r1', { state: 'running' }, ['m1', 'm2']);
      await transaction(async (unit) => {
        await unit.requests.insert(running);
        await unit.requests.insert(someRequest('r2', { state: 'approved' }, ['m1']));
        await unit.requests.insert(someRequest('r3', { state: 'needsAttention' }, ['m3']));
        await unit.requests.insert(someRequest('r4', { state: 'starting', tenantId: 'another' }, ['m1']));
      });
      const on = (...targetIds: string[]) =>
        transaction(async (unit) => (await unit.requests.withOpenRunOn(tenantId, targetIds)).map(({ id }) => id));
      expect(await on('m1', 'm2')).toEqual(['r1']);
      expect(await on('m3', 'm9')).toEqual(['r3']);
      expect(await on()).toEqual([]);
      await transaction((unit) => unit.requests.save(someRequest('r1', { state: 'running' }, ['m2'])));
      expect(await on('m1')).toEqual([]);
      await transaction((unit) => unit.requests.save(someRequest('r1', { state: 'completed' }, ['m2'])));
      expect(await on('m2')).toEqual([]);
    });

    it('refuses to save what was never inserted, and a number twice', async () => {
      await expect(transaction((unit) => unit.requests.save(someRequest('r9')))).rejects.toThrow('never inserted');
      await transaction((unit) => unit.requests.insert(someRequest('r1', { number: 1 })));
      await expect(transaction((unit) => unit.requests.insert(someRequest('r2', { number: 1 })))).rejects.toThrow();
    });

    it('keeps the journal in order; a step is opened once and closed or dropped once', async () => {
      const step = (name: string, attempt = 1) => ({ name, attempt, evidence: { at: name }, openedAtUtc: atUtc });
      await transaction(async (unit) => {
        for (const name of ['z', 'a', 'm']) await unit.steps.open('run-1', 'r1', step(name));
        await unit.steps.close('run-1', 'z', 1, { sessionId: 's1' });
        await unit.steps.drop('run-1', 'm', 1);
      });
      expect(await transaction((unit) => unit.steps.of('run-1'))).toEqual([
        { ...step('z'), result: { sessionId: 's1' } },
        { ...step('a'), result: null },
      ]);
      await expect(transaction((unit) => unit.steps.open('run-1', 'r1', step('a')))).rejects.toThrow();
      await expect(transaction((unit) => unit.steps.close('run-1', 'z', 1, {}))).rejects.toThrow('not open');
      await expect(transaction((unit) => unit.steps.drop('run-1', 'z', 1))).rejects.toThrow('not open');
      await transaction((unit) => unit.steps.open('run-1', 'r1', step('a', 2)));
    });

    it('knows which sessions the journal of another run names, and no id within an id', async () => {
      const step = { name: 'restore', attempt: 1, evidence: {}, openedAtUtc: atUtc };
      await transaction(async (unit) => {
        for (const runId of ['run-1', 'run-2']) await unit.steps.open(runId, 'r1', step);
        await unit.steps.close('run-1', 'restore', 1, { sessionId: 'a_1', exploreSessionId: 'e%1' });
        await unit.steps.close('run-2', 'restore', 1, { sessionId: 'a_2' });
      });
      const held = (...ids: string[]) => transaction((unit) => unit.steps.heldElsewhere('run-2', ids));
      expect(await held('a_1', 'a_2', 'e%1', 'a_', 'ax1', '%')).toEqual(['a_1', 'e%1']);
    });

    it('knows the ended runs whose sessions were not closed', async () => {
      const open = { name: 'explore', attempt: 1, evidence: {}, openedAtUtc: atUtc };
      await transaction(async (unit) => {
        for (const [id, state] of [
          ['r1', 'completed'],
          ['r2', 'failed'],
          ['r3', 'running'],
        ] as const) {
          await unit.requests.insert(someRequest(id, { state }));
          await unit.steps.open(`run-of-${id}`, id, open);
        }
      });
      expect(await transaction((unit) => unit.steps.runsLeftOpen(atUtc))).toEqual([
        { requestId: 'r1', runId: 'run-of-r1' },
        { requestId: 'r2', runId: 'run-of-r2' },
      ]);
      await transaction(async (unit) => {
        await unit.steps.sessionsClosed('run-of-r1');
        await unit.steps.sessionsClosed('run-of-r1');
      });
      expect(await transaction((unit) => unit.steps.runsLeftOpen(atUtc))).toEqual([
        { requestId: 'r2', runId: 'run-of-r2' },
      ]);
    });

    it('counts a search as left open only when it was begun before an instant', async () => {
      const search = (openedAtUtc: string) => ({ name: searchStep, attempt: 1, evidence: {}, openedAtUtc });
      await transaction(async (unit) => {
        await unit.requests.insert(someRequest('r1', { state: 'draft' }));
        await unit.steps.open('search-1', 'r1', search('2026-11-20T09:00:00.000Z'));
        await unit.steps.open('search-2', 'r1', search('2026-11-20T09:20:00.000Z'));
      });
      const left = (beforeUtc: string) => transaction((unit) => unit.steps.runsLeftOpen(beforeUtc));
      expect(await left('2026-11-20T09:00:00.000Z')).toEqual([]);
      expect(await left('2026-11-20T09:10:00.000Z')).toEqual([{ requestId: 'r1', runId: 'search-1' }]);
      expect(await left('2026-11-20T09:30:00.000Z')).toHaveLength(2);
    });

    it('keeps posted cards in the order they were posted', async () => {
      await transaction(async (unit) => {
        for (const id of ['k2', 'k1', 'k3']) await unit.cards.put(card(id));
        await unit.cards.put(card('k2', { digest: 'd2', activityId: 'moved' }));
        await unit.cards.put(card('k9', { requestId: 'r2' }));
        await unit.cards.remove('k3');
      });
      await transaction(async (unit) => {
        expect(await unit.cards.of('r1')).toEqual([card('k2', { digest: 'd2', activityId: 'moved' }), card('k1')]);
        expect(await unit.cards.get('k1')).toEqual(card('k1'));
        expect(await unit.cards.get('k3')).toBeNull();
      });
    });

    it('finds conversations by key, person and id, the newest first', async () => {
      await transaction((unit) => unit.conversations.put(conversation('c1')));
      await home.advance(60);
      await transaction(async (unit) => {
        await unit.conversations.put(conversation('c2'));
        await unit.conversations.put(conversation('c3', { kind: 'channel', conversationId: '19:x', personId: null }));
      });
      await transaction(async (unit) => {
        expect(await unit.conversations.personal(tenantId, 'adele')).toEqual(conversation('c2'));
        expect(await unit.conversations.personal('another', 'adele')).toBeNull();
        expect((await unit.conversations.byConversationId(tenantId, '19:x'))?.key).toBe('c3');
        await unit.conversations.remove('c2');
        expect(await unit.conversations.get('c2')).toBeNull();
        expect(await unit.conversations.personal(tenantId, 'adele')).toEqual(conversation('c1'));
      });
    });

    it('keeps settings, each under its key', async () => {
      await transaction(async (unit) => {
        await unit.settings.put('paused', true);
        await unit.settings.put('paused', { byId: 'adele', sinceUtc: atUtc });
      });
      expect(await transaction((unit) => unit.settings.get('paused'))).toEqual({ byId: 'adele', sinceUtc: atUtc });
      expect(await transaction((unit) => unit.settings.get('other'))).toBeNull();
    });
  });
}
