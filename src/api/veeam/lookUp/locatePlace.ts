import type { Target } from '../../../domain/terms.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { type ProtectedPlaceReply, protectedPlacesReply } from '../replies/places.ts';
import type { Located } from '../workloads/workloadTable.ts';

/** Two addresses of a site are the same whatever their case and a slash at the end. */
export const sameUrl = (one: string, other: string): boolean =>
  sameText(one.replace(/\/+$/, ''), other.replace(/\/+$/, ''));

/**
 * Locates a site or a team among what the backups hold. By Microsoft's id where the version has it; a site that has no such id there
 * is found by its URL, and the answer says so. Before v8 nothing can be asked, so the URL or id is taken as it is.
 */
export async function locatePlace(
  context: VeeamContext,
  tenantId: string,
  target: Target,
  kind: { readonly path: '/ProtectedSites' | '/ProtectedTeams'; readonly filter: 'siteId' | 'teamId' },
): Promise<Located> {
  const { knowsObjectIds } = await context.api.version();
  const organization = await context.known.organization(tenantId);
  // Whether a site or team still exists is told nowhere.
  const common = { kind: 'found', organizationId: organization.id, live: true } as const;
  if (!knowsObjectIds) {
    // Before v8 a team's id is Microsoft's too (vb365.md §4: uuid), a site has only its URL there.
    const byObjectId = kind.filter === 'teamId';
    const address = byObjectId ? target.id : target.address;
    return { ...common, pointFilter: {}, byObjectId, address, addressAt: async () => (byObjectId ? address : null) };
  }
  const byId = new Map<string, ProtectedPlaceReply>();
  const byUrl = new Map<string, ProtectedPlaceReply>();
  for await (const page of pages(context.api, protectedPlacesReply, kind.path, { organizationId: organization.id }))
    for (const place of page) {
      if (isTheirs(place, target)) byId.set(place.id, place);
      if (place.url !== '' && sameUrl(place.url, target.address)) byUrl.set(place.id, place);
    }
  const found = byId.size > 0 ? byId : byUrl;
  const [place, ...others] = found.values();
  if (place === undefined) return { kind: 'notProtected' };
  if (others.length > 0) return { kind: 'several' };
  return {
    ...common,
    pointFilter: { [kind.filter]: place.id },
    byObjectId: found === byId,
    address: kind.filter === 'teamId' ? place.id : place.url,
    addressAt: async () => (kind.filter === 'teamId' ? place.id : place.url),
  };
}

/** Microsoft Graph names a site `host,site collection id,site id`; the backup server knows the parts or the whole. */
function isTheirs(place: ProtectedPlaceReply, target: Target): boolean {
  const ids = [target.id, ...target.id.split(',').slice(1)];
  return place.msid !== '' && ids.some((id) => sameText(place.msid, id));
}
