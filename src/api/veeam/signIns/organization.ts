import { addressAsPlace } from '../lookUp/findPlaces.ts';
import { instantsAsPoints } from '../lookUp/pointSource.ts';
import { ownOrganizationReply } from '../replies/operator.ts';
import type { OrganizationAccount } from '../settings.ts';
import { digestOf } from './administrator.ts';
import { exploreOptions, restoreWithCredential, type SignIn } from './signIn.ts';

/**
 * Grant `jwt-bearer`: the organization itself, with modern app-only authentication. The assertion is the whole JSON document of Microsoft's
 * token reply (vb365.md §1.4). This login lists no restore points and no people: instants are explored as they are, targets are known by
 * address.
 */
export function organizationSignIn(account: OrganizationAccount): SignIn {
  return {
    kind: 'organization',
    key: `organization:${digestOf(account.name)}`,
    hasReasons: false,
    form: async () => ({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_id: account.name,
      assertion: await account.tokenDocument(),
    }),
    ability: (table, version, selection) =>
      selection === 'whole' ? table.ability(version) : (table.items?.ability(version) ?? null),
    // It lists no sites and teams outside a session.
    places: async (_context, _tenantId, kind, words) => addressAsPlace(kind, words),
    restores: (version) => version.restores,
    async reach(context, _table, _tenantId, target) {
      const organization = await context.api.read(ownOrganizationReply, '/Organization');
      return {
        kind: 'found',
        organizationId: organization.id,
        byObjectId: false,
        // A team is known by its id also here.
        address: target.kind === 'team' ? target.id : target.address,
        live: true,
        addressAt: async () => null,
        points: instantsAsPoints(organization),
        scope: null,
      };
    },
    exploreCall: (version, evidence, run) =>
      version.action(
        '/Organization',
        'explore',
        exploreOptions({ ...version, exploresRepository: false }, evidence, run),
      ),
    restoreCall: restoreWithCredential,
  };
}
