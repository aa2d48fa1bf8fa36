import { createHash } from 'node:crypto';
import { findPlaces } from '../lookUp/findPlaces.ts';
import { askedPoints } from '../lookUp/pointSource.ts';
import type { AdministratorAccount } from '../settings.ts';
import { exploreOptions, restoreWithCredential, type SignIn } from './signIn.ts';

/** A short digest of a name, for keys that must not show it. */
export const digestOf = (name: string): string =>
  createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 12);

/** Grant `password`: the Windows account with the backup administrator role (vb365.md §1.3). Its API knows no second factor. */
export function administratorSignIn(account: AdministratorAccount): SignIn {
  return {
    kind: 'administrator',
    key: `administrator:${digestOf(account.userName)}`,
    hasReasons: false,
    form: async () => ({ grant_type: 'password', username: account.userName, password: account.password.reveal() }),
    ability: (table, version, selection) =>
      selection === 'whole' ? table.ability(version) : (table.items?.ability(version) ?? null),
    places: findPlaces,
    restores: (version) => version.restores,
    async reach(context, table, tenantId, target) {
      const found = await table.locate(context, tenantId, target);
      if (found.kind !== 'found') return found;
      const { organizationId, pointFilter: object } = found;
      const points = askedPoints(context, { organizationId, holds: table.pointFlag, object });
      return { ...found, points, scope: null };
    },
    exploreCall: (version, evidence, run) =>
      version.action(`/Organizations/${evidence.organizationId}`, 'explore', exploreOptions(version, evidence, run)),
    restoreCall: restoreWithCredential,
  };
}
