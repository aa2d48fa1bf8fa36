import { afterEach, describe, expect, it, vi } from 'vitest';
import { unexplained } from '../../support/vb365Deviations.ts';
import { hasVendorSchemas } from '../../support/vb365Schema.ts';
import { impersonating as certificate, type Sandbox, startSandbox } from '../../support/veeamSandbox.ts';

const organizationId = '9e1a7d54-3b0c-4f52-8b7e-0d6a4c2f9b11';
const instantly = { secondsPerItem: 0, finishingSeconds: 0 };

let sandbox: Sandbox;
afterEach(async () => {
  expect(sandbox.server.bugs).toEqual([]);
  await sandbox.server.close();
});

describe('v5', () => {
  it('starts, restores and stops by actions, answers 201, absolute links, and errors of its own', async () => {
    sandbox = await startSandbox('v5', { speed: instantly });
    const { client, server } = sandbox;
    // Seed 000, with the values of this world; names in lower case and words for booleans, as v5 clients send them.
    const explore = {
      explore: { datetime: '2026-11-19T15:00:00.5413083Z', type: 'vex', showAllVersions: 'false', showDeleted: false },
    };
    const opened = await client.call('POST', `/Organizations/${organizationId}/action`, explore);
    expect(opened).toMatchObject({ status: 201, body: { type: 'Vex', state: 'Working', result: 'Success' } });
    expect(opened.body.endTime).toBe(opened.body.creationTime);
    expect(opened.body._links.self.href).toBe(`${server.url}/v5/RestoreSessions/${opened.body.id}`);
    expect(opened.body.name).toBe('Exchange restore (Entire organization - 11/19/2026 3:00:00 PM)');
    const base = `/RestoreSessions/${opened.body.id}`;
    const page = await client.call('GET', `${base}/Organization/Mailboxes?limit=250`);
    expect(page.body.totalCount).toBe(page.body.results.length);
    const [mailbox] = page.body.results;
    const action = { restoretoOriginallocation: { userName: 'a@contoso.onmicrosoft.com', userPassword: 'x' } };
    const restored = await client.call('POST', `${base}/Organization/Mailboxes/${mailbox.id}/Action`, action);
    expect(restored.status).toBe(200);
    expect(restored.body.createdItemsCount).toBe(server.record().restores[0]?.counts.created);
    expect(restored.body.mergedItemsCount).toBeGreaterThan(0);
    expect((await client.call('POST', `${base}/action`, { stop: null })).status).toBe(200);
    expect((await client.call('GET', base)).body.state).toBe('Stopped');
  });

  it('refuses paths of later versions, unknown actions and bad sign-ins in its own words', async () => {
    sandbox = await startSandbox('v5');
    const { client } = sandbox;
    expect((await client.call('POST', `/Organizations/${organizationId}/explore`, { type: 'vex' })).status).toBe(404);
    expect((await client.call('POST', `/Organizations/${organizationId}/action`, { fly: {} })).status).toBe(400);
    expect(
      (await client.call('POST', `/Organizations/${organizationId}/action`, { explore: {} }, { token: null })).status,
    ).toBe(401);
    const refused = await client.call('POST', '/token', { grant_type: 'password', username: 'x', password: 'y' });
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const missing = await client.call('GET', '/RestoreSessions/00000000-0000-4000-8000-000000000000');
    expect(Object.keys(missing.body)).toEqual(['message']);
  });
});

describe.each(['v6', 'v7'] as const)('%s', (version) => {
  it('holds the request of a bulk restore until it is done, then counts per mailbox', async () => {
    sandbox = await startSandbox(version, { speed: { secondsPerItem: 1, finishingSeconds: 2 } });
    const { client, clock, server } = sandbox;
    const session = await client.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:00Z' });
    const base = `/RestoreSessions/${session}/organization/mailboxes`;
    const [mailbox] = (await client.call('GET', `${base}?limit=1`)).body.results;
    // Seed 004 spells `mailBoxes`; the vendor's schema and server say `mailboxes`, without case.
    const body = {
      mailboxes: [mailbox],
      changedItems: false,
      deletedItems: true,
      skipUnresolved: false,
      ...certificate,
    };
    const restoring = client.call('POST', `${base}/restore`, body);
    const answer = await timeGoesOn(restoring, () => clock.forward(30));
    const { counts } = server.record().restores[0] ?? {};
    expect(answer.body).toMatchObject({ status: 'Warning', details: [{ mailbox: { email: mailbox.email } }] });
    expect(answer.body.details[0].details).toMatchObject({
      createdItemsCount: counts?.created,
      skippedItemsCount: counts?.skipped,
      failedItemsCount: counts?.failed,
      mergedItemsCount: 0,
    });
    const events = await client.call('GET', `/RestoreSessions/${session}/Events?limit=1000`);
    expect(events.body.results.filter((event: { type: string }) => event.type === 'Restore')).toHaveLength(
      server.record().restores[0]?.items.length ?? -1,
    );
    expect((await client.call('GET', `/RestoreSessions/${session}/Statistics`)).status).toBe(404);
    expect((await client.call('POST', `/RestoreSessions/${session}/Stop`)).status).toBe(200);
    expect(client.violations).toEqual([]);
  });

  it('can count flat, as seed 004 documents, and takes its spelling', async () => {
    sandbox = await startSandbox(version, { speed: instantly, switches: { bulkStatistics: 'flat' } });
    const { client, server } = sandbox;
    const session = await client.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:00Z' });
    const base = `/RestoreSessions/${session}/organization/mailboxes`;
    const [mailbox] = (await client.call('GET', `${base}?limit=1`)).body.results;
    const seed = { casServer: 'outlook.office365.com', excludeDeleteditems: false, excludeInplaceHoldItems: false };
    const body = { mailBoxes: [{ id: mailbox.id }], ...seed, changedItems: false, deletedItems: true, ...certificate };
    const answer = await client.call('POST', `${base}/restore`, body);
    expect(answer.body.createdItemsCount).toBe(server.record().restores[0]?.counts.created);
    expect(server.record().unknownProperties).toEqual([]);
    // The seed's spellings and its flat counts contradict the vendor's own schema: listed deviations, and nothing else.
    expect(unexplained(client.violations)).toEqual([]);
    expect(client.violations.length > 0).toBe(hasVendorSchemas);
  });

  it('lists organizations as a bare array and knows no msid', async () => {
    sandbox = await startSandbox(version);
    const { client } = sandbox;
    const organizations = (await client.call('GET', '/Organizations?extendedView=true')).body;
    expect(organizations).toHaveLength(1);
    expect(organizations[0]).toHaveProperty('firstBackuptime');
    const users = (await client.call('GET', `/Organizations/${organizationId}/Users?limit=2`)).body;
    expect(users.results[0]).not.toHaveProperty('msid');
    expect(users.totalCount).toBeGreaterThan(2);
    const points = (await client.call('GET', '/RestorePoints')).body;
    expect(Array.isArray(points)).toBe(version === 'v6');
    expect(client.violations).toEqual([]);
  });
});

/** Moves the simulator's clock until an answer is there. */
async function timeGoesOn<T>(answer: Promise<T>, forward: () => void): Promise<T> {
  let isThere = false;
  const watched = answer.finally(() => {
    isThere = true;
  });
  await vi.waitFor(() => {
    forward();
    expect(isThere).toBe(true);
  });
  return watched;
}
