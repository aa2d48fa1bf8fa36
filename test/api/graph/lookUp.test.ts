import { afterEach, describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/domain/terms.ts';
import { personId, siteId } from '../../../src/sandbox/world.ts';
import { type Bench, type BenchOptions, plannedRun, startBench } from './support/bench.ts';

const asked = '2026-11-19T15:04:00.000Z';
let bench: Bench;
afterEach(async () => {
  expect(bench.problems()).toEqual([]);
  await bench.close();
});

async function lookUp(
  options: BenchOptions = {},
  id: string = personId.adele,
  workload: Workload = 'exchange',
  at = asked,
) {
  bench = await startBench(options);
  const { provider, target, world } = bench;
  return provider.lookUp({ workload, target: target(id, workload), tenantId: world.tenant.id, askedTimeUtc: at });
}

describe('looking up a point of Microsoft 365 Backup', () => {
  it('finds the latest ten-minute point at or before the asked time, its neighbours and its expiry', async () => {
    const found = await lookUp();
    expect(found).toMatchObject({
      kind: 'found',
      used: { takenAtUtc: '2026-11-19T15:00:00.000Z', expiresUtc: '2027-11-19T15:00:00.000Z' },
      earlier: { takenAtUtc: '2026-11-19T14:50:00.000Z' },
      later: { takenAtUtc: '2026-11-19T15:10:00.000Z' },
      askedAfterLast: false,
      mailOnlyIdentity: false,
    });
    expect(bench.calls()).toHaveLength(4);
  });

  it.each([400, 501] as const)(
    'finds the unit in the whole list when $filter answers %s, and remembers that',
    async (status) => {
      const found = await lookUp({ switches: { unitFilter: status, pageSize: 3, nextLinks: 'relative' } });
      expect(found.kind).toBe('found');
      const tried = bench.all.filter(({ query }) => query.has('$filter') && !query.has('$expand')).length;
      expect(tried).toBe(1);
      bench.clear();
      const target = bench.target(personId.megan, 'exchange');
      const again = await bench.provider.lookUp({ workload: 'exchange', target, tenantId: '', askedTimeUtc: asked });
      expect(again.kind).toBe('found');
      expect(bench.calls()).not.toContain('GET /protectionUnits/microsoft.graph.mailboxProtectionUnit');
    },
  );

  it('takes an express point of a drive when it is hardly older, else the latest', async () => {
    const near = await lookUp({}, personId.adele, 'oneDrive', '2026-11-19T00:35:00.000Z');
    expect(near).toMatchObject({ used: { takenAtUtc: '2026-11-19T00:00:00.000Z', ref: { fast: 'yes' } } });
    await bench.close();
    const far = await lookUp({}, personId.adele, 'oneDrive');
    expect(far).toMatchObject({ used: { takenAtUtc: '2026-11-19T15:00:00.000Z', ref: { fast: '' } } });
  });

  it('has weekly points of a site before the last two weeks', async () => {
    const found = await lookUp({}, siteId.marketing, 'sharePoint', '2026-10-20T12:00:00.000Z');
    expect(found).toMatchObject({ kind: 'found', used: { takenAtUtc: '2026-10-15T00:00:00.000Z' } });
  });

  it('says where there is nothing: not protected, before the first point', async () => {
    bench = await startBench();
    const adele = bench.target(personId.adele, 'exchange');
    const missing = { ...adele, id: '99999999-9999-4999-8999-999999999999' };
    const query = { workload: 'exchange', tenantId: '', askedTimeUtc: asked } as const;
    expect(await bench.provider.lookUp({ ...query, target: missing })).toEqual({
      kind: 'notProtected',
      neverHas: 'someMailboxes',
    });
    const drive = { ...query, workload: 'oneDrive', target: { ...missing, kind: 'oneDrive' } } as const;
    expect(await bench.provider.lookUp(drive)).toEqual({ kind: 'notProtected' });
    const tooEarly = { ...query, askedTimeUtc: '2020-01-01T00:00:00.000Z' };
    expect(await bench.provider.lookUp({ ...tooEarly, target: adele })).toMatchObject({ kind: 'beforeFirst' });
  });

  it.each([
    ['protected', undefined],
    ['cancelOffboardRequested', undefined],
    ['unknownFutureValue', undefined],
    ['unprotectRequested', 'noLongerBackedUp'],
    ['unprotected', 'noLongerBackedUp'],
    ['removeRequested', 'noLongerBackedUp'],
    ['offboardRequested', 'beingRemoved'],
    ['offboarded', 'beingRemoved'],
  ] as const)(
    'finds the backups of a unit that is %s and tells what becomes of them: %s',
    async (status, protection) => {
      bench = await startBench();
      const target = bench.target(personId.adele, 'exchange');
      const query = { workload: 'exchange', target, tenantId: '', askedTimeUtc: asked } as const;
      bench.backup.unitStatuses.set(bench.unitId(personId.adele, 'exchange'), status);
      const found = await bench.provider.lookUp(query);
      expect([found.kind, 'protection' in found ? found.protection : undefined]).toEqual(['found', protection]);
    },
  );

  it.each([
    ['protected', 'noBackups'],
    ['unprotected', 'noBackups'],
    ['offboarded', 'removed'],
  ] as const)('tells apart a unit without points that is %s: %s', async (status, kind) => {
    bench = await startBench();
    bench.backup.unitStatuses.set(bench.unitId(personId.adele, 'exchange'), status);
    // The first is yet to come.
    bench.backup.switches.retentionDays = -1;
    const target = bench.target(personId.adele, 'exchange');
    const query = { workload: 'exchange', target, tenantId: '', askedTimeUtc: asked } as const;
    expect(await bench.provider.lookUp(query)).toEqual({ kind });
  });

  it('finds a shared mailbox like any other', async () => {
    expect(await lookUp({}, personId.sales)).toMatchObject({ kind: 'found', mailOnlyIdentity: false });
  });

  it('asks for 60 sites in nine searches: latest, express, and what comes after', async () => {
    bench = await startBench({ extraSites: 60 });
    const ids = bench.world.containers.filter(({ id }) => id.startsWith('00000000-0000-4000')).map(({ id }) => id);
    const targets = ids.map((id) => bench.target(id, 'sharePoint'));
    await plannedRun(bench, targets, asked, { workload: 'sharePoint' });
    expect(bench.calls().filter((call) => call === 'POST /restorePoints/search')).toHaveLength(9);
    expect(bench.calls()).toHaveLength(10);
    const sizes = bench.all
      .filter(({ path }) => path.endsWith('/search'))
      .map(
        ({ requestBody }) =>
          (JSON.parse(requestBody ?? '{}') as { protectionUnitIds: string[] }).protectionUnitIds.length,
      );
    expect(Math.max(...sizes)).toBe(20);
  });

  it('finds a site by its address or id, candidates by a name, and its points by what it found', async () => {
    bench = await startBench();
    const { provider } = bench;
    const places = (words: string) => provider.places('', 'site', words);
    const [site, ...none] = await places('https://contoso.sharepoint.com/sites/marketing/');
    if (!site) throw new Error('no site');
    expect([site.name, site.kind, none]).toEqual(['Marketing', 'site', []]);
    expect(await places(site.id)).toEqual([site]);
    expect((await places('marketing')).map(({ name }) => name)).toEqual(['Marketing', 'Marketing campaigns']);
    expect(await places('https://contoso.sharepoint.com/sites/nothing')).toEqual([]);
    expect(await provider.places('', 'team', 'Falcon')).toEqual([]);
    const query = { workload: 'sharePoint', target: site, tenantId: '', askedTimeUtc: asked } as const;
    expect(await provider.lookUp(query)).toMatchObject({ kind: 'found' });
  });

  it('names the missing permission for sites', async () => {
    bench = await startBench({ roles: ['BackupRestore-Search.Read.All'] });
    await expect(bench.provider.places('', 'site', 'Marketing')).rejects.toThrow('GRAPH_PERMISSION');
  });

  it('keeps the token on the configured host', async () => {
    bench = await startBench();
    const { createGraphApi } = await import('../../../src/api/graph/graphApi.ts');
    const settings = { graphOrigin: 'https://graph.microsoft.com', appId: 'x', tokens: { get: async () => 't' } };
    const http = { send: () => Promise.reject(new Error('nothing is sent')), close: async () => undefined };
    const api = createGraphApi({ http, settings, queueRetrySeconds: 1, nowMilliseconds: () => 0 });
    for (const link of [
      'https://evil.example/v1.0/solutions/backupRestore/x',
      'https://graph.microsoft.com/v1.0/users',
    ])
      expect(() => api.next(link)).toThrow('GRAPH_BROKEN');
    expect(api.next('/solutions/backupRestore/restoreSessions?$skiptoken=9').query).toEqual({ $skiptoken: '9' });
  });
});
