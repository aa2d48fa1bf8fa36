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
import { vendorTime } from '../http/instants.ts';
import { link, pageOf } from '../http/paging.ts';
import { flag, oneOf, readBody, readQuery, text, whole } from '../http/readers.ts';
import { notFound } from '../http/refusal.ts';
import { requireShown } from '../restores/restoring.ts';
import { openSessionOf } from '../sessions/sessionAccess.ts';
import type { Session } from '../state.ts';
import { asOf } from '../versions.ts';

const pathOf = (session: Session, { container }: Shown): string =>
  `/RestoreSessions/${session.id}/organization/sites/${container.id}`;

function presentSite(call: Call, session: Session, shown: Shown): object {
  const { id, name, url } = shown.container;
  return { id, name, url, _links: { self: link(call, pathOf(session, shown)) } };
}

/** The site a path names, as of the session's restore point. */
export function shownSite(call: Call, session: Session): Shown {
  return requireShown(shownContainers(call.simulator, session), param(call, 'siteId'), 'The site');
}

/** `GET …/Organization/Sites?parentId`: `root` for the top, an id for the subsites of that site, nothing for all. */
export function getSites(call: Call): Reply {
  const session = openSessionOf(call, 'Vesp');
  const parentId = readQuery(call, 'parentId', text)?.toLowerCase();
  const wanted = parentId === 'root' || parentId === 'null' ? null : parentId;
  const sites = shownContainers(call.simulator, session).filter(
    ({ container }) => wanted === undefined || container.parentContainerId === wanted,
  );
  return pageOf(call, sites, (shown) => presentSite(call, session, shown));
}

/** `GET …/Organization/Sites/{siteId}`. */
export function getSite(call: Call): Reply {
  const session = openSessionOf(call, 'Vesp');
  return { status: 200, body: presentSite(call, session, shownSite(call, session)) };
}

/** `Libraries` and `Lists`: the collection and one of them. */
export type ListKind = 'library' | 'list';
const listParam = { library: 'libraryId', list: 'listId' } as const;
const listPath = { library: 'libraries', list: 'lists' } as const;

function presentList(call: Call, session: Session, shown: Shown, list: Folder, kind: ListKind): object {
  return asOf(call.profile, 'siteThing', {
    id: list.id,
    name: list.name,
    url: `${shown.container.url}/${encodeURIComponent(list.name)}`,
    description: '',
    creationTime: vendorTime(list.createdUtc),
    siteId: shown.container.id,
    _links: { self: link(call, `${pathOf(session, shown)}/${listPath[kind]}/${list.id}`) },
  });
}

/** `GET …/Libraries` or `…/Lists`. */
export const getLists =
  (kind: ListKind) =>
  (call: Call): Reply => {
    const session = openSessionOf(call, 'Vesp');
    const shown = shownSite(call, session);
    const lists = shownFolders(call.simulator, session, shown).filter((folder) => folder.kind === kind);
    return pageOf(call, lists, (list) => presentList(call, session, shown, list, kind));
  };

/** `GET …/Libraries/{libraryId}` or `…/Lists/{listId}`. */
export const getList =
  (kind: ListKind) =>
  (call: Call): Reply => {
    const session = openSessionOf(call, 'Vesp');
    const shown = shownSite(call, session);
    const list = requireFolder(call, session, shown, param(call, listParam[kind]), [kind]);
    return { status: 200, body: presentList(call, session, shown, list, kind) };
  };

/** `Documents` and `Items`: what libraries and lists hold. */
export type EntryKind = 'document' | 'listItem';
const entryParam = { document: 'documentId', listItem: 'itemId' } as const;

function presentEntry(call: Call, session: Session, shown: Shown, item: Item, version?: ItemVersion): object {
  const used = version ?? versionAt(item, shown.asOfUtc);
  const isDocument = item.kind === 'document';
  return asOf(call.profile, 'siteThing', {
    ...itemFields(shown, item, used),
    ...(isDocument ? { sizeBytes: used?.sizeBytes ?? 0 } : { title: item.name }),
    siteId: shown.container.id,
    _links: { self: link(call, `${pathOf(session, shown)}/${isDocument ? 'documents' : 'items'}/${item.id}`) },
  });
}

function presentFolder(call: Call, session: Session, shown: Shown, folder: Folder): object {
  return asOf(call.profile, 'siteThing', {
    ...folderFields(folder),
    type: 'LibraryFolder',
    siteId: shown.container.id,
    _links: { self: link(call, `${pathOf(session, shown)}/folders/${folder.id}`) },
  });
}

const visibleFolders = (call: Call, session: Session, shown: Shown): Folder[] =>
  shownFolders(call.simulator, session, shown).filter((folder) => folder.kind === 'folder');

/** `GET …/Documents` or `…/Items`, `?parentId&includeFolders`. */
export const getEntries =
  (kind: EntryKind) =>
  (call: Call): Reply => {
    const session = openSessionOf(call, 'Vesp');
    const shown = shownSite(call, session);
    const parentId = readQuery(call, 'parentId', text);
    const withFolders = call.profile.version !== 'v6' && (readQuery(call, 'includeFolders', flag) ?? false);
    const folders = withFolders && kind === 'document' ? visibleFolders(call, session, shown) : [];
    const things: object[] = [
      ...folders
        .filter((folder) => isBelow(call.simulator.world, parentId, folder.parentId))
        .map((folder) => presentFolder(call, session, shown, folder)),
      ...shownItems(call.simulator, session, shown)
        .filter((item) => item.kind === kind && isBelow(call.simulator.world, parentId, item.folderId))
        .map((item) => presentEntry(call, session, shown, item)),
    ];
    return pageOf(call, things, (thing) => thing);
  };

/** The document or list item a path names. */
export function entryOf(call: Call, session: Session, shown: Shown, kind: EntryKind): Item {
  return requireItem(call, session, shown, param(call, entryParam[kind]).toLowerCase(), [kind]);
}

/** `GET …/Documents/{documentId}` or `…/Items/{itemId}`. */
export const getEntry =
  (kind: EntryKind) =>
  (call: Call): Reply => {
    const session = openSessionOf(call, 'Vesp');
    const shown = shownSite(call, session);
    return { status: 200, body: presentEntry(call, session, shown, entryOf(call, session, shown, kind)) };
  };

/** `GET …/Versions` of a document or list item. */
export const getEntryVersions =
  (kind: EntryKind) =>
  (call: Call): Reply => {
    const session = openSessionOf(call, 'Vesp');
    const shown = shownSite(call, session);
    const item = entryOf(call, session, shown, kind);
    const versions = shownVersions(session, shown, item);
    return pageOf(call, versions, (version) => presentEntry(call, session, shown, item, version));
  };

/** `GET …/Versions/{versionId}` of a document or list item. */
export const getEntryVersion =
  (kind: EntryKind) =>
  (call: Call): Reply => {
    const session = openSessionOf(call, 'Vesp');
    const shown = shownSite(call, session);
    const item = entryOf(call, session, shown, kind);
    const version = requireVersion(session, shown, item, whole(param(call, 'versionId'), 'versionId'));
    return { status: 200, body: presentEntry(call, session, shown, item, version) };
  };

/** `GET …/Folders?parentId`. */
export function getSiteFolders(call: Call): Reply {
  const session = openSessionOf(call, 'Vesp');
  const shown = shownSite(call, session);
  const parentId = readQuery(call, 'parentId', text);
  const folders = visibleFolders(call, session, shown).filter((folder) =>
    isBelow(call.simulator.world, parentId, folder.parentId),
  );
  return pageOf(call, folders, (folder) => presentFolder(call, session, shown, folder));
}

const folderOf = (call: Call, session: Session, shown: Shown): Folder =>
  requireFolder(call, session, shown, param(call, 'folderId').toLowerCase(), ['folder']);

/** `GET …/Folders/{folderId}` and its only version. */
export function getSiteFolder(call: Call): Reply {
  const session = openSessionOf(call, 'Vesp');
  const shown = shownSite(call, session);
  return { status: 200, body: presentFolder(call, session, shown, folderOf(call, session, shown)) };
}

/** `GET …/Folders/{folderId}/Versions`: folders have one. */
export function getSiteFolderVersions(call: Call): Reply {
  const session = openSessionOf(call, 'Vesp');
  const shown = shownSite(call, session);
  const folder = folderOf(call, session, shown);
  return pageOf(call, [folder], (only) => presentFolder(call, session, shown, only));
}

/** `GET …/Items/{itemId}/Attachments`: the world's list items have none. */
export function getAttachments(call: Call): Reply {
  const session = openSessionOf(call, 'Vesp');
  entryOf(call, session, shownSite(call, session), 'listItem');
  return pageOf(call, [], (none) => none);
}

/** `GET …/Items/{itemId}/Attachments/{attachmentId}`. */
export function getAttachment(call: Call): Reply {
  const session = openSessionOf(call, 'Vesp');
  entryOf(call, session, shownSite(call, session), 'listItem');
  throw notFound('The attachment');
}

/** `POST …/search?itemType=` of a folder, library, list, site or all sites, whatever the path names. */
export function postSiteSearch(call: Call): Reply {
  const session = openSessionOf(call, 'Vesp');
  const matches = parseSearch(readBody(call, { query: text }).query ?? '');
  const itemType = readQuery(call, 'itemType', oneOf('All', 'Folders', 'Items')) ?? 'All';
  const sites =
    call.params.siteId === undefined ? shownContainers(call.simulator, session) : [shownSite(call, session)];
  const placeId = call.params.folderId ?? call.params.libraryId ?? call.params.listId;
  const [only] = sites;
  if (placeId !== undefined && only) requireFolder(call, session, only, placeId, ['folder', 'library', 'list']);
  const isInside = (folderId: string): boolean =>
    placeId === undefined || isWithin(call.simulator.world, folderId, placeId.toLowerCase());
  const found = sites.flatMap((shown): object[] => [
    ...(itemType === 'Items' ? [] : visibleFolders(call, session, shown))
      .filter((folder) => isInside(folder.id) && matches(searchable(folder.name, folder.createdUtc, '')))
      .map((folder) => presentFolder(call, session, shown, folder)),
    ...(itemType === 'Folders' ? [] : shownItems(call.simulator, session, shown))
      .filter((item) => isInside(item.folderId) && matches(searchableItem(item, shown)))
      .map((item) => presentEntry(call, session, shown, item)),
  ]);
  return pageOf(call, found, (thing) => thing);
}

const searchableItem = (item: Item, shown: Shown) =>
  searchable(item.name, versionAt(item, shown.asOfUtc)?.atUtc ?? shown.asOfUtc, item.from);

function searchable(name: string, dateUtc: string, author: string) {
  return { text: name, name, title: name, author, modifiedby: author, createdby: author, dateUtc };
}
