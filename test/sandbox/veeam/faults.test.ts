import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/sandbox/veeam/control/faults.ts';
import { startVeeamServer } from '../../../src/sandbox/veeam/startVeeamServer.ts';
import { openWorld } from '../../../src/sandbox/world.ts';
import {
  certificate,
  makeClient,
  movableClock,
  type Sandbox,
  startSandbox,
  storyStart,
} from '../../support/veeamSandbox.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  expect(sandbox?.server.bugs ?? []).toEqual([]);
  await sandbox?.server.close();
  sandbox = undefined;
});

const control = async (url: string, method: string, path: string, body?: unknown) => {
  const headers = { 'sandbox-control': '1', 'content-type': 'application/json' };
  const response = await fetch(`${url}/sandbox${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>;
};

describe('faults on demand', () => {
  it('strike once, on the matching route, after letting some through', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    const fault: Fault = {
      kind: 'status',
      status: 503,
      retryAfterSeconds: 7,
      method: 'GET',
      path: '/restoresessions',
      after: 1,
    };
    await control(server.url, 'POST', '/faults', fault);
    expect((await client.call('GET', '/RestoreSessions')).status).toBe(200);
    expect((await client.call('GET', '/RestorePoints')).status).toBe(200);
    const struck = await client.call('GET', '/RestoreSessions');
    expect([struck.status, struck.headers.get('retry-after')]).toEqual([503, '7']);
    expect((await client.call('GET', '/RestoreSessions')).status).toBe(200);
  });

  it('say what a server in trouble would say', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    server.faults.push({ kind: 'status', status: 503, code: 'ProxyOffline', message: 'Proxy is offline.' });
    expect((await client.call('GET', '/RestorePoints')).body).toMatchObject({
      errorCode: 'ProxyOffline',
      message: 'Proxy is offline.',
    });
  });

  it('reset before the work, lose the response after it', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    server.faults.push({ kind: 'reset', path: '/explore' });
    await expect(client.explore({ type: 'Vex' })).rejects.toThrow();
    expect(server.record().sessions).toEqual([]);
    server.faults.push({ kind: 'lostResponse', path: '/explore' });
    await expect(client.explore({ type: 'Vex' })).rejects.toThrow();
    expect(server.record().sessions).toHaveLength(1);
  });

  it('cut a blocking restore off while it goes on', async () => {
    sandbox = await startSandbox('v7');
    const { client, server, clock } = sandbox;
    const session = await client.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:00Z' });
    const base = `/RestoreSessions/${session}/organization/mailboxes`;
    const [{ id }] = (await client.call('GET', `${base}?limit=1`)).body.results;
    server.faults.push({ kind: 'cut', path: '/mailboxes/restore' });
    const body = { mailboxes: [{ id }], changedItems: false, deletedItems: true, ...certificate };
    await expect(client.call('POST', `${base}/restore`, body)).rejects.toThrow();
    expect(server.record().restores[0]?.finishedUtc).toBeNull();
    clock.forward(600);
    expect(server.record().restores[0]?.counts.created).toBeGreaterThan(30);
    const events = (await client.call('GET', `/RestoreSessions/${session}/Events?limit=1000`)).body.results;
    expect(events.at(-1).title).toBe('Restore completed');
  });

  it('hang until the client gives up, and garble a body', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    server.faults.push({ kind: 'hang', path: '/serviceinstance' });
    const headers = { authorization: `Bearer ${client.token}` };
    const signal = AbortSignal.timeout(100);
    await expect(fetch(`${server.url}/v8/ServiceInstance`, { headers, signal })).rejects.toThrow();
    server.faults.push({ kind: 'garbage', path: '/serviceinstance' });
    const garbled = await fetch(`${server.url}/v8/ServiceInstance`, { headers });
    await expect(garbled.json()).rejects.toThrow();
  });

  it('restart the service: sessions and sign-ins are gone, the record is not', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    const id = await client.explore({ type: 'Vex' });
    server.faults.push({ kind: 'restart', method: 'GET', path: id });
    await expect(client.call('GET', `/RestoreSessions/${id}`)).rejects.toThrow();
    expect((await client.call('GET', '/RestoreSessions')).status).toBe(401);
    sandbox.clock.forward(2);
    await client.signIn();
    expect((await client.call('GET', `/RestoreSessions/${id}`)).status).toBe(404);
    expect(server.record().sessions.map((session) => session.id)).toEqual([id]);
  });

  it('let somebody else restore under the same account', async () => {
    sandbox = await startSandbox();
    const { client, server } = sandbox;
    const ids = await control(server.url, 'POST', '/other-person', { email: 'MeganB@contoso.onmicrosoft.com' });
    const listed = (await client.call('GET', '/RestoreSessions')).body.results;
    expect(listed.map((session: { id: string }) => session.id).sort()).toEqual(Object.values(ids).sort());
    expect(new Set(listed.map((session: { initiatedBy: string }) => session.initiatedBy))).toEqual(
      new Set(['EPSILON\\svc-restore']),
    );
  });

  it('change switches, speed and the world from another process', async () => {
    sandbox = await startSandbox();
    const { client, server, world } = sandbox;
    await control(server.url, 'PUT', '/switches', { overLimit: 'clamp' });
    await control(server.url, 'PUT', '/speed', { secondsPerItem: 0.5 });
    expect([server.switches.overLimit, server.speed.secondsPerItem]).toEqual(['clamp', 0.5]);
    const [point] = (await client.call('GET', '/RestorePoints?limit=1')).body.results;
    await control(server.url, 'POST', '/world/changes', { kind: 'pointRemoved', pointId: point.id });
    expect((await client.call('GET', `/RestorePoints/${point.id}`)).status).toBe(404);
    expect(world.changes).toHaveLength(1);
  });
});

describe('state that survives', () => {
  it('goes on where it was after the process is gone: sign-ins, sessions, a running restore, the world', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'veeam-'));
    const stateFile = join(folder, 'state.json');
    const clock = movableClock();
    const start = () =>
      startVeeamServer({
        world: openWorld(stateFile, { startUtc: storyStart }),
        clock,
        stateFile,
        speed: { secondsPerItem: 1 },
      });
    const first = await start();
    const client = makeClient(first, 'v8');
    await client.signIn();
    const explore = await client.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:00Z' });
    const base = `/RestoreSessions/${explore}/organization/mailboxes`;
    const [{ id }] = (await client.call('GET', `${base}?limit=1`)).body.results;
    const body = { mailboxes: [{ id }], changedItems: false, deletedItems: true, ...certificate };
    const { sessionId } = (await client.call('POST', `${base}/restore`, body)).body;
    clock.forward(140);
    await client.call('GET', `/RestoreSessions/${sessionId}`);
    await first.close();

    const second = await start();
    const later = makeClient(second, 'v8');
    later.token = client.token;
    clock.forward(600);
    expect((await later.call('GET', `/RestoreSessions/${sessionId}`)).body.state).toBe('Stopped');
    expect(second.record().restores[0]?.counts.created).toBeGreaterThan(30);
    expect((await control(second.url, 'GET', '/record')).restores).toHaveLength(1);
    await second.close();
    rmSync(folder, { recursive: true });
  });
});
