import type { VersionTable } from './versionTable.ts';

/** VB365 8.x: a path per action, restores answer at once with a session. */
export const v8: VersionTable = {
  name: 'v8',
  antiforgery: true,
  restores: 'async',
  knowsObjectIds: true,
  tellsChanges: true,
  tellsStatistics: true,
  exploresRepository: true,
  copiesDocumentsByFlags: true,
  filtersPoints: true,
  listsOperatorPoints: true,
  operatorTeams: true,
  mailFolderParameter: 'parentId',
  includesFolders: true,
  hasPortal: true,
  bulkMailboxes: true,
  action: (resource, action, body) => ({ path: `${resource}/${action}`, body: body ?? undefined }),
};
