import { describe, expect, it } from 'vitest';
import { restoreSessionReply, sessionEventReply } from '../../../src/api/veeam/replies/restoreSessions.ts';
import { statisticsReply } from '../../../src/api/veeam/replies/statistics.ts';
import { countsOfEvents } from '../../../src/api/veeam/run/blockingOutcomes.ts';
import { outcomesFromStatistics } from '../../../src/api/veeam/run/outcomes.ts';

const session = {
  id: '6b1f6f5e-3c0a-4f5e-9a52-0d4d0f7c2b11',
  name: 'Exchange restore',
  type: 'Vex',
  creationTime: '2026-11-20T10:29:05.5413083Z',
  result: 'Success',
};

/** The vendor adds values with every build, and its documents contradict each other (vb365.md §3). */
describe('replies that say more or less than is known', () => {
  it.each([
    ['Stopped', 'stopped'],
    ['stopped', 'stopped'],
    ['Working', 'working'],
    ['Starting', 'working'],
    ['Stopping', 'working'],
    ['SomethingNew', 'working'],
  ])('a session in state %s is %s, whatever its result and end say', (state, means) => {
    for (const endTime of ['9999-12-31T23:59:59.9999999Z', session.creationTime, null, undefined])
      for (const result of ['Success', 'Failed', 'SomethingNew', null])
        expect(restoreSessionReply.parse({ ...session, state, endTime, result }).state).toBe(means);
  });

  it('an event of an unknown kind or status counts for nothing', () => {
    const event = { type: 'Restore', status: 'Success', order: 1 };
    const events = [event, { ...event, status: 'Pondering' }, { ...event, type: 'Telepathy' }, { status: 'Success' }];
    expect(countsOfEvents(events.map((one) => sessionEventReply.parse(one)))).toEqual({
      created: 1,
      merged: 0,
      skipped: 0,
      failed: 0,
    });
  });

  it('an unknown status, type or property in statistics spoils neither counts nor outcome', () => {
    const statistics = statisticsReply.parse({
      totalItemsCount: 3,
      restoredItemsCount: 2,
      failedItemsCount: 0,
      skippedItemsCount: 1,
      warnings: [null, ''],
      errors: null,
      fromTheFuture: { a: 1 },
      items: [{ itemRestoreDetailsType: 'Hologram', id: 'x', status: 'Pondering', itemType: 'SharePointItem' }],
    });
    const object = { targetId: 't', id: 'o', name: 'Site', address: '', items: [] };
    expect(outcomesFromStatistics([object], statistics, 'SomethingNew')).toEqual([
      { targetId: 't', state: 'completed', counts: { created: 2, merged: 0, skipped: 1, failed: 0 }, issues: [] },
    ]);
  });
});
