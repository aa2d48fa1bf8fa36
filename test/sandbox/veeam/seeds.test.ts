import { afterEach, describe, expect, it } from 'vitest';
import { personId, tenant } from '../../../src/sandbox/world.ts';
import { entraTokens } from '../../support/entraTokens.ts';
import { unexplained } from '../../support/vb365Deviations.ts';
import { impersonating, makeClient, movableClock, type Sandbox, startSandbox } from '../../support/veeamSandbox.ts';

/** The documented examples, replayed: the vendor's paths and properties with the values of this world. */

let sandbox: Sandbox;
afterEach(async () => {
  expect(sandbox.server.bugs).toEqual([]);
  expect(sandbox.server.record().unknownProperties).toEqual([]);
  expect(unexplained(sandbox.client.violations)).toEqual([]);
  await sandbox.server.close();
});

async function start(version: 'v5' | 'v6') {
  const clock = movableClock();
  const entra = await entraTokens(clock);
  const switches = { throttleTokens: false };
  sandbox = await startSandbox(version, {
    clock,
    entra: entra.trust,
    switches,
    speed: { secondsPerItem: 0, finishingSeconds: 0 },
  });
  const client = makeClient(sandbox.server, version);
  client.violations = sandbox.client.violations;
  return { client, entra };
}

describe('the examples of the seeds', () => {
  it('000: an organization explores its backup (v5)', async () => {
    const { client, entra } = await start('v5');
    const signedIn = await client.call('POST', '/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_id: tenant.domain,
      assertion: JSON.stringify({ access_token: await entra.tokenOf(personId.nestor), refresh_token: 'x' }),
    });
    client.token = signedIn.body.access_token;
    const answer = await client.call('POST', '/Organization/action', {
      explore: { datetime: '2026-11-19T10:29:05.5413083Z', type: 'vex', showAllVersions: false, showDeleted: false },
    });
    const { id, creationTime } = answer.body;
    const href = `${sandbox.server.url}/v5/RestoreSessions/${id}`;
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'Exchange restore (Entire organization - 11/19/2026 10:29:05 AM)',
      organization: tenant.domain,
      type: 'Vex',
      endTime: creationTime,
      state: 'Working',
      result: 'Success',
      _links: {
        self: { href },
        organization: { href: `${href}/organization` },
        restoreSessionEvents: { href: `${href}/events` },
      },
    });
  });

  it('001: a portal operator explores one object (v6)', async () => {
    const { client, entra } = await start('v6');
    const assertion = await entra.tokenOf(personId.megan);
    const grant = { grant_type: 'operator', client_id: `${personId.megan}.${tenant.id}`, assertion };
    client.token = (await client.call('POST', '/token', grant)).body.access_token;
    const { users } = (await client.call('GET', '/Organization/LoggedInUser/EffectiveScope')).body;
    const answer = await client.call('POST', '/Organization/OperatorExplore', {
      dateTime: '2026-11-19T01:58:48.209Z',
      type: 'Vex',
      showDeleted: true,
      showAllVersions: true,
      scope: { ...users[0], _links: {} },
      reason: 'Restore of deleted items',
    });
    const { id } = answer.body;
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      name: 'Exchange restore (Restore operator: meganb@contoso.onmicrosoft.com - 11/19/2026 1:58:48 AM)',
      endTime: '9999-12-31T23:59:59.9999999Z',
      state: 'Working',
      result: 'Success',
      initiatedBy: 'meganb@contoso.onmicrosoft.com',
      details: '',
      clientHost: 'EPSILON (via: 127.0.0.1)',
      reason: 'Restore of deleted items',
      _links: {
        self: { href: `/v6/restoresessions/${id}` },
        organization: { href: `/v6/restoresessions/${id}/organization` },
        restoreSessionEvents: { href: `/v6/restoresessions/${id}/events` },
      },
    });
  });

  it.each(['flat', 'nested'] as const)('004: mailboxes in bulk (v6), counts %s', async (bulkStatistics) => {
    await start('v6');
    const { client, server } = sandbox;
    server.switches.bulkStatistics = bulkStatistics;
    const session = await client.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:00Z' });
    const base = `/RestoreSessions/${session}/organization/mailboxes`;
    const [{ id, name, email }] = (await client.call('GET', `${base}?limit=1`)).body.results;
    const answer = await client.call('POST', `${base}/restore`, {
      mailBoxes: [{ id, name, email }],
      casServer: 'outlook.office365.com',
      skipUnresolved: false,
      changedItems: false,
      deletedItems: true,
      markRestoredAsUnread: false,
      excludeDrafts: false,
      excludeDeleteditems: false,
      excludeLitigationHoldItems: false,
      excludeInplaceHoldItems: false,
      ...impersonating,
    });
    expect(answer.status).toBe(200);
    const { created, merged, skipped, failed } = server.record().restores[0]?.counts ?? {};
    const told = bulkStatistics === 'flat' ? answer.body : answer.body.details[0].details;
    expect(told).toMatchObject({
      createdItemsCount: created,
      mergedItemsCount: merged,
      skippedItemsCount: skipped,
      failedItemsCount: failed,
    });
    expect(created).toBeGreaterThan(30);
  });
});
