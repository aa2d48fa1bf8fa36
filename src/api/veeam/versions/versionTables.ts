import { v5 } from './v5.ts';
import { v6 } from './v6.ts';
import { v7 } from './v7.ts';
import { v8 } from './v8.ts';
import type { VersionName, VersionTable } from './versionTable.ts';

export const versionTables: Readonly<Record<VersionName, VersionTable>> = { v8, v7, v6, v5 };
