import type { RunContext } from '../../../ports/provider.ts';
import type { ActionCall, VersionTable } from '../versions/versionTable.ts';
import { newFolder } from '../workloads/newFolder.ts';
import { credentialProperties, plainSpelling } from '../workloads/restoreCredential.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import { documentsBelow, listed } from './fileListing.ts';
import type { ItemPart, ItemTable } from './itemTable.ts';

const drivePath = (sessionId: string, { id }: Pick<RestoreObject, 'id'>): string =>
  `/RestoreSessions/${sessionId}/organization/oneDrives/${id}`;

/** Portal operators restore folders as documents: there is no other call for them (vb365.md §5.6, an inference from the portal). */
export const restoreDriveAsOperator = (
  version: VersionTable,
  sessionId: string,
  drive: RestoreObject | undefined,
  { options }: RunContext,
): ActionCall =>
  version.action(`${drivePath(sessionId, { id: drive?.id ?? '' })}/documents`, 'operatorRestore', {
    documentAction: options.changedItems ? 'Overwrite' : 'Keep',
    // A folder has no size, a document wants one.
    documentsRestoreConfigs: (drive?.items ?? []).map((thing) => ({
      document: { sizeBytes: 0, ...thing },
      documentVersion: options.allVersions ? 'All' : 'Last',
    })),
  });

/** Documents or folders, all that were picked in one call: overwritten, or put beside what is there (vb365.md §5.3). */
const restoreOf =
  (things: 'documents' | 'folders'): ItemPart['restore'] =>
  (context, version, sessionId, drive, run) => {
    const path = `${drivePath(sessionId, drive)}/${things}`;
    const credential = credentialProperties(context.credential, { ...plainSpelling, impersonates: false });
    if (run.destination === 'inPlace')
      return version.action(path, 'restore', {
        [things]: drive.items,
        documentAction: run.options.changedItems ? 'Overwrite' : 'Keep',
        ...credential,
      });
    return version.action(path, 'copyTo', {
      [things]: drive.items,
      onedrive: { id: drive.id, name: drive.name, url: drive.address },
      folder: newFolder(run),
      documentVersion: 'Last',
      // A copy beside the original holds everything of that time.
      ...(things === 'folders' || version.copiesDocumentsByFlags ? { changedItems: true, deletedItems: true } : {}),
      ...(things === 'folders' ? { restorePermissions: false, sendSharedLinksNotification: false } : {}),
      ...credential,
    });
  };

const folder: ItemPart = {
  browse: (context, sessionId, drive) =>
    listed(context, `${drivePath(sessionId, drive)}/folders`, 'container', 'folder'),
  restore: restoreOf('folders'),
  operatorRestore: restoreDriveAsOperator,
};

const document: ItemPart = {
  browse: (context, sessionId, drive, filter) =>
    documentsBelow(context, drivePath(sessionId, drive), ['folders'], filter),
  restore: restoreOf('documents'),
  operatorRestore: restoreDriveAsOperator,
};

/** What can be picked within a OneDrive. */
export const driveItemTable: ItemTable = {
  // No source tells how v5 lists the documents of a OneDrive.
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['changedItems', 'includeDeleted'],
          destinations: ['inPlace', 'new'],
          manner: { inPlace: 'merge', new: 'merge' },
          filters: ['folder', 'from', 'title', 'sinceUtc'],
        },
  operatorAbility: (version) =>
    version.hasPortal
      ? {
          options: ['changedItems', 'includeDeleted', 'allVersions'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
          filters: ['folder', 'from', 'title', 'sinceUtc'],
        }
      : null,
  parts: { folder, document },
};
