import { isWithin } from '../../world/history.ts';
import type { Item } from '../../world.ts';
import { type Shown, shownContainers, shownItems } from '../catalog/backup.ts';
import { itemStatistics, listStatistics, webStatistics } from '../files/fileStatistics.ts';
import { requireFolder, requireItem, requireVersion } from '../files/fileThings.ts';
import type { Call, Reply } from '../http/call.ts';
import { flag, holding, listOf, oneOf, readBody, text, whole, withId } from '../http/readers.ts';
import { invalid } from '../http/refusal.ts';
import { credentialShape, impersonation, readCredential } from '../restores/credentials.ts';
import { type RestorePart, type RestorePlan, startRestore } from '../restores/restoring.ts';
import { openSessionOf } from '../sessions/sessionAccess.ts';
import type { Session } from '../state.ts';
import { entryOf, shownSite } from './sites.ts';

const common = {
  sendSharedLinksNotification: flag,
  restorePermissions: flag,
  documentVersion: oneOf('All', 'Last'),
  documentLastVersionAction: oneOf('Overwrite', 'Merge'),
  ...credentialShape,
};
const flags = { restoreListViews: flag, changedItems: flag, deletedItems: flag };
const wholeSite = {
  ...common,
  ...flags,
  ...impersonation,
  alias: text,
  restoreSubsites: flag,
  restoreMasterPages: flag,
};
const elsewhere = {
  siteURL: text,
  officeRegion: oneOf('Worldwide', 'Germany', 'China', 'USDefence', 'USGovernment'),
  organizationName: text,
};
const lists = { documents: listOf(withId), items: listOf(withId), folders: listOf(withId) };
const entries = { ...common, ...flags, list: text, ...lists };

type Lists = { documents?: { id: string }[]; items?: { id: string }[]; folders?: { id: string }[] };
type Chosen = { session: Session; parts: RestorePart[]; statistics: RestorePlan['statistics'] };

function within(call: Call, session: Session, shown: Shown, placeId: string): Item[] {
  const folder = requireFolder(call, session, shown, placeId.toLowerCase(), ['folder', 'library', 'list']);
  return shownItems(call.simulator, session, shown).filter((item) =>
    isWithin(call.simulator.world, item.folderId, folder.id),
  );
}

function listed(
  call: Call,
  session: Session,
  shown: Shown,
  { documents = [], items = [], folders = [] }: Lists,
): Item[] {
  if (documents.length + items.length + folders.length === 0) throw invalid('At least one item is required.');
  return [
    ...[...documents, ...items].map(({ id }) =>
      requireItem(call, session, shown, id.toLowerCase(), ['document', 'listItem']),
    ),
    ...folders.flatMap(({ id }) => within(call, session, shown, id)),
  ];
}

/** What a restore below a site is about: a list, the entries listed, or the entry the path names. */
function choose(call: Call, body: Lists): Chosen {
  const session = openSessionOf(call, 'Vesp', 'restore');
  const shown = shownSite(call, session);
  const { documentId, itemId, folderId, versionId } = call.params;
  const listId = call.params.libraryId ?? call.params.listId;
  if (listId !== undefined) {
    const parts = [{ shown, items: within(call, session, shown, listId) }];
    return { session, parts, statistics: listStatistics };
  }
  const statistics = itemStatistics;
  if (folderId !== undefined) {
    return { session, parts: [{ shown, items: within(call, session, shown, folderId) }], statistics };
  }
  if (documentId === undefined && itemId === undefined) {
    return { session, parts: [{ shown, items: listed(call, session, shown, body) }], statistics };
  }
  const item = entryOf(call, session, shown, documentId === undefined ? 'listItem' : 'document');
  if (versionId === undefined) return { session, parts: [{ shown, items: [item] }], statistics };
  const version = requireVersion(session, shown, item, whole(versionId, 'versionId'));
  return { session, parts: [{ shown, items: [item], versionOf: () => version }], statistics };
}

function optionsOf(call: Call, body: { changedItems?: boolean; deletedItems?: boolean }): RestorePlan['options'] {
  const { absentRestoreFlag } = call.simulator.switches;
  return {
    changedItems: body.changedItems ?? absentRestoreFlag,
    missingItems: body.deletedItems ?? absentRestoreFlag,
  };
}

/** The site another place is in, by its address. */
function destination(call: Call, siteUrl: string | undefined, folder: string): RestorePlan['options'] {
  const wanted = siteUrl?.replace(/\/+$/, '').toLowerCase();
  const target = call.simulator.world.containers.find(
    (one) => one.workload === 'sharePoint' && one.url.toLowerCase() === wanted,
  );
  if (!target) throw invalid('Failed to resolve the target site.');
  return { destination: { containerId: target.id, folder } };
}

/** `POST …/Sites/{siteId}/<list, documents, items, folders, one of them, a version>/restore`. */
export function postSiteThingRestore(call: Call): Promise<Reply> {
  const body = readBody(call, entries);
  const chosen = choose(call, body);
  const credential = readCredential(call.simulator, chosen.session, body);
  return startRestore(call, { ...chosen, credential, options: optionsOf(call, body) });
}

/** The same, `/restoreTo`: into the list of another site. */
export function postSiteThingRestoreTo(call: Call): Promise<Reply> {
  const body = readBody(call, { ...entries, ...elsewhere });
  const chosen = choose(call, body);
  const credential = readCredential(call.simulator, chosen.session, body);
  const options = { ...optionsOf(call, body), ...destination(call, body.siteURL, body.list ?? 'Restored') };
  return startRestore(call, { ...chosen, credential, options });
}

function siteParts(call: Call, withSubsites: boolean): Chosen {
  const session = openSessionOf(call, 'Vesp', 'restore');
  const top = shownSite(call, session);
  const below = withSubsites
    ? shownContainers(call.simulator, session).filter((one) => one.container.parentContainerId === top.container.id)
    : [];
  const parts = [top, ...below].map((shown) => ({ shown, items: shownItems(call.simulator, session, shown) }));
  return { session, parts, statistics: webStatistics };
}

/** `POST …/Sites/{siteId}/restore`: a whole site, with `restoreSubsites` also those below it. */
export function postSiteRestore(call: Call): Promise<Reply> {
  const body = readBody(call, wholeSite);
  const chosen = siteParts(call, body.restoreSubsites ?? false);
  const credential = readCredential(call.simulator, chosen.session, body, true);
  const containerId = chosen.parts[0]?.shown.container.id ?? '';
  const beside = body.alias ? { destination: { containerId, folder: body.alias } } : {};
  return startRestore(call, { ...chosen, credential, options: { ...optionsOf(call, body), ...beside } });
}

/** `POST …/Sites/{siteId}/restoreTo`: a whole site into another. */
export function postSiteRestoreTo(call: Call): Promise<Reply> {
  const body = readBody(call, { ...wholeSite, ...elsewhere });
  const chosen = siteParts(call, body.restoreSubsites ?? false);
  const credential = readCredential(call.simulator, chosen.session, body, true);
  const options = { ...optionsOf(call, body), ...destination(call, body.siteURL, body.alias ?? '') };
  return startRestore(call, { ...chosen, credential, options });
}

/** `POST …/Sites/{siteId}/Documents|Items/operatorRestore`: a portal operator restores documents or list items. */
export function postSiteOperatorRestore(call: Call): Promise<Reply> {
  const body = readBody(call, {
    documentsRestoreConfigs: listOf(holding('document')),
    itemsRestoreConfigs: listOf(holding('item')),
    list: text,
    restorePermissions: flag,
    sendSharedLinksNotification: flag,
    documentVersion: common.documentVersion,
    documentLastVersionAction: common.documentLastVersionAction,
    restoreChangedItems: flag,
    restoreDeletedItems: flag,
    reason: text,
  });
  const session = openSessionOf(call, 'Vesp', 'restore');
  const shown = shownSite(call, session);
  const asked = [...(body.documentsRestoreConfigs ?? []), ...(body.itemsRestoreConfigs ?? [])];
  const isFolder = (id: string): boolean => call.simulator.world.folders.has(id);
  const chosen = { items: asked.filter(({ id }) => !isFolder(id)), folders: asked.filter(({ id }) => isFolder(id)) };
  const { absentRestoreFlag } = call.simulator.switches;
  return startRestore(call, {
    session,
    credential: { form: 'operator', error: null },
    options: {
      changedItems: body.restoreChangedItems ?? absentRestoreFlag,
      missingItems: body.restoreDeletedItems ?? absentRestoreFlag,
    },
    parts: [{ shown, items: listed(call, session, shown, chosen) }],
    reason: body.reason ?? '',
    isAsync: true,
    statistics: itemStatistics,
  });
}
