import { type Route, route } from './router.ts';
import {
  postSiteOperatorRestore,
  postSiteRestore,
  postSiteRestoreTo,
  postSiteThingRestore,
  postSiteThingRestoreTo,
} from './siteRestores.ts';
import {
  getAttachment,
  getAttachments,
  getEntries,
  getEntry,
  getEntryVersion,
  getEntryVersions,
  getList,
  getLists,
  getSite,
  getSiteFolder,
  getSiteFolders,
  getSiteFolderVersions,
  getSites,
  postSiteSearch,
} from './sites.ts';

const sites = '/RestoreSessions/{restoreSessionId}/Organization/Sites';
const site = `${sites}/{siteId}`;
const document = `${site}/Documents/{documentId}`;
const item = `${site}/Items/{itemId}`;
const folder = `${site}/Folders/{folderId}`;
const library = `${site}/Libraries/{libraryId}`;
const list = `${site}/Lists/{listId}`;
const version = 'Versions/{versionId}';
const explicit = { audience: 'notOperator', since: 'v6' } as const;
const operator = { audience: 'operator', since: 'v6' } as const;

/** What can be restored below a site. */
const things = [
  library,
  list,
  `${site}/Documents`,
  `${site}/Items`,
  `${site}/Folders`,
  document,
  item,
  folder,
  ...[document, item, folder].map((thing) => `${thing}/${version}`),
];

/** SharePoint: browsing, searching, restoring. */
export const siteRoutes: readonly Route[] = [
  route(`GET ${sites}`, getSites),
  route(`GET ${site}`, getSite),
  route(`GET ${site}/Libraries`, getLists('library')),
  route(`GET ${library}`, getList('library')),
  route(`GET ${site}/Lists`, getLists('list')),
  route(`GET ${list}`, getList('list')),
  route(`GET ${site}/Documents`, getEntries('document')),
  route(`GET ${document}`, getEntry('document')),
  route(`GET ${document}/Versions`, getEntryVersions('document')),
  route(`GET ${document}/${version}`, getEntryVersion('document')),
  route(`GET ${site}/Items`, getEntries('listItem')),
  route(`GET ${item}`, getEntry('listItem')),
  route(`GET ${item}/Versions`, getEntryVersions('listItem')),
  route(`GET ${item}/${version}`, getEntryVersion('listItem')),
  route(`GET ${item}/Attachments`, getAttachments),
  route(`GET ${item}/Attachments/{attachmentId}`, getAttachment),
  route(`GET ${site}/Folders`, getSiteFolders),
  route(`GET ${folder}`, getSiteFolder),
  route(`GET ${folder}/Versions`, getSiteFolderVersions),
  route(`GET ${folder}/${version}`, getSiteFolder),
  ...[sites, site, library, list, folder].map((place) => route(`POST ${place}/search`, postSiteSearch)),
  route(`POST ${site}/restore`, postSiteRestore, explicit),
  route(`POST ${site}/restoreTo`, postSiteRestoreTo, explicit),
  ...things.map((thing) => route(`POST ${thing}/restore`, postSiteThingRestore, explicit)),
  ...things.map((thing) => route(`POST ${thing}/restoreTo`, postSiteThingRestoreTo, explicit)),
  route(`POST ${site}/Documents/operatorRestore`, postSiteOperatorRestore, operator),
  route(`POST ${site}/Items/operatorRestore`, postSiteOperatorRestore, operator),
];
