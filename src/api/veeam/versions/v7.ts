import { v8 } from './v8.ts';
import type { VersionTable } from './versionTable.ts';

/** VB365 7 and 7a: paths like v8, but restores block until they are done and Microsoft's ids are not told. */
export const v7: VersionTable = {
  ...v8,
  name: 'v7',
  restores: 'blocking',
  knowsObjectIds: false,
  tellsChanges: false,
  tellsStatistics: false,
  exploresRepository: false,
  copiesDocumentsByFlags: false,
};
