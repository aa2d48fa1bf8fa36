import { isContainerLive, isWithin } from '../../world/history.ts';
import type { Item, ItemVersion } from '../../world.ts';
import { type Shown, shownContainers, shownItems } from '../catalog/backup.ts';
import { bulkDriveStatistics, itemStatistics } from '../files/fileStatistics.ts';
import { requireFolder, requireItem, requireVersion } from '../files/fileThings.ts';
import { type Call, param, type Reply } from '../http/call.ts';
import { flag, guid, holding, listOf, oneOf, readBody, text, whole, withId } from '../http/readers.ts';
import { invalid } from '../http/refusal.ts';
import { bulkDriveCredentialShape, credentialShape, readCredential } from '../restores/credentials.ts';
import { type RestorePlan, requireShown, startRestore } from '../restores/restoring.ts';
import { openSessionOf } from '../sessions/sessionAccess.ts';
import { worldNowUtc } from '../simulator.ts';
import type { Session } from '../state.ts';
import { shownDrive } from './drives.ts';

const documentAction = oneOf('Overwrite', 'Keep');
const documentVersion = oneOf('All', 'Last');
const place = {
  officeRegion: oneOf('Worldwide', 'Germany', 'China', 'USDefence', 'USGovernment'),
  organizationName: text,
};
const restoreShape = { documentAction, ...credentialShape, ...place };
const copyShape = {
  changedItems: flag,
  deletedItems: flag,
  restorePermissions: flag,
  sendSharedLinksNotification: flag,
  onedrive: withId,
  folder: text,
  documentVersion,
  documentLastVersionAction: oneOf('Overwrite', 'Merge'),
  ...credentialShape,
  ...place,
};
const lists = { documents: listOf(withId), folders: listOf(withId) };

type Chosen = { session: Session; shown: Shown; items: Item[]; versionOf?: (item: Item) => ItemVersion };
type Lists = { documents?: { id: string }[]; folders?: { id: string }[] };

function itemsInFolder(call: Call, session: Session, shown: Shown, folderId: string): Item[] {
  const folder = requireFolder(call, session, shown, guid(folderId, 'folderId'), ['folder']);
  return shownItems(call.simulator, session, shown).filter((item) =>
    isWithin(call.simulator.world, item.folderId, folder.id),
  );
}

/** What a restore is about: the documents or folders listed, those the path names, or the whole OneDrive. */
function choose(call: Call, { documents, folders }: Lists): Chosen {
  const session = openSessionOf(call, 'Veod', 'restore');
  const shown = shownDrive(call, session);
  const { documentId, folderId, versionId } = call.params;
  const isList = /\/(documents|folders)\/(restore|copyTo)$/i.test(call.operation);
  if (isList) return { session, shown, items: listed(call, session, shown, { documents, folders } as Lists) };
  if (documentId !== undefined) {
    const item = requireItem(call, session, shown, guid(documentId, 'documentId'), ['document']);
    if (versionId === undefined) return { session, shown, items: [item] };
    const version = requireVersion(session, shown, item, whole(versionId, 'versionId'));
    return { session, shown, items: [item], versionOf: () => version };
  }
  if (folderId !== undefined) return { session, shown, items: itemsInFolder(call, session, shown, folderId) };
  return { session, shown, items: shownItems(call.simulator, session, shown) };
}

function listed(call: Call, session: Session, shown: Shown, { documents = [], folders = [] }: Lists): Item[] {
  if (documents.length + folders.length === 0) throw invalid('At least one document or folder is required.');
  return [
    ...documents.map(({ id }) => requireItem(call, session, shown, id, ['document'])),
    ...folders.flatMap(({ id }) => itemsInFolder(call, session, shown, id)),
  ];
}

/** `POST …/OneDrives/{oneDriveId}[/Documents|/Folders…]/restore`: to where they were. */
export function postDriveRestore(call: Call): Promise<Reply> {
  const body = readBody(call, { ...restoreShape, ...lists });
  const { session, ...part } = choose(call, body);
  return startRestore(call, {
    session,
    credential: readCredential(call.simulator, session, body),
    options: { documentAction: body.documentAction ?? 'Overwrite' },
    parts: [part],
    statistics: itemStatistics,
  });
}

function copyDestination(call: Call, id: string | undefined, folder: string | undefined): RestorePlan['options'] {
  const target = call.simulator.world.containers.find((one) => one.workload === 'oneDrive' && one.id === id);
  if (!target || !isContainerLive(call.simulator.world, target, worldNowUtc(call.simulator))) {
    throw invalid('Failed to resolve the target OneDrive.');
  }
  return { destination: { containerId: target.id, folder: folder ?? '' } };
}

/** `POST …/OneDrives/{oneDriveId}[/Documents|/Folders…]/copyTo`: into another OneDrive or folder. */
export function postDriveCopy(call: Call): Promise<Reply> {
  const body = readBody(call, { ...copyShape, ...lists });
  const { session, ...part } = choose(call, body);
  return startRestore(call, {
    session,
    credential: readCredential(call.simulator, session, body),
    options: copyDestination(call, body.onedrive?.id, body.folder),
    parts: [part],
    statistics: itemStatistics,
  });
}

/** `POST …/OneDrives/restore`: whole OneDrives in bulk. */
export function postBulkDriveRestore(call: Call): Promise<Reply> {
  const session = openSessionOf(call, 'Veod', 'restore');
  const body = readBody(call, {
    ...bulkDriveCredentialShape,
    documentAction,
    skipUnresolved: flag,
    oneDrives: listOf(withId),
  });
  const credential = readCredential(call.simulator, session, {
    ...body,
    ...(body.officeUsername !== undefined && { userName: body.officeUsername }),
    ...(body.officeUserpassword !== undefined && { userPassword: body.officeUserpassword }),
  });
  const asked = body.oneDrives ?? [];
  if (asked.length === 0) throw invalid('At least one OneDrive is required.');
  const all = shownContainers(call.simulator, session);
  return startRestore(call, {
    session,
    credential,
    options: { documentAction: body.documentAction ?? 'Overwrite' },
    parts: asked.map(({ id }) => {
      const shown = requireShown(all, id, 'The OneDrive');
      return { shown, items: shownItems(call.simulator, session, shown) };
    }),
    skipUnresolved: body.skipUnresolved ?? false,
    statistics: bulkDriveStatistics,
  });
}

/** `POST …/Documents/operatorRestore`: a portal operator restores documents (and folders, passed as documents). */
export function postDriveOperatorRestore(call: Call): Promise<Reply> {
  const session = openSessionOf(call, 'Veod', 'restore');
  const shown = requireShown(shownContainers(call.simulator, session), param(call, 'oneDriveId'), 'The OneDrive');
  const body = readBody(call, { documentAction, documentsRestoreConfigs: listOf(holding('document')), reason: text });
  const asked = body.documentsRestoreConfigs ?? [];
  if (body.documentAction === undefined) throw invalid('documentAction is required.');
  if (asked.length === 0) throw invalid('documentsRestoreConfigs is required.');
  const isFolder = (id: string): boolean => call.simulator.world.folders.has(id);
  const documents = asked.filter(({ id }) => !isFolder(id));
  const folders = asked.filter(({ id }) => isFolder(id));
  return startRestore(call, {
    session,
    credential: { form: 'operator', error: null },
    options: { documentAction: body.documentAction },
    parts: [{ shown, items: listed(call, session, shown, { documents, folders }) }],
    reason: body.reason ?? '',
    isAsync: true,
    statistics: itemStatistics,
  });
}
