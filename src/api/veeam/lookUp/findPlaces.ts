import type { Target } from '../../../domain/terms.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { protectedPlacesReply } from '../replies/places.ts';
import { sameUrl } from './locatePlace.ts';

/** Names offered to choose from at most. */
const mostOffered = 10;

/**
 * The sites or teams of the backups that words can mean: the one with exactly this URL or id, else those whose name holds the words.
 * Before v8 the server lists none outside a session, so a URL is taken as it is and a name finds nothing.
 */
export async function findPlaces(
  context: VeeamContext,
  tenantId: string,
  kind: 'site' | 'team',
  words: string,
): Promise<readonly Target[]> {
  const asked = words.trim();
  const { knowsObjectIds } = await context.api.version();
  if (!knowsObjectIds)
    return kind === 'site' && asked.startsWith('https://') ? [{ kind, id: asked, name: asked, address: asked }] : [];
  const organization = await context.known.organization(tenantId);
  const path = kind === 'site' ? '/ProtectedSites' : '/ProtectedTeams';
  const byName: Target[] = [];
  for await (const page of pages(context.api, protectedPlacesReply, path, { organizationId: organization.id }))
    for (const place of page) {
      const target: Target = {
        kind,
        id: place.msid === '' ? place.id : place.msid,
        name: place.displayName,
        address: place.url,
      };
      if (sameText(target.id, asked) || (place.url !== '' && sameUrl(place.url, asked))) return [target];
      if (byName.length < mostOffered && place.displayName.toLowerCase().includes(asked.toLowerCase()))
        byName.push(target);
    }
  return byName;
}
