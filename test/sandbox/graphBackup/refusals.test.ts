import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personId, siteId } from '../../../src/sandbox/world.ts';
import { type Client, permissions, startClient } from './client.ts';

const utc = '2026-11-19T15:00:00Z';
let client: Client;
beforeEach(async () => {
  client = await startClient();
});
afterEach(async () => {
  expect(client.backup.bugs).toEqual([]);
  expect(client.violations).toEqual([]);
  await client.close();
});

const codeOf = ({ status, body }: { status: number; body: { error?: { code: string } } }): string =>
  `${status} ${body?.error?.code ?? 'none'}`;

async function mailPoint(id: string = personId.adele): Promise<string> {
  return client.pointOf(await client.unitOf('mailboxProtectionUnit', id), utc);
}
const artifact = (id: string, destinationType: string | undefined = 'inPlace') => ({
  restorePoint: { id },
  destinationType,
});
const create = (...mailboxRestoreArtifacts: object[]) =>
  client.call('POST', '/exchangeRestoreSessions', { mailboxRestoreArtifacts });

describe('what the simulated service refuses', () => {
  it('strangers, and apps without exactly the permission', async () => {
    expect(codeOf(await client.call('GET', '', undefined, { token: 'none' }))).toBe('401 InvalidAuthenticationToken');
    const roles = permissions.filter((role) => !role.includes('Search'));
    const search = await client.call('GET', '/restorePoints', undefined, { roles });
    expect(codeOf(search)).toBe('403 Authorization_RequestDenied');
    const draft = await create(artifact(await mailPoint()));
    const onlyWrite = { roles: ['BackupRestore-Restore.ReadWrite.All'] };
    const path = `/exchangeRestoreSessions/${draft.body.id}/mailboxRestoreArtifacts`;
    expect(codeOf(await client.call('GET', path, undefined, onlyWrite))).toBe('403 Authorization_RequestDenied');
    expect((await client.call('GET', `/restoreSessions/${draft.body.id}`, undefined, onlyWrite)).status).toBe(200);
  });

  it('the collections of units at the root, which real tenants do not route', async () => {
    for (const name of ['mailboxProtectionUnits', 'driveProtectionUnits', 'siteProtectionUnits'])
      expect((await client.call('GET', `/${name}`)).status).toBe(404);
  });

  it('names to an app, but not to a person', async () => {
    const path = '/protectionUnits/graph.mailboxProtectionUnit';
    const { body } = await client.call('GET', path);
    expect(body.value.every((unit: object) => !('email' in unit) && !('displayName' in unit))).toBe(true);
    const told = await client.call('GET', path, undefined, { token: 'delegated' });
    expect(told.body.value[0]).toMatchObject({ email: expect.stringContaining('@') });
  });

  it('people without a backup role everything, and everybody but SharePoint Backup Administrators parts of drives and sites', async () => {
    const as = { token: 'delegated' } as const;
    const { adminRoles } = client.backup;
    const unitId = await client.unitOf('driveProtectionUnit', personId.adele);
    const pointId = await client.pointOf(unitId, utc, 'fastRestore');
    const open = () => client.call('POST', '/oneDriveForBusinessBrowseSessions', { restorePointId: pointId }, as);
    const parts = { granularDriveRestoreArtifacts: [{ browseSessionId: 'b', id: 'k' }] };
    const part = () => client.call('POST', '/oneDriveForBusinessRestoreSessions', parts, as);
    const whole = { driveRestoreArtifacts: [{ restorePoint: { id: pointId }, destinationType: 'new' }] };
    const drive = () => client.call('POST', '/oneDriveForBusinessRestoreSessions', whole, as);
    const list = () => client.call('GET', '/restoreSessions', undefined, as);
    const refused = '403 Authorization_RequestDenied';

    adminRoles.clear();
    for (const call of [list, drive, part, open]) expect(codeOf(await call())).toBe(refused);
    adminRoles.set('p', ['Microsoft 365 Backup Administrator', 'Global Administrator']);
    expect([(await list()).status, (await drive()).status]).toEqual([200, 201]);
    for (const call of [part, open]) expect(codeOf(await call())).toBe(refused);
    adminRoles.set('p', ['SharePoint Backup Administrator']);
    expect((await open()).status).toBe(201);
    expect(codeOf(await part())).not.toBe(refused);
  });

  it('everything while disabled, restores while locked or not yet controller', async () => {
    const draft = await create(artifact(await mailPoint()));
    const activate = () => client.call('POST', `/restoreSessions/${draft.body.id}/activate`);
    client.backup.switches.serviceApp = 'pendingActive';
    expect(codeOf(await activate())).toBe('403 OperationNotAllowed');
    expect((await client.call('GET', '/restoreSessions')).status).toBe(200);
    client.backup.switches.serviceApp = 'active';
    client.backup.switches.serviceStatus = 'restoreLocked';
    expect(codeOf(await activate())).toBe('403 OperationNotAllowed');
    client.backup.switches.serviceStatus = 'disabled';
    const refused = await client.call('GET', '');
    expect([codeOf(refused), refused.body.error.message]).toEqual(['403 UnknownError', '']);
  });

  it('searches of more than 20 units, and lists of points without $expand and $filter', async () => {
    const unitId = await client.unitOf('mailboxProtectionUnit', personId.adele);
    const search = (count: number) =>
      client.call('POST', '/restorePoints/search', {
        protectionUnitIds: Array<string>(count).fill(unitId),
        protectionTimePeriod: { startDateTime: '2026-11-01T00:00:00Z' },
      });
    expect((await search(20)).status).toBe(200);
    expect(codeOf(await search(21))).toBe('400 InvalidSearchRequest');
    expect(codeOf(await client.call('GET', '/restorePoints'))).toBe('400 InvalidSearchRequest');
    const query = new URLSearchParams({
      $expand: `protectionUnit($filter=id eq '${unitId}')`,
      $filter: `protectionDateTime lt ${utc}`,
    });
    const { body } = await client.call('GET', `/restorePoints?${query}`);
    expect(body.value.map((point: { protectionDateTime: string }) => point.protectionDateTime)).toEqual([
      '2026-11-19T14:50:00Z',
      '2026-11-19T14:40:00Z',
      '2026-11-19T14:30:00Z',
      '2026-11-19T14:20:00Z',
      '2026-11-19T14:10:00Z',
    ]);
  });

  it('artifacts without destination, with two, twice, none, too many, or of an unknown point', async () => {
    const [one, other] = [await mailPoint(), await mailPoint(personId.megan)];
    expect(codeOf(await create({ restorePoint: { id: one } }))).toBe('400 InvalidPathType');
    expect(codeOf(await create(artifact(one), artifact(other, 'new')))).toBe('400 DifferentRestoreDestinationType');
    expect(codeOf(await create(artifact(one), artifact(one)))).toBe('400 DuplicateArtifactInList');
    expect(codeOf(await create())).toBe('400 InvalidArtifactRequest');
    expect(codeOf(await create(artifact('nothing')))).toBe('400 InvalidRestorePoint');
    const many = Array<object>(51).fill(artifact(one));
    expect(codeOf(await create(...many))).toBe('413 RestoreArtifactsLimitBreached');
    const draft = await create(artifact(one));
    const body = { 'mailboxRestoreArtifacts@delta': many };
    const patched = await client.call('PATCH', `/exchangeRestoreSessions/${draft.body.id}`, body);
    expect(codeOf(patched)).toBe('400 RestoreArtifactsLimitBreached');
    const misspelt = await client.call('POST', '/exchangeRestoreSessions', { mailboxRestoreArtefacts: [] });
    expect(misspelt.status).toBe(400);
    client.violations.length = 0;
  });

  it('tells a failed removal inside a 200', async () => {
    const draft = await create(artifact(await mailPoint()));
    const answer = await client.call('PATCH', `/exchangeRestoreSessions/${draft.body.id}`, {
      'mailboxRestoreArtifacts@delta': [
        artifact(await mailPoint(personId.megan)),
        { '@removed': { reason: 'changed' }, id: 'no such artifact' },
      ],
    });
    expect(answer.status).toBe(200);
    expect(answer.body['mailboxRestoreArtifacts@delta']).toMatchObject([
      { status: 'added' },
      { '@Core.DataModificationException': { failedOperation: 'remove', responseCode: 409 } },
    ]);
  });

  it('changes of a session that is no draft, and more active sessions than it takes', async () => {
    const draft = await create(artifact(await mailPoint()));
    const path = `/restoreSessions/${draft.body.id}`;
    client.backup.switches.maximumActiveSessions = 0;
    expect(codeOf(await client.call('POST', `${path}/activate`))).toBe('500 TooManyActiveRestoreSessions');
    client.backup.switches.maximumActiveSessions = 25;
    expect((await client.call('POST', `${path}/activate`)).status).toBe(200);
    for (const [method, where] of [
      ['POST', `${path}/activate`],
      ['DELETE', path],
    ] as const)
      expect(codeOf(await client.call(method, where))).toBe('403 RestoreSessionActionNotAllowed');
    const body = { 'mailboxRestoreArtifacts@delta': [artifact(await mailPoint(personId.megan))] };
    const patched = await client.call('PATCH', `/exchangeRestoreSessions/${draft.body.id}`, body);
    expect(codeOf(patched)).toBe('403 RestoreSessionActionNotAllowed');
  });

  it('a second restore of the same mailbox while one works, as an error of the artifact', async () => {
    const pointId = await mailPoint();
    for (let number = 0; number < 2; number += 1) {
      const { body } = await create(artifact(pointId));
      await client.call('POST', `/restoreSessions/${body.id}/activate`);
    }
    client.clock.forward(3600);
    const { restores } = client.backup.record();
    expect(restores.map(({ errorCode }) => errorCode)).toEqual([null, 'DuplicateArtifactRestoreRequest']);
    const seen = async (prefer: boolean) =>
      (await client.call('GET', '/restoreSessions', undefined, { prefer })).body.value.map(
        (session: { status: string }) => session.status,
      );
    expect(await seen(true)).toEqual(['completed', 'failed']);
    expect(await seen(false)).toEqual(['completed', 'unknownFutureValue']);
  });

  it('too many requests, with the seconds to wait', async () => {
    client.backup.switches.requestsPerMinute = 1;
    expect((await client.call('GET', '')).status).toBe(200);
    const refused = await client.call('GET', '');
    expect([codeOf(refused), refused.headers.get('retry-after')]).toEqual(['429 TooManyRequests', '60']);
  });

  it('browsing of ordinary points, of sessions not ready and of sessions after three days', async () => {
    const unitId = await client.unitOf('siteProtectionUnit', siteId.marketing);
    const begin = (restorePointId: string) => client.call('POST', '/sharePointBrowseSessions', { restorePointId });
    expect(codeOf(await begin(await client.pointOf(unitId, utc)))).toBe('400 InvalidRestorePoint');
    const session = await begin(await client.pointOf(unitId, utc, 'fastRestore'));
    expect([session.status, session.body.status]).toEqual([201, 'creating']);
    const path = `/sharePointBrowseSessions/${session.body.id}`;
    expect((await client.call('POST', `${path}/browse`, {})).status).toBe(400);
    client.clock.forward(30);
    const top = await client.call('POST', `${path}/browse`, {});
    const library = top.body.value.find(({ name }: { name: string }) => name === 'Documents');
    expect(library.type).toBe('documentLibrary');
    const first = await client.call('POST', `${path}/browse`, {
      browseLocationItemKey: library.itemKey,
      browseResourceType: 'documentLibrary',
      filter: "(name -contains '.')",
      orderBy: 'nameAsc',
    });
    expect(first.body.value.length).toBeGreaterThan(0);
    const [file] = first.body.value;
    const draft = await client.call('POST', '/sharePointRestoreSessions', {
      granularSiteRestoreArtifacts: [{ browseSessionId: session.body.id, id: file.itemKey }],
    });
    expect([draft.status, draft.body.restoreJobType]).toEqual([201, 'granular']);
    await client.call('POST', `/restoreSessions/${draft.body.id}/activate`);
    client.clock.forward(7200);
    const list = await client.call('GET', `/sharePointRestoreSessions/${draft.body.id}/granularSiteRestoreArtifacts`);
    expect(list.body.value).toMatchObject([{ id: file.itemKey, status: 'succeeded' }]);
    client.clock.forward(3 * 86_400);
    expect((await client.call('GET', path)).status).toBe(404);
  });

  it('mail of a search that is not known, is over, found too much, or is of another mailbox', async () => {
    const unitId = await client.unitOf('mailboxProtectionUnit', personId.adele);
    const search = async () =>
      (
        await client.call('POST', '/restorePoints/search', {
          protectionUnitIds: [unitId],
          protectionTimePeriod: { startDateTime: utc },
          restorePointPreference: 'oldest',
          artifactQuery: { artifactType: 'message', queryExpression: "Subject -like '*'" },
        })
      ).body;
    const restore = async (searchResponseId: string, restorePointId: string) =>
      client.call('POST', '/exchangeRestoreSessions', {
        granularMailboxRestoreArtifacts: [
          { restorePoint: { id: restorePointId }, destinationType: 'inPlace', searchResponseId },
        ],
      });
    const { searchResponseId, searchResults } = await search();
    const pointId: string = searchResults[0].restorePoint.id;
    expect((await restore(searchResponseId, pointId)).status).toBe(201);
    expect(codeOf(await restore('nothing', pointId))).toBe('400 InvalidArtifactRequest');
    expect(codeOf(await restore(searchResponseId, await mailPoint(personId.megan)))).toBe('400 InvalidArtifactRequest');
    client.backup.switches.searchResultsLastSeconds = 60;
    client.clock.forward(61);
    expect(codeOf(await restore(searchResponseId, pointId))).toBe('400 InvalidArtifactRequest');
    client.backup.switches.searchResultsLastSeconds = null;
    client.backup.switches.mostMessages = searchResults[0].artifactHitCount - 1;
    expect(codeOf(await restore((await search()).searchResponseId, pointId))).toBe('400 InvalidArtifactRequest');
  });

  it('things of another browse session, and `granular` to clients that do not know the word', async () => {
    const unitId = await client.unitOf('siteProtectionUnit', siteId.marketing);
    const restorePointId = await client.pointOf(unitId, utc, 'fastRestore');
    const begin = async (): Promise<string> =>
      (await client.call('POST', '/sharePointBrowseSessions', { restorePointId })).body.id;
    const [one, other] = [await begin(), await begin()];
    client.clock.forward(30);
    const top = async (id: string): Promise<string> =>
      (await client.call('POST', `/sharePointBrowseSessions/${id}/browse`, {})).body.value[0].itemKey;
    const restore = async (browseSessionId: string, id: string) =>
      client.call('POST', '/sharePointRestoreSessions', { granularSiteRestoreArtifacts: [{ browseSessionId, id }] });
    expect(codeOf(await restore(one, await top(other)))).toBe('400 InvalidArtifactRequest');
    const draft = await restore(one, await top(one));
    expect(draft.body.restoreJobType).toBe('granular');
    const seen = await client.call('GET', `/restoreSessions/${draft.body.id}`, undefined, { prefer: false });
    expect(seen.body.restoreJobType).toBe('unknownFutureValue');
    const filter = "(name -like 'a*')";
    const refused = await client.call('POST', `/sharePointBrowseSessions/${one}/browse`, { filter });
    expect(codeOf(refused)).toBe('400 BadRequest');
    client.backup.switches.browseFails = true;
    const failed = await client.call('GET', `/sharePointBrowseSessions/${one}`);
    expect(failed.body).toMatchObject({ status: 'failed', error: { code: expect.any(String) } });
  });
});
