import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personId, siteId } from '../../../src/sandbox/world.ts';
import { type Client, startClient } from './client.ts';

/** The documented examples, replayed: Microsoft's paths and properties with the values of this world. */

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

describe('the examples of the seeds', () => {
  it('002, 1: an Exchange restore session with two mailboxes', async () => {
    const points = [];
    for (const id of [personId.adele, personId.megan])
      points.push(await client.pointOf(await client.unitOf('mailboxProtectionUnit', id), utc));
    const answer = await client.call('POST', '/exchangeRestoreSessions', {
      mailboxRestoreArtifacts: points.map((id) => ({ restorePoint: { id }, destinationType: 'inPlace' })),
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      '@odata.context': '/solutions/backupRestore/$metadata#exchangeRestoreSessions/$entity',
      status: 'draft',
      restoreJobType: 'standard',
      restoreSessionArtifactCount: { total: 2, completed: 0, inProgress: 0, failed: 0 },
      createdBy: { application: { displayName: 'Microsoft Enhanced Restore' } },
      error: null,
    });
  });

  it('002, 2: an Exchange restore session with mail a search found', async () => {
    const unitId = await client.unitOf('mailboxProtectionUnit', personId.adele);
    const found = await client.call('POST', '/restorePoints/search', {
      protectionUnitIds: [unitId],
      protectionTimePeriod: { startDateTime: '2026-11-19T15:00:00Z' },
      restorePointPreference: 'oldest',
      artifactQuery: { artifactType: 'message', queryExpression: "(Subject -like '*a*') -or (Sender -contains 'x')" },
    });
    const [{ artifactHitCount, restorePoint }] = found.body.searchResults;
    expect(artifactHitCount).toBeGreaterThan(0);
    const { searchResponseId } = found.body;
    const answer = await client.call('POST', '/exchangeRestoreSessions', {
      '@odata.type': '#microsoft.graph.exchangeRestoreSession',
      granularMailboxRestoreArtifacts: [
        { restorePoint: { id: restorePoint.id }, destinationType: 'inPlace', searchResponseId },
      ],
    });
    expect(answer.status).toBe(201);
    expect(answer.body.granularMailboxRestoreArtifact).toMatchObject([
      { restorePoint: { id: restorePoint.id }, restoredFolderId: null, status: 'added', searchResponseId, error: null },
    ]);
    await client.call('POST', `/restoreSessions/${answer.body.id}/activate`);
    client.clock.forward(3600);
    const { body } = await client.call('GET', `/exchangeRestoreSessions/${answer.body.id}/mailboxRestoreArtifacts`);
    expect(body.value).toMatchObject([{ status: 'succeeded', restoredItemCount: artifactHitCount }]);
  });

  it('003: a draft is activated', async () => {
    const pointId = await client.pointOf(await client.unitOf('siteProtectionUnit', siteId.marketing), utc);
    const draft = await client.call('POST', '/sharePointRestoreSessions', {
      siteRestoreArtifacts: [{ restorePoint: { id: pointId }, destinationType: 'inPlace' }],
    });
    const answer = await client.call('POST', `/restoreSessions/${draft.body.id}/activate`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      '@odata.type': '#microsoft.graph.sharepointRestoreSession',
      id: draft.body.id,
      status: 'activating',
    });
  });
});
