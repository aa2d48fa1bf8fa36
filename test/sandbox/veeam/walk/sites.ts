import { siteId } from '../../../../src/sandbox/world.ts';
import { credentials, operatorSession, ownerCredentials, type Walk } from './walk.ts';

/** SharePoint, every operation. */
export async function walkSites(walk: Walk): Promise<void> {
  const { get, post, asOperator, admin } = walk;
  const explore = { type: 'Vesp', dateTime: '2026-11-18T10:00:00Z', showAllVersions: true };
  const sites = `/RestoreSessions/${await admin.explore(explore)}/Organization/Sites`;
  const { results } = await get(`${sites}?parentId=root`);
  await get(`${sites}?parentId=${siteId.marketing}`);
  const site = results.find((one: { id: string }) => one.id === siteId.marketing);
  const base = `${sites}/${site.id}`;
  await get(base);
  const [library] = (await get(`${base}/Libraries`)).results;
  const [list] = (await get(`${base}/Lists`)).results;
  await get(`${base}/Libraries/${library.id}`);
  await get(`${base}/Lists/${list.id}`);
  const [document] = (await get(`${base}/Documents?parentId=${library.id}`)).results;
  const [item] = (await get(`${base}/Items?parentId=${list.id}`)).results;
  const [folder] = (await get(`${base}/Folders`)).results;
  const places = {
    document: `${base}/Documents/${document.id}`,
    item: `${base}/Items/${item.id}`,
    folder: `${base}/Folders/${folder.id}`,
  };
  for (const place of Object.values(places)) {
    await get(place);
    const { results: versions } = await get(`${place}/Versions`);
    await get(`${place}/Versions/${versions[0].versionId}`);
  }
  await get(`${places.item}/Attachments`);
  const query = { query: 'name: Entry* OR *.docx' };
  const searched = [sites, base, `${base}/Libraries/${library.id}`, `${base}/Lists/${list.id}`, places.folder];
  for (const place of searched) await post(`${place}/search?itemType=All`, query);
  await walkRestores(walk, base, { document, item, folder, library, list, ...{ places } });

  const own = `/RestoreSessions/${await operatorSession(walk, 'Vesp', 'sites')}/Organization/Sites`;
  const [mine] = (await asOperator(own)).results;
  const [file] = (await asOperator(`${own}/${mine.id}/Documents`)).results;
  const [entry] = (await asOperator(`${own}/${mine.id}/Items`)).results;
  const flags = { restoreChangedItems: true, restoreDeletedItems: true, reason: 'RR-1/walk' };
  await asOperator(`${own}/${mine.id}/Documents/operatorRestore`, {
    documentsRestoreConfigs: [{ document: file }],
    ...flags,
  });
  await asOperator(`${own}/${mine.id}/Items/operatorRestore`, { itemsRestoreConfigs: [{ item: entry }], ...flags });
}

type Found = {
  document: { versionId: number };
  item: { versionId: number };
  folder: object;
  library: { id: string };
  list: { id: string };
  places: { document: string; item: string; folder: string };
};

async function walkRestores({ post, version }: Walk, base: string, found: Found): Promise<void> {
  const last = { documentLastVersionAction: 'Overwrite' };
  const plain = { list: 'Documents', ...last, ...credentials };
  const back = { ...plain, documentVersion: 'Last', restorePermissions: false };
  const siteURL = 'https://contoso.sharepoint.com/sites/human-resources';
  const to = { ...plain, documentVersion: 'Last', siteURL };
  for (const [name, place] of Object.entries(found.places)) {
    await post(`${place}/restore`, back);
    await post(`${place}/restoreTo`, to);
    const number = name === 'folder' ? 1 : found[name as 'document' | 'item'].versionId;
    const { documentVersion: _, ...one } = back;
    const { documentVersion: __, ...oneTo } = to;
    await post(`${place}/Versions/${number}/restore`, version === 'v8' ? one : back);
    await post(`${place}/Versions/${number}/restoreTo`, version === 'v8' ? oneTo : to);
  }
  const lists = {
    Documents: { documents: [found.document] },
    Items: { items: [found.item] },
    Folders: { folders: [found.folder] },
  };
  for (const [kind, chosen] of Object.entries(lists)) {
    await post(`${base}/${kind}/restore`, { ...back, ...chosen });
    await post(`${base}/${kind}/restoreTo`, { ...to, ...chosen });
  }
  const flags = { changedItems: true, deletedItems: true, restoreListViews: false };
  for (const place of [`${base}/Libraries/${found.library.id}`, `${base}/Lists/${found.list.id}`]) {
    await post(`${place}/restore`, { ...back, ...flags });
    await post(`${place}/restoreTo`, { ...to, ...flags });
  }
  const { list: _, ...site } = back;
  const { list: __, ...siteTo } = to;
  await post(`${base}/restore`, { ...site, ...ownerCredentials, ...flags, restoreSubsites: true });
  await post(`${base}/restoreTo`, { ...siteTo, ...ownerCredentials, ...flags });
}
