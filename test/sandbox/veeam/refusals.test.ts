import { afterEach, describe, expect, it } from 'vitest';
import { certificate, makeClient, type Sandbox, startSandbox } from '../../support/veeamSandbox.ts';

let sandbox: Sandbox;
afterEach(async () => {
  expect(sandbox.server.bugs).toEqual([]);
  expect(sandbox.client.violations).toEqual([]);
  await sandbox.server.close();
});

const beforeFirst = '2026-01-01T00:00:00Z';

async function firstMailbox(session: string) {
  return (await sandbox.client.call('GET', `/RestoreSessions/${session}/organization/mailboxes?limit=1`)).body
    .results[0];
}

const restorePath = (session: string) => `/RestoreSessions/${session}/organization/mailboxes/restore`;

describe('restore', () => {
  it('wants exactly one form of credentials', async () => {
    sandbox = await startSandbox();
    const { client } = sandbox;
    const session = await client.explore({ type: 'Vex' });
    const { id } = await firstMailbox(session);
    const status = async (credential: object) =>
      (
        await client.call('POST', restorePath(session), {
          mailboxes: [{ id }],
          changedItems: false,
          deletedItems: true,
          ...credential,
        })
      ).status;
    const user = { office365UserName: 'a@b.example', office365UserPassword: 'x' };
    expect(await status({})).toBe(400);
    expect(await status({ ...certificate, ...user })).toBe(400);
    expect(await status({ ...certificate, userCode: 'ABC' })).toBe(400);
    expect(await status({ applicationId: certificate.applicationId })).toBe(400);
    expect(await status({ office365UserName: 'a@b.example' })).toBe(400);
    expect(await status({ ...user, impersonationAccountName: 'x' })).toBe(400);
    expect(await status({ ...certificate, applicationCertificate: '%%%' })).toBe(400);
    expect(sandbox.server.record().restores).toEqual([]);
    expect(await status(certificate)).toBe(200);
    expect(await status(user)).toBe(200);
    const code = await client.call('POST', `/RestoreSessions/${session}/organization/restoreDeviceCode`, {});
    expect(await status({ userCode: code.body.userCode })).toBe(200);
    expect(sandbox.server.record().restores.map((restore) => restore.credential)).toEqual([
      'certificate',
      'user',
      'deviceCode',
    ]);
    expect(JSON.stringify(sandbox.server.record())).not.toContain(certificate.applicationCertificate);
  });

  it('starts with what was backed up recently where asked to', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    const session = await client.explore({ type: 'Vex' });
    const { id } = await firstMailbox(session);
    const body = { mailboxes: [{ id }], changedItems: true, deletedItems: true, ...certificate };
    await client.call('POST', restorePath(session), { ...body, recentItemRestorePeriod: 10 });
    const [restore] = server.record().restores;
    const pointUtc = restore?.targets[0]?.pointTimeUtc ?? '';
    const sinceUtc = new Date(Date.parse(pointUtc) - 10 * 86_400_000).toISOString();
    const changed = restore?.items.map(({ id: itemId }) => {
      const versions = sandbox.world.items.get(itemId)?.versions.filter((one) => one.atUtc <= pointUtc);
      return (versions?.at(-1)?.atUtc ?? '') >= sinceUtc;
    });
    const firstOld = changed?.indexOf(false) ?? -1;
    expect(firstOld).toBeGreaterThan(0);
    expect(changed?.slice(firstOld)).not.toContain(true);
  });

  it('fails every target when Microsoft 365 rejects the application', async () => {
    const restoreApplication = { applicationId: certificate.applicationId, certificatePassword: 'another' };
    sandbox = await startSandbox('v8', { accounts: { restoreApplication } });
    const { client, clock } = sandbox;
    const session = await client.explore({ type: 'Vex' });
    const { id } = await firstMailbox(session);
    const { body } = await client.call('POST', restorePath(session), {
      mailboxes: [{ id }],
      changedItems: true,
      deletedItems: true,
      ...certificate,
    });
    clock.forward(5);
    const own = await client.call('GET', `/RestoreSessions/${body.sessionId}`);
    expect(own.body).toMatchObject({ state: 'Stopped', result: 'Failed' });
    const statistics = (await client.call('GET', `/RestoreSessions/${body.sessionId}/Statistics`)).body;
    expect(statistics.items[0].error).toBe('The server has rejected the client credentials.');
  });

  it('answers 404 to unknown sessions, sessions of others and mailboxes the session does not show', async () => {
    sandbox = await startSandbox('v8', {
      accounts: { administrator: { username: 'EPSILON\\svc-restore', password: 'sandbox-only' } },
    });
    const { client } = sandbox;
    expect((await client.call('GET', '/RestoreSessions/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    const session = await client.explore({ type: 'Vex', dateTime: beforeFirst });
    const body = { mailboxes: [{ id: '00000000-0000-4000-8000-000000000000' }], ...certificate };
    expect((await client.call('POST', restorePath(session), body)).status).toBe(404);
  });

  it('refuses the wrong session type, and a stopped session', async () => {
    sandbox = await startSandbox();
    const { client } = sandbox;
    const drives = await client.explore({ type: 'Veod' });
    expect((await client.call('POST', restorePath(drives), { mailboxes: [], ...certificate })).status).toBe(400);
    const session = await client.explore({ type: 'Vex' });
    const { id } = await firstMailbox(session);
    expect((await client.call('POST', `/RestoreSessions/${session}/Stop`)).status).toBe(204);
    expect((await client.call('POST', `/RestoreSessions/${session}/Stop`)).status).toBe(204);
    expect((await client.call('POST', restorePath(session), { mailboxes: [{ id }], ...certificate })).status).toBe(409);
    expect((await client.call('GET', `/RestoreSessions/${session}/organization/mailboxes`)).status).toBe(500);
  });

  it('fails, leaves out or refuses a leaver, who has no live mailbox', async () => {
    sandbox = await startSandbox();
    const { client, clock, server } = sandbox;
    const session = await client.explore({ type: 'Vex' });
    const page = await client.call('GET', `/RestoreSessions/${session}/organization/mailboxes?limit=10000`);
    const leaver = page.body.results.find((one: { email: string }) => one.email.startsWith('isaiah'));
    const restore = async (skipUnresolved: boolean) => {
      const body = {
        mailboxes: [{ id: leaver.id }],
        changedItems: true,
        deletedItems: true,
        skipUnresolved,
        ...certificate,
      };
      const answer = await client.call('POST', restorePath(session), body);
      if (answer.status !== 200) return answer.status;
      clock.forward(600);
      const { result } = (await client.call('GET', `/RestoreSessions/${answer.body.sessionId}`)).body;
      const statistics = (await client.call('GET', `/RestoreSessions/${answer.body.sessionId}/Statistics`)).body;
      return [result, statistics.items[0].status];
    };
    expect(await restore(false)).toEqual(['Failed', 'Failed']);
    expect(await restore(true)).toEqual(['Warning', 'Skipped']);
    server.switches.unresolvedTarget = 'refuse';
    expect(await restore(false)).toBe(400);
    expect(server.record().restores.every((one) => one.items.length === 0)).toBe(true);
  });
});

describe('bodies and pages', () => {
  it('records a misspelt property, and refuses it when told to', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    const path = '/Organizations/9e1a7d54-3b0c-4f52-8b7e-0d6a4c2f9b11/explore';
    const misspelt = { type: 'Vex', showDeletedItems: true };
    expect((await client.call('POST', path, misspelt)).status).toBe(201);
    expect(server.record().unknownProperties).toEqual([
      { operation: '/Organizations/{organizationId}/explore', property: 'showDeletedItems' },
    ]);
    // The closed schema sees it too, where the vendor's documents are at hand.
    client.violations.splice(0);
    server.switches.unknownProperties = 'refuse';
    expect((await client.call('POST', path, misspelt)).status).toBe(400);
  });

  it('pages: 30 by default, 10,000 at most', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    const page = (await client.call('GET', '/RestorePoints')).body;
    expect([page.limit, page.results.length]).toEqual([30, 30]);
    const next = (await client.call('GET', '/RestorePoints?offset=30&limit=30')).body;
    expect(next.results[0].id).not.toBe(page.results[0].id);
    expect((await client.call('GET', '/RestorePoints?limit=10001')).status).toBe(400);
    server.switches.overLimit = 'clamp';
    expect((await client.call('GET', '/RestorePoints?limit=10001')).body.limit).toBe(10_000);
    expect((await client.call('GET', '/RestorePoints?limit=many')).status).toBe(400);
  });

  it('refuses bodies that are too large, not JSON, or of another type; unknown paths, methods and versions', async () => {
    sandbox = await startSandbox('v8', { switches: { maxBodyBytes: 1000 }, versions: ['v8'] });
    const { client, server } = sandbox;
    const post = async (body: string, type: string) =>
      (await fetch(`${server.url}/v8/token`, { method: 'POST', body, headers: { 'content-type': type } })).status;
    expect(await post(`{"username":"${'x'.repeat(2000)}"}`, 'application/json')).toBe(413);
    expect(await post('{"username', 'application/json')).toBe(400);
    expect(await post('username', 'text/plain')).toBe(415);
    expect((await client.call('GET', '/Nothing')).status).toBe(404);
    expect((await client.call('PUT', '/RestorePoints')).status).toBe(405);
    expect((await fetch(`${server.url}/v7/ServiceInstance`)).status).toBe(404);
    expect((await fetch(`${server.url}/sandbox/record`)).status).toBe(404);
  });

  it.each(['empty', 'html'] as const)('can answer errors with a body that is %s', async (errorBody) => {
    sandbox = await startSandbox('v8', { switches: { errorBody } });
    const response = await fetch(`${sandbox.server.url}/v8/ServiceInstance`);
    expect(response.status).toBe(401);
    expect((await response.text()).startsWith('{')).toBe(false);
  });

  it('shows a session to every sign-in of the same account', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    const session = await client.explore({ type: 'Vex' });
    sandbox.clock.forward(2);
    const other = makeClient(server, 'v8');
    await other.signIn();
    expect((await other.call('GET', `/RestoreSessions/${session}`)).status).toBe(200);
    expect(other.violations).toEqual([]);
  });
});
