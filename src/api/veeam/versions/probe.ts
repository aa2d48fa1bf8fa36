import { Fault } from '../../../lib/fault.ts';
import type { HttpClient } from '../../../lib/http/httpTypes.ts';
import { type VersionName, type VersionTable, versionNames } from './versionTable.ts';
import { versionTables } from './versionTables.ts';

/**
 * Which version to speak: the pinned one, or the newest the server serves. There is no list of versions to ask for; a version that
 * is served asks an anonymous caller of `ServiceInstance` to sign in, one that is not knows no such path (vb365.md §0).
 * Found once; a failure is not remembered.
 */
export function createVersionChoice(
  http: HttpClient,
  wanted: VersionName | 'auto',
  servedStatuses: readonly number[],
): { get(): Promise<VersionTable>; known(): VersionTable | null } {
  let chosen: VersionTable | null = wanted === 'auto' ? null : versionTables[wanted];
  let asking: Promise<VersionTable> | null = null;

  async function probe(): Promise<VersionTable> {
    for (const name of versionNames) {
      const reply = await http.send({ method: 'GET', path: `/${name}/ServiceInstance` });
      if (servedStatuses.includes(reply.status)) return versionTables[name];
      if (reply.status >= 500)
        throw new Fault('BACKUP_BROKEN', { effect: 'none', cause: new Error(`HTTP ${reply.status}`) });
    }
    throw new Fault('BACKUP_REFUSED', { effect: 'none', cause: new Error('no known version is served') });
  }

  return {
    known: () => chosen,
    async get() {
      if (chosen) return chosen;
      asking ??= probe().finally(() => {
        asking = null;
      });
      chosen = await asking;
      return chosen;
    },
  };
}
