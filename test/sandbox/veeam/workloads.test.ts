import { afterEach, describe, expect, it } from 'vitest';
import { personId, siteId, teamId } from '../../../src/sandbox/world.ts';
import { certificate, impersonating, type Sandbox, startSandbox } from '../../support/veeamSandbox.ts';

let sandbox: Sandbox;
afterEach(async () => {
  expect(sandbox.server.bugs).toEqual([]);
  expect(sandbox.client.violations).toEqual([]);
  expect(sandbox.server.record().unknownProperties).toEqual([]);
  await sandbox.server.close();
});

const start = async (version: 'v7' | 'v8' = 'v8') => {
  const switches = { certificateNeedsImpersonation: 'asDocumented' } as const;
  sandbox = await startSandbox(version, { switches, speed: { secondsPerItem: 0, finishingSeconds: 0 } });
  return sandbox.client;
};

const counts = () => sandbox.server.record().restores.at(-1)?.counts;

describe('OneDrive', () => {
  const beforeLoss = { type: 'Veod', dateTime: '2026-11-17T10:00:00Z' };

  async function adelesDrive() {
    const drives = `/RestoreSessions/${await sandbox.client.explore(beforeLoss)}/Organization/OneDrives`;
    const { results } = (await sandbox.client.call('GET', drives)).body;
    const url = 'https://contoso-my.sharepoint.com/personal/adelev_contoso_onmicrosoft_com';
    const drive = results.find((one: { url: string }) => one.url === url);
    return { drives, drive, base: `${drives}/${drive.id}` };
  }

  it('brings the Falcon folder back and skips it the second time', async () => {
    const client = await start();
    const { base } = await adelesDrive();
    const folders = await client.call('GET', `${base}/Folders?parentId=root`);
    const [falcon] = folders.body.results;
    const files = (await client.call('GET', `${base}/Documents?parentId=${falcon.id}`)).body.results;
    const restore = () =>
      client.call('POST', `${base}/Folders/${falcon.id}/restore`, { documentAction: 'Overwrite', ...certificate });
    await restore();
    expect(counts()?.created).toBe(files.length);
    await restore();
    expect(counts()).toMatchObject({ created: 0, skipped: files.length });
    expect((await adelesDrive()).drive.id).toBe(base.split('/').at(-1));
  });

  it('overwrites what changed, or keeps it and puts a second file beside it', async () => {
    const client = await start();
    const { base } = await adelesDrive();
    const all = (await client.call('GET', `${base}/Documents?limit=100`)).body.results;
    const changed = [...sandbox.world.items.values()].find(
      (item) =>
        all.some((one: { id: string }) => one.id === item.id) &&
        item.deletions.length === 0 &&
        (item.versions.at(-1)?.atUtc ?? '') > '2026-11-17T10:00:00.000Z',
    );
    const id = changed?.id ?? '';
    const before = sandbox.world.items.size;
    const restore = (documentAction: string) =>
      client.call('POST', `${base}/Documents/${id}/restore`, { documentAction, ...certificate });
    await restore('Keep');
    expect(counts()).toMatchObject({ created: 1, merged: 0 });
    expect(sandbox.world.items.size).toBe(before + 1);
    await restore('Overwrite');
    expect(counts()).toMatchObject({ created: 0, merged: 1 });
  });

  it('restores in bulk with a result for each, and lists what is inside', async () => {
    const client = await start();
    const { drives, drive } = await adelesDrive();
    const page = (await client.call('GET', drives)).body.results;
    const leaver = page.find((one: { url: string }) => one.url.includes('isaiah'));
    const body = { oneDrives: [drive, leaver], documentAction: 'Overwrite', skipUnresolved: true, ...certificate };
    const { sessionId } = (await client.call('POST', `${drives}/restore`, body)).body;
    const statistics = (await client.call('GET', `/RestoreSessions/${sessionId}/Statistics`)).body;
    expect(statistics.items.map((one: { status: string }) => one.status)).toEqual(['Success', 'Skipped']);
    expect(statistics.items[0].childItems).toHaveLength(sandbox.server.record().restores[0]?.items.length ?? -1);
  });

  it('shows every version only when asked to', async () => {
    const client = await start();
    const versions = async (showAllVersions: boolean) => {
      const drives = `/RestoreSessions/${await client.explore({ ...beforeLoss, showAllVersions })}/Organization/OneDrives`;
      const [drive] = (await client.call('GET', drives)).body.results;
      const documents = (await client.call('GET', `${drives}/${drive.id}/Documents?limit=100`)).body.results;
      const many = documents.find((one: { versionId: number }) => one.versionId > 1);
      return (await client.call('GET', `${drives}/${drive.id}/Documents/${many.id}/Versions`)).body.results.length;
    };
    expect(await versions(false)).toBe(1);
    expect(await versions(true)).toBeGreaterThan(1);
  });
});

describe('SharePoint', () => {
  it('finds sites by their address, restores one with its subsites, and wants its owner named', async () => {
    const client = await start('v7');
    const sites = `/RestoreSessions/${await client.explore({ type: 'Vesp', dateTime: '2026-11-18T10:00:00Z' })}/Organization/Sites`;
    const { results } = (await client.call('GET', sites)).body;
    const wanted = 'https://contoso.sharepoint.com/sites/marketing';
    const site = results.find((one: { url: string }) => one.url === wanted);
    expect(site.id).toBe(siteId.marketing);
    const body = { changedItems: true, deletedItems: true };
    const path = `${sites}/${site.id}/restore`;
    expect((await client.call('POST', path, { ...body, ...certificate })).status).toBe(400);
    const alone = await client.call('POST', path, { ...body, ...impersonating });
    expect(alone.body).toMatchObject({ restoredWebsCount: 1, failedWebsCount: 0 });
    const both = await client.call('POST', path, { ...body, restoreSubsites: true, ...impersonating });
    expect(both.body.restoredWebsCount).toBe(2);
    sandbox.server.switches.certificateNeedsImpersonation = 'never';
    expect((await client.call('POST', path, { ...body, ...certificate })).status).toBe(200);
  });

  it('copies a library into another site', async () => {
    const client = await start();
    const sites = `/RestoreSessions/${await client.explore({ type: 'Vesp' })}/Organization/Sites`;
    const base = `${sites}/${siteId.marketing}`;
    const [library] = (await client.call('GET', `${base}/Libraries`)).body.results;
    const siteURL = 'https://contoso.sharepoint.com/sites/human-resources/';
    const to = { siteURL, list: 'Found again', ...certificate };
    expect((await client.call('POST', `${base}/Libraries/${library.id}/restoreTo`, to)).status).toBe(200);
    const [restore] = sandbox.server.record().restores;
    expect(restore?.options.destination).toEqual({ containerId: siteId.humanResources, folder: 'Found again' });
    expect([...sandbox.world.folders.values()].some((folder) => folder.name.startsWith('Found again/'))).toBe(true);
    const nowhere = { ...to, siteURL: 'https://contoso.sharepoint.com/sites/nowhere' };
    expect((await client.call('POST', `${base}/Libraries/${library.id}/restoreTo`, nowhere)).status).toBe(400);
  });
});

describe('Teams', () => {
  it('restores a channel, and refuses a body without the flags the vendor requires', async () => {
    const client = await start('v7');
    const teams = `/RestoreSessions/${await client.explore({ type: 'Vet', dateTime: '2026-11-18T10:00:00Z' })}/organization/teams`;
    const base = `${teams}/${teamId.falcon}`;
    const [general] = (await client.call('GET', `${base}/channels?displayName=gen*`)).body.results;
    const path = `${base}/channels/${encodeURIComponent(general.id)}/restore`;
    expect((await client.call('POST', path, { restoreChangedItems: true, ...certificate })).status).toBe(400);
    const answer = await client.call('POST', path, {
      restoreChangedItems: true,
      restoreMissingItems: true,
      ...certificate,
    });
    const told = counts();
    expect(answer.body).toMatchObject({
      restoredItemsCount: (told?.created ?? 0) + (told?.merged ?? 0),
      skippedItemsCount: told?.skipped,
      failedItemsCount: told?.failed,
    });
    expect(answer.body.restoreIssues).toHaveLength(told?.failed ?? -1);
  });

  it('restores posts of a period only', async () => {
    const client = await start();
    const teams = `/RestoreSessions/${await client.explore({ type: 'Vet' })}/organization/teams`;
    const base = `${teams}/${teamId.falcon}`;
    const [{ id: channelId }] = (await client.call('GET', `${base}/channels`)).body.results;
    const posts = (await client.call('GET', `${base}/posts?channelId=${encodeURIComponent(channelId)}`)).body.results;
    const from = '2026-11-01T00:00:00Z';
    const wanted = posts.filter((post: { createdTime: string }) => post.createdTime >= from);
    await client.call('POST', `${base}/posts/restore`, { channelId, from, ...certificate });
    expect(sandbox.server.record().restores[0]?.items).toHaveLength(wanted.length);
    expect(wanted.length).toBeLessThan(posts.length);
  });
});

describe('search and copies of mail', () => {
  it('finds by subject, sender and date, and turns around with NOT', async () => {
    const client = await start();
    const session = `/RestoreSessions/${await client.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:00Z' })}/organization`;
    const { results } = (await client.call('GET', `${session}/mailboxes`)).body;
    const find = async (query: string) =>
      (await client.call('POST', `${session}/mailboxes/${results[0].id}/search?limit=10000`, { query })).body.results;
    const invoices = await find('subject: Invoice*');
    expect(invoices).toHaveLength(11);
    expect(await find('subject: Invoice* AND received: >=2026-11-01')).toHaveLength(
      invoices.filter((one: { received: string }) => one.received >= '2026-11-01').length,
    );
    const all = await find('*');
    expect(await find('NOT subject: Invoice')).toHaveLength(all.length - invoices.length);
    expect(await find('colour: blue')).toEqual([]);
  });

  it('puts mail into another mailbox once', async () => {
    const client = await start();
    const session = `/RestoreSessions/${await client.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:00Z' })}/organization`;
    const mailbox = `${session}/mailboxes/${sandbox.world.containers[0]?.id}`;
    const [folder] = (await client.call('GET', `${mailbox}/folders?name=Invoices`)).body.results;
    const to = {
      mailbox: 'LeeG@contoso.onmicrosoft.com',
      folder: 'From Adele',
      changedItems: true,
      deletedItems: true,
      ...impersonating,
    };
    const copy = () => client.call('POST', `${mailbox}/folders/${folder.id}/restoreTo`, to);
    await copy();
    expect(counts()).toMatchObject({ created: 11 - (counts()?.failed ?? 0), skipped: 0 });
    await copy();
    expect(counts()).toMatchObject({ created: 0 });
    const leaver = { ...to, mailbox: 'isaiahl@contoso.onmicrosoft.com' };
    expect((await client.call('POST', `${mailbox}/folders/${folder.id}/restoreTo`, leaver)).status).toBe(400);
    expect(sandbox.world.people.some((person) => person.id === personId.isaiah)).toBe(true);
  });
});
