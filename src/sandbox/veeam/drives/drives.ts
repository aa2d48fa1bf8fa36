import { isWithin, versionAt } from '../../world/history.ts';
import type { Folder, Item, ItemVersion } from '../../world.ts';
import { type Shown, shownContainers, shownFolders, shownItems } from '../catalog/backup.ts';
import {
  folderFields,
  isBelow,
  itemFields,
  requireFolder,
  requireItem,
  requireVersion,
  shownVersions,
} from '../files/fileThings.ts';
import { parseSearch } from '../files/searchQuery.ts';
import { type Call, param, type Reply } from '../http/call.ts';
import { link, pageOf } from '../http/paging.ts';
import { flag, guid, oneOf, readBody, readQuery, text, whole } from '../http/readers.ts';
import { requireShown } from '../restores/restoring.ts';
import { openSessionOf } from '../sessions/sessionAccess.ts';
import type { Session } from '../state.ts';
import { asOf } from '../versions.ts';

const pathOf = (session: Session, { container }: Shown): string =>
  `/RestoreSessions/${session.id}/organization/onedrives/${container.id}`;

function presentDrive(call: Call, session: Session, shown: Shown): object {
  const { id, name, url } = shown.container;
  return { id, name, url, _links: { self: link(call, pathOf(session, shown)) } };
}

/** The OneDrive a path names, as of the session's restore point. */
export function shownDrive(call: Call, session: Session): Shown {
  return requireShown(shownContainers(call.simulator, session), param(call, 'oneDriveId'), 'The OneDrive');
}

/** `GET …/Organization/OneDrives`. */
export function getDrives(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  return pageOf(call, shownContainers(call.simulator, session), (shown) => presentDrive(call, session, shown));
}

/** `GET …/Organization/OneDrives/{oneDriveId}`. */
export function getDrive(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  return { status: 200, body: presentDrive(call, session, shownDrive(call, session)) };
}

function presentDocument(call: Call, session: Session, shown: Shown, item: Item, version?: ItemVersion): object {
  const used = version ?? versionAt(item, shown.asOfUtc);
  return asOf(call.profile, 'oneDriveDocument', {
    ...itemFields(shown, item, used),
    sizeBytes: used?.sizeBytes ?? 0,
    inheritedPermissions: true,
    oneDriveId: shown.container.id,
    _links: { self: link(call, `${pathOf(session, shown)}/documents/${item.id}`) },
  });
}

function presentFolder(call: Call, session: Session, shown: Shown, folder: Folder): object {
  return asOf(call.profile, 'oneDriveFolder', {
    ...folderFields(folder),
    oneDriveId: shown.container.id,
    _links: { self: link(call, `${pathOf(session, shown)}/folders/${folder.id}`) },
  });
}

/** Folders a person sees: the library that holds everything is not one of them. */
const visibleFolders = (call: Call, session: Session, shown: Shown): Folder[] =>
  shownFolders(call.simulator, session, shown).filter((folder) => folder.kind === 'folder');

/** `GET …/OneDrives/{oneDriveId}/Documents?parentId&includeFolders`. */
export function getDriveDocuments(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  const shown = shownDrive(call, session);
  const parentId = readQuery(call, 'parentId', text);
  const withFolders = call.profile.version !== 'v6' && (readQuery(call, 'includeFolders', flag) ?? false);
  const folders = withFolders ? visibleFolders(call, session, shown) : [];
  const things: object[] = [
    ...folders
      .filter((folder) => isBelow(call.simulator.world, parentId, folder.parentId))
      .map((folder) => presentFolder(call, session, shown, folder)),
    ...shownItems(call.simulator, session, shown)
      .filter((item) => isBelow(call.simulator.world, parentId, item.folderId))
      .map((item) => presentDocument(call, session, shown, item)),
  ];
  return pageOf(call, things, (thing) => thing);
}

/** `GET …/OneDrives/{oneDriveId}/Folders?parentId`. */
export function getDriveFolders(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  const shown = shownDrive(call, session);
  const parentId = readQuery(call, 'parentId', text);
  const folders = visibleFolders(call, session, shown).filter((folder) =>
    isBelow(call.simulator.world, parentId, folder.parentId),
  );
  return pageOf(call, folders, (folder) => presentFolder(call, session, shown, folder));
}

const documentOf = (call: Call, session: Session, shown: Shown): Item =>
  requireItem(call, session, shown, guid(param(call, 'documentId'), 'documentId'), ['document']);
const folderOf = (call: Call, session: Session, shown: Shown): Folder =>
  requireFolder(call, session, shown, guid(param(call, 'folderId'), 'folderId'), ['folder']);

/** `GET …/Documents/{documentId}`. */
export function getDriveDocument(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  const shown = shownDrive(call, session);
  return { status: 200, body: presentDocument(call, session, shown, documentOf(call, session, shown)) };
}

/** `GET …/Documents/{documentId}/Versions`. */
export function getDriveVersions(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  const shown = shownDrive(call, session);
  const item = documentOf(call, session, shown);
  const versions = shownVersions(session, shown, item);
  return pageOf(call, versions, (version) => presentDocument(call, session, shown, item, version));
}

/** `GET …/Documents/{documentId}/Versions/{versionId}`. */
export function getDriveVersion(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  const shown = shownDrive(call, session);
  const item = documentOf(call, session, shown);
  const version = requireVersion(session, shown, item, whole(param(call, 'versionId'), 'versionId'));
  return { status: 200, body: presentDocument(call, session, shown, item, version) };
}

/** `GET …/Folders/{folderId}` and its only version. */
export function getDriveFolder(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  const shown = shownDrive(call, session);
  return { status: 200, body: presentFolder(call, session, shown, folderOf(call, session, shown)) };
}

/** `GET …/Folders/{folderId}/Versions`: folders have one. */
export function getDriveFolderVersions(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  const shown = shownDrive(call, session);
  const folder = folderOf(call, session, shown);
  return pageOf(call, [folder], (only) => presentFolder(call, session, shown, only));
}

/** `POST …/search?itemType=` of a folder, a OneDrive or all of them, whatever the path names. */
export function postDriveSearch(call: Call): Reply {
  const session = openSessionOf(call, 'Veod');
  const matches = parseSearch(readBody(call, { query: text }).query ?? '');
  const itemType = readQuery(call, 'itemType', oneOf('All', 'Folders', 'Documents')) ?? 'All';
  const all = call.params.oneDriveId === undefined;
  const drives = all ? shownContainers(call.simulator, session) : [shownDrive(call, session)];
  const [only] = drives;
  const within = call.params.folderId !== undefined && only ? folderOf(call, session, only) : undefined;
  const isInside = (folderId: string): boolean => !within || isWithin(call.simulator.world, folderId, within.id);
  const found = drives.flatMap((shown): object[] => [
    ...(itemType === 'Documents' ? [] : visibleFolders(call, session, shown))
      .filter((folder) => isInside(folder.id) && matches(searchable(folder.name, folder.createdUtc)))
      .map((folder) => presentFolder(call, session, shown, folder)),
    ...(itemType === 'Folders' ? [] : shownItems(call.simulator, session, shown))
      .filter((item) => isInside(item.folderId) && matches(searchable(item.name, changedUtc(item, shown), item.from)))
      .map((item) => presentDocument(call, session, shown, item)),
  ]);
  return pageOf(call, found, (thing) => thing);
}

const changedUtc = (item: Item, shown: Shown): string => versionAt(item, shown.asOfUtc)?.atUtc ?? shown.asOfUtc;

function searchable(name: string, dateUtc: string, author = '') {
  return { text: name, name, author, modifiedby: author, createdby: author, dateUtc };
}
