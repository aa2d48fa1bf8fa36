import { afterEach, describe, expect, it, vi } from 'vitest';
import { certificate, type Sandbox, startSandbox } from '../../support/veeamSandbox.ts';

let sandbox: Sandbox;
afterEach(async () => {
  expect(sandbox.server.bugs).toEqual([]);
  expect(sandbox.client.violations).toEqual([]);
  await sandbox.server.close();
});

async function startRestore(): Promise<{ exploreId: string; sessionId: string }> {
  const exploreId = await sandbox.client.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:00Z' });
  const base = `/RestoreSessions/${exploreId}/organization/mailboxes`;
  const [{ id }] = (await sandbox.client.call('GET', `${base}?limit=1`)).body.results;
  const body = { mailboxes: [{ id }], changedItems: false, deletedItems: true, ...certificate };
  const { sessionId } = (await sandbox.client.call('POST', `${base}/restore`, body)).body;
  return { exploreId, sessionId };
}

const idsOf = (page: { body: { results: { id: string }[] } }) => page.body.results.map((session) => session.id);

describe('sessions', () => {
  it('lists newest first, filters by start and end, orders as asked', async () => {
    sandbox = await startSandbox();
    const { client, clock } = sandbox;
    const first = await client.explore({ type: 'Vex' });
    clock.forward(60);
    const second = await client.explore({ type: 'Veod' });
    expect(idsOf(await client.call('GET', '/RestoreSessions'))).toEqual([second, first]);
    expect(idsOf(await client.call('GET', '/RestoreSessions?orderAsc=true&limit=1'))).toEqual([first]);
    expect(idsOf(await client.call('GET', '/RestoreSessions?startTimeFrom=2026-11-20T14:30:30Z'))).toEqual([second]);
    expect(idsOf(await client.call('GET', '/RestoreSessions?startTimeTo=2026-11-20T14:30:30Z'))).toEqual([first]);
    await client.call('POST', `/RestoreSessions/${first}/Stop`);
    const ended = await client.call('GET', '/RestoreSessions?orderBy=EndTime&endTimeTo=2026-11-21T00:00:00Z');
    expect(idsOf(ended)).toEqual([first]);
  });

  it('tells name, organization and links as the vendor writes them', async () => {
    sandbox = await startSandbox();
    const { client } = sandbox;
    const id = await client.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:05Z' });
    const { body } = await client.call('GET', `/RestoreSessions/${id}`);
    expect(body.name).toBe('Exchange restore (Entire organization - 11/19/2026 3:00:05 PM)');
    expect(body._links.self.href).toBe(`/v8/restoresessions/${id}`);
    const organization = await client.call('GET', `/RestoreSessions/${id}/organization`);
    expect(organization.body).toMatchObject({ name: 'contoso.onmicrosoft.com', type: 'Office365' });
    const events = await client.call('GET', `/RestoreSessions/${id}/Events`);
    expect(events.body.results).toMatchObject([{ title: 'Restore session started', type: 'None', order: 0 }]);
    const one = await client.call('GET', `/RestoreSessions/${id}/Events/${events.body.results[0].id}`);
    expect(one.body).toEqual(events.body.results[0]);
  });

  it('cancels a restore that is stopped half-way: the rest stays as it was', async () => {
    sandbox = await startSandbox();
    const { client, clock, server } = sandbox;
    const { sessionId } = await startRestore();
    clock.forward(10);
    await client.call('POST', `/RestoreSessions/${sessionId}/Stop`);
    clock.forward(600);
    const [restore] = server.record().restores;
    expect(restore?.isCancelled).toBe(true);
    expect(restore?.items.filter((item) => item.outcome !== null)).toHaveLength(10);
    expect((await client.call('GET', `/RestoreSessions/${sessionId}`)).body.result).toBe('Warning');
  });

  it.each([true, false])(
    'stops restores with their explore session only where the switch says so (%s)',
    async (stops) => {
      sandbox = await startSandbox('v8', { switches: { stopExploreStopsRestores: stops } });
      const { client } = sandbox;
      const { exploreId, sessionId } = await startRestore();
      await client.call('POST', `/RestoreSessions/${exploreId}/Stop`);
      expect((await client.call('GET', `/RestoreSessions/${sessionId}`)).body.state).toBe(
        stops ? 'Stopped' : 'Working',
      );
    },
  );

  it('can run a restore in the explore session itself: then statistics tell, not Stopped', async () => {
    sandbox = await startSandbox('v8', { switches: { restoreSession: 'explore' } });
    const { client, clock } = sandbox;
    const { exploreId, sessionId } = await startRestore();
    expect(sessionId).toBe(exploreId);
    clock.forward(600);
    expect((await client.call('GET', `/RestoreSessions/${sessionId}`)).body.state).toBe('Working');
    const statistics = (await client.call('GET', `/RestoreSessions/${sessionId}/Statistics`)).body;
    expect(statistics.restoredItemsCount).toBe(sandbox.server.record().restores[0]?.counts.created);
  });

  it('can refuse statistics while working, and turn the result early', async () => {
    sandbox = await startSandbox('v8', {
      switches: { statisticsWhileWorking: 'refuse', resultTurnsWhileWorking: true },
    });
    const { client, clock } = sandbox;
    const { sessionId } = await startRestore();
    expect((await client.call('GET', `/RestoreSessions/${sessionId}/Statistics`)).status).toBe(409);
    clock.forward(sandbox.server.record().restores[0]?.items.length ?? 0);
    const working = (await client.call('GET', `/RestoreSessions/${sessionId}`)).body;
    expect(working).toMatchObject({ state: 'Working', result: 'Warning' });
  });

  it('stops explore sessions nobody uses, but none that restores', async () => {
    sandbox = await startSandbox('v8', { switches: { sessionIdleMinutes: 1 } });
    const { client, clock } = sandbox;
    const idle = await client.explore({ type: 'Vex' });
    const { exploreId } = await startRestore();
    clock.forward(61);
    expect((await client.call('GET', `/RestoreSessions/${idle}`)).body.state).toBe('Stopped');
    expect((await client.call('GET', `/RestoreSessions/${exploreId}`)).body.state).toBe('Working');
  });

  it('can list late, with a clock that is off, while asking by id always works', async () => {
    sandbox = await startSandbox('v8', { switches: { listingLagSeconds: 30, clockOffsetSeconds: -300 } });
    const { client, clock } = sandbox;
    const id = await client.explore({ type: 'Vex' });
    const one = await client.call('GET', `/RestoreSessions/${id}`);
    expect(one.body.creationTime).toBe('2026-11-20T14:25:00.0000000Z');
    expect(one.headers.get('date')).toBe('Fri, 20 Nov 2026 14:25:00 GMT');
    expect(idsOf(await client.call('GET', '/RestoreSessions'))).toEqual([]);
    clock.forward(30);
    expect(idsOf(await client.call('GET', '/RestoreSessions'))).toEqual([id]);
  });
});

describe('the change feed', () => {
  it('answers `latest` at once and then waits for a change', async () => {
    sandbox = await startSandbox();
    const { client, clock } = sandbox;
    const latest = (await client.call('GET', '/Events?from=latest')).body;
    expect(latest.results).toEqual([]);
    const { sessionId } = await startRestore();
    const seen = (await client.call('GET', `/Events?from=${latest.nextChangeToken}&limit=10&timeoutSeconds=5`)).body;
    expect(seen.results.map((one: { id: string }) => one.id)).toContain(sessionId);
    const waiting = client.call('GET', `/Events?from=${seen.nextChangeToken}&timeoutSeconds=60`);
    clock.forward(1);
    const woken = (await waiting).body;
    expect(woken.results).toMatchObject([{ eventType: 'RestoreSessionUpdate', id: sessionId }]);
  });

  it('gives up after its timeout with the same place to go on from', async () => {
    sandbox = await startSandbox();
    const { client, clock } = sandbox;
    const latest = (await client.call('GET', '/Events?from=latest')).body;
    const waiting = client.call('GET', `/Events?from=${latest.nextChangeToken}&timeoutSeconds=20`);
    let isAnswered = false;
    const answer = waiting.finally(() => {
      isAnswered = true;
    });
    // The request may still be on its way: time goes on until it was answered.
    await vi.waitFor(() => {
      clock.forward(5);
      expect(isAnswered).toBe(true);
    });
    expect((await answer).body).toMatchObject({ results: [], nextChangeToken: latest.nextChangeToken });
  });

  it('calls a token outdated after a restart of the service', async () => {
    sandbox = await startSandbox();
    const { client, server, clock } = sandbox;
    const latest = (await client.call('GET', '/Events?from=latest')).body;
    await fetch(`${server.url}/sandbox/restart`, { method: 'POST', headers: { 'sandbox-control': '1' } });
    clock.forward(2);
    await client.signIn();
    const refused = await client.call('GET', `/Events?from=${latest.nextChangeToken}`);
    expect(refused).toMatchObject({ status: 400, body: { errorCode: 'OutdatedChangeToken' } });
  });
});
