import { personId } from '../../../../src/sandbox/world.ts';
import { credentials, operatorSession, type Walk } from './walk.ts';

/** OneDrive, every operation. */
export async function walkDrives(walk: Walk): Promise<void> {
  const { get, post, asOperator, admin, version } = walk;
  const explore = { type: 'Veod', dateTime: '2026-11-17T10:00:00Z', showAllVersions: true };
  const drives = `/RestoreSessions/${await admin.explore(explore)}/Organization/OneDrives`;
  const { results } = await get(drives);
  const [drive, other] = results;
  const base = `${drives}/${drive.id}`;
  await get(base);
  const withFolders = version === 'v6' ? '' : '&includeFolders=true';
  const [document] = (await get(`${base}/Documents?limit=50`)).results;
  await get(`${base}/Documents?parentId=root${withFolders}`);
  const one = `${base}/Documents/${document.id}`;
  await get(one);
  const [first] = (await get(`${one}/Versions`)).results;
  await get(`${one}/Versions/${first.versionId}`);
  const [folder] = (await get(`${base}/Folders?parentId=root`)).results;
  const within = `${base}/Folders/${folder.id}`;
  await get(within);
  await get(`${within}/Versions`);
  await get(`${within}/Versions/1`);
  for (const place of [drives, base, within])
    await post(`${place}/search?itemType=All`, { query: 'name: *.docx OR Falcon' });

  const back = { documentAction: 'Overwrite', ...credentials };
  const flags = { changedItems: true, deletedItems: true };
  const documentTo = { ...flags, onedrive: other, folder: 'Found again', documentVersion: 'Last', ...credentials };
  const to = { ...documentTo, restorePermissions: false };
  const version1 = `Versions/${first.versionId}`;
  for (const place of [base, one, within, `${one}/${version1}`, `${within}/Versions/1`])
    await post(`${place}/restore`, back);
  for (const place of [base, within, `${within}/Versions/1`]) await post(`${place}/copyTo`, to);
  const forDocument = version === 'v8' ? documentTo : withoutFlags(documentTo);
  for (const place of [one, `${one}/${version1}`]) await post(`${place}/copyTo`, forDocument);
  await post(`${base}/Documents/restore`, { ...back, documentAction: 'Keep', documents: [document] });
  await post(`${base}/Documents/copyTo`, { ...forDocument, documents: [document] });
  await post(`${base}/Folders/restore`, { ...back, folders: [folder] });
  await post(`${base}/Folders/copyTo`, { ...to, folders: [folder] });
  await post(`${drives}/restore`, {
    documentAction: 'Overwrite',
    oneDrives: results,
    skipUnresolved: true,
    ...credentials,
  });

  const own = `/RestoreSessions/${await operatorSession(walk, 'Veod', 'users', personId.megan)}/Organization/OneDrives`;
  const [mine] = (await asOperator(own)).results;
  const [file] = (await asOperator(`${own}/${mine.id}/Documents`)).results;
  const documentsRestoreConfigs = [{ document: file, documentVersion: 'Last' }];
  const body = { documentAction: 'Keep', documentsRestoreConfigs, reason: 'RR-1/walk' };
  await asOperator(`${own}/${mine.id}/Documents/operatorRestore`, body);
}

function withoutFlags(body: Record<string, unknown>): Record<string, unknown> {
  const { changedItems: _, deletedItems: __, ...rest } = body;
  return rest;
}
