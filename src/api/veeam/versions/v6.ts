import { v7 } from './v7.ts';
import type { VersionTable } from './versionTable.ts';

/** VB365 6 and 6a: as v7 without antiforgery tokens. */
export const v6: VersionTable = {
  ...v7,
  name: 'v6',
  antiforgery: false,
  filtersPoints: false,
  listsOperatorPoints: false,
  operatorTeams: false,
  includesFolders: false,
  mailFolderParameter: 'folderId',
};
