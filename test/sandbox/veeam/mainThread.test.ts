import { afterEach, describe, expect, it } from 'vitest';
import { personId } from '../../../src/sandbox/world.ts';
import { certificate, type Sandbox, startSandbox } from '../../support/veeamSandbox.ts';

const organizationId = '9e1a7d54-3b0c-4f52-8b7e-0d6a4c2f9b11';
const yesterday3pm = '2026-11-19T15:00:00Z';

let sandbox: Sandbox;
afterEach(async () => {
  expect(sandbox.server.bugs).toEqual([]);
  expect(sandbox.client.violations).toEqual([]);
  expect(sandbox.server.record().unknownProperties).toEqual([]);
  await sandbox.server.close();
});

async function adelesMailbox(session: string): Promise<{ id: string; name: string; email: string }> {
  const page = await sandbox.client.call('GET', `/RestoreSessions/${session}/organization/mailboxes?limit=10000`);
  const found = page.body.results.find(
    (one: { email: string; isArchive: boolean }) => one.email === 'adelev@contoso.onmicrosoft.com' && !one.isArchive,
  );
  return { id: found.id, name: found.name, email: found.email };
}

async function restoreAdele(options: Record<string, unknown>): Promise<string> {
  const session = await sandbox.client.explore({ type: 'Vex', dateTime: yesterday3pm });
  const mailboxes = [await adelesMailbox(session)];
  const path = `/RestoreSessions/${session}/organization/mailboxes/restore`;
  const answer = await sandbox.client.call('POST', path, { mailboxes, ...certificate, ...options });
  expect(answer.status).toBe(200);
  expect(answer.body.sessionId).not.toBe(session);
  return answer.body.sessionId;
}

/** Lets the restore run to its end on the simulator's clock. */
async function statisticsOf(sessionId: string): Promise<Record<string, number> & { items: Record<string, number>[] }> {
  sandbox.clock.forward(1200);
  const session = await sandbox.client.call('GET', `/RestoreSessions/${sessionId}`);
  expect(session.body.state).toBe('Stopped');
  return (await sandbox.client.call('GET', `/RestoreSessions/${sessionId}/Statistics`)).body;
}

describe('v8, a mailbox from the sentence to the counts', () => {
  it('finds the organization, the person and their restore points by Entra ids', async () => {
    sandbox = await startSandbox();
    const { client, world } = sandbox;
    const organizations = await client.call('GET', `/Organizations?msid=${world.tenant.id}&extendedView=true`);
    expect(organizations.body.results).toHaveLength(1);
    expect(organizations.body.results[0].firstBackuptime).toMatch(/^2026-10-1\dT00:0\d:\d\d\.\d{7}Z$/);
    const plain = await client.call('GET', '/Organizations');
    expect(plain.body.results[0]).not.toHaveProperty('firstBackuptime');
    expect((await client.call('GET', `/Organizations?msid=${personId.adele}`)).body.results).toEqual([]);

    const users = await client.call('GET', `/Organizations/${organizationId}/Users?limit=3&offset=0`);
    expect(users.body.results).toHaveLength(3);
    const rest = await client.call('GET', `/Organizations/${organizationId}/Users?limit=10000&offset=3`);
    const all = [...users.body.results, ...rest.body.results];
    expect(all.filter((user) => user.displayName === 'Alex Wilber')).toHaveLength(2);
    expect(all.some((user) => user.msid === personId.isaiah)).toBe(false);
    const adele = all.find((user) => user.msid === personId.adele);

    const points = await client.call(
      'GET',
      `/RestorePoints?userId=${adele.id}&to=${yesterday3pm}&isCopy=false&limit=2`,
    );
    expect(points.body.results.map((point: { backupTime: string }) => point.backupTime.slice(0, 13))).toEqual([
      '2026-11-19T12',
      '2026-11-19T08',
    ]);
  });

  it('brings back what is missing, skips what is there, fails what cannot be restored – and counts it', async () => {
    sandbox = await startSandbox();
    const sessionId = await restoreAdele({ changedItems: false, deletedItems: true });
    const working = await sandbox.client.call('GET', `/RestoreSessions/${sessionId}`);
    expect(working.body).toMatchObject({
      state: 'Working',
      result: 'Success',
      endTime: '9999-12-31T23:59:59.9999999Z',
    });

    const statistics = await statisticsOf(sessionId);
    const [mailbox] = statistics.items;
    const [restore] = sandbox.server.record().restores;
    const lost = restore?.items.filter((item) => item.path.startsWith('Contoso'));
    expect(lost).toHaveLength(34);
    expect(lost?.filter((item) => item.outcome === 'created')).toHaveLength(32);
    expect(lost?.filter((item) => item.outcome === 'failed')).toHaveLength(2);
    expect(mailbox).toMatchObject({
      mailboxEmail: 'adelev@contoso.onmicrosoft.com',
      createdMailboxItemsCount: restore?.items.filter((item) => item.outcome === 'created').length,
      skippedMailboxItemsCount: restore?.items.filter((item) => item.outcome === 'skipped').length,
      failedMailboxItemsCount: restore?.items.filter((item) => item.outcome === 'failed').length,
      mergedMailboxItemsCount: 0,
    });
    expect(statistics.totalItemsCount).toBe(restore?.items.length);
  });

  it('restores nothing twice: a second run of the same restore skips what the first brought back', async () => {
    sandbox = await startSandbox();
    const first = await statisticsOf(await restoreAdele({ changedItems: false, deletedItems: true }));
    const second = await statisticsOf(await restoreAdele({ changedItems: false, deletedItems: true }));
    expect(first.restoredItemsCount).toBeGreaterThan(30);
    expect(second.restoredItemsCount).toBe(0);
    expect(second.failedItemsCount).toBe(first.failedItemsCount);
  });

  it('lets changedItems and deletedItems each do their own part', async () => {
    sandbox = await startSandbox();
    const onlyChanged = (await statisticsOf(await restoreAdele({ changedItems: true, deletedItems: false }))).items[0];
    expect(onlyChanged?.createdMailboxItemsCount).toBe(0);
    expect(onlyChanged?.mergedMailboxItemsCount).toBeGreaterThan(0);
    const neither = (await statisticsOf(await restoreAdele({ changedItems: false, deletedItems: false }))).items[0];
    expect(neither).toMatchObject({ createdMailboxItemsCount: 0, mergedMailboxItemsCount: 0 });
  });

  it.each([
    ['excludeDrafts', 'Drafts'],
    ['excludeDeletedItems', 'Deleted Items'],
    ['excludeInPlaceHoldItems', 'DiscoveryHolds'],
    ['excludeLitigationHoldItems', 'Purges'],
  ])('leaves out what %s says', async (name, folder) => {
    sandbox = await startSandbox();
    await restoreAdele({ changedItems: false, deletedItems: true });
    sandbox.clock.forward(1200);
    await restoreAdele({ changedItems: false, deletedItems: true, [name]: true });
    const [all, less] = sandbox.server.record().restores;
    expect(all?.items.some((item) => item.path === folder)).toBe(true);
    expect(less?.items.some((item) => item.path === folder)).toBe(false);
    expect(less?.options.asSent).toMatchObject({ [name]: true });
  });

  it('shows progress item by item and stops later than it answered', async () => {
    sandbox = await startSandbox();
    const { client, clock } = sandbox;
    const sessionId = await restoreAdele({ changedItems: false, deletedItems: true });
    const eventsPath = `/RestoreSessions/${sessionId}/Events?limit=10000`;
    const before = (await client.call('GET', eventsPath)).body.results.length;
    clock.forward(10);
    const during = (await client.call('GET', eventsPath)).body.results;
    expect(during.length).toBe(before + 10);
    expect(during.at(-1)).toMatchObject({ type: 'Restore', order: during.length - 1 });
    const partial = (await client.call('GET', `/RestoreSessions/${sessionId}/Statistics`)).body;
    expect(partial.restoredItemsCount + partial.skippedItemsCount + partial.failedItemsCount).toBe(10);
    expect((await client.call('GET', `/RestoreSessions/${sessionId}`)).body.state).toBe('Working');
    clock.forward(1200);
    const done = (await client.call('GET', `/RestoreSessions/${sessionId}`)).body;
    expect(done).toMatchObject({ state: 'Stopped', result: 'Warning' });
    expect(done.endTime > done.creationTime).toBe(true);
  });

  it('marks restored mail as unread only when asked to', async () => {
    sandbox = await startSandbox();
    const unread = () => [...sandbox.world.items.values()].filter((item) => item.isUnread).length;
    await statisticsOf(await restoreAdele({ changedItems: false, deletedItems: true, markRestoredAsUnread: true }));
    expect(unread()).toBe(sandbox.server.record().restores[0]?.counts.created);
  });
});
