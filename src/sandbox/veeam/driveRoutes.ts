import { postBulkDriveRestore, postDriveCopy, postDriveOperatorRestore, postDriveRestore } from './driveRestores.ts';
import {
  getDrive,
  getDriveDocument,
  getDriveDocuments,
  getDriveFolder,
  getDriveFolders,
  getDriveFolderVersions,
  getDrives,
  getDriveVersion,
  getDriveVersions,
  postDriveSearch,
} from './drives.ts';
import { type Route, route } from './router.ts';

const drives = '/RestoreSessions/{restoreSessionId}/Organization/OneDrives';
const drive = `${drives}/{oneDriveId}`;
const document = `${drive}/Documents/{documentId}`;
const folder = `${drive}/Folders/{folderId}`;
const version = 'Versions/{versionId}';
const explicit = { audience: 'notOperator', since: 'v6' } as const;

/** What can be restored: everything, the listed, one, or one version of one. */
const selections = [
  drive,
  `${drive}/Documents`,
  `${drive}/Folders`,
  document,
  folder,
  `${document}/${version}`,
  `${folder}/${version}`,
] as const;

/** OneDrive: browsing, searching, restoring. */
export const driveRoutes: readonly Route[] = [
  route(`GET ${drives}`, getDrives),
  route(`GET ${drive}`, getDrive),
  route(`GET ${drive}/Documents`, getDriveDocuments),
  route(`GET ${document}`, getDriveDocument),
  route(`GET ${document}/Versions`, getDriveVersions),
  route(`GET ${document}/${version}`, getDriveVersion),
  route(`GET ${drive}/Folders`, getDriveFolders),
  route(`GET ${folder}`, getDriveFolder),
  route(`GET ${folder}/Versions`, getDriveFolderVersions),
  route(`GET ${folder}/${version}`, getDriveFolder),
  ...[drives, drive, folder].map((place) => route(`POST ${place}/search`, postDriveSearch)),
  route(`POST ${drives}/restore`, postBulkDriveRestore, explicit),
  ...selections.map((place) => route(`POST ${place}/restore`, postDriveRestore, explicit)),
  ...selections.map((place) => route(`POST ${place}/copyTo`, postDriveCopy, explicit)),
  route(`POST ${drive}/Documents/operatorRestore`, postDriveOperatorRestore, { audience: 'operator', since: 'v6' }),
];
