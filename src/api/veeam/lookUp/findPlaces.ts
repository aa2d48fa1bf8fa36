import type { Target } from '../../../domain/terms.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { protectedPlacesReply } from '../replies/places.ts';
import { sameUrl } from './locatePlace.ts';

/** Names offered to choose from at most. */
const mostOffered = 10;

/** Where nothing can be listed, a site is known by its address only, and a name finds nothing. */
export function addressAsPlace(kind: 'site' | 'team', words: string): readonly Target[] {
  const asked = words.trim();
  return kind === 'site' && asked.startsWith('https://') ? [{ kind, id: asked, name: asked, address: asked }] : [];
}

const isExactly = (target: Target, asked: string): boolean =>
  sameText(target.id, asked) || (target.address !== '' && sameUrl(target.address, asked));

/** The one with exactly this URL or id, else those whose name holds the words. */
export function placesNamed(all: readonly Target[], words: string): readonly Target[] {
  const asked = words.trim();
  const exact = all.find((target) => isExactly(target, asked));
  if (exact) return [exact];
  return all.filter(({ name }) => name.toLowerCase().includes(asked.toLowerCase())).slice(0, mostOffered);
}

/**
 * The sites or teams of the backups that words can mean: the one with exactly this URL or id, else those whose name holds the words.
 * Before v8 the server lists none outside a session.
 */
export async function findPlaces(
  context: VeeamContext,
  tenantId: string,
  kind: 'site' | 'team',
  words: string,
): Promise<readonly Target[]> {
  const { knowsObjectIds } = await context.api.version();
  if (!knowsObjectIds) return addressAsPlace(kind, words);
  const organization = await context.known.organization(tenantId);
  const path = kind === 'site' ? '/ProtectedSites' : '/ProtectedTeams';
  const byName: Target[] = [];
  for await (const page of pages(context.api, protectedPlacesReply, path, { organizationId: organization.id })) {
    const listed = page.map(
      (place): Target => ({
        kind,
        id: place.msid === '' ? place.id : place.msid,
        name: place.displayName,
        address: place.url,
      }),
    );
    const [first, ...others] = placesNamed(listed, words);
    if (first && isExactly(first, words.trim())) return [first];
    byName.push(...(first ? [first, ...others] : []));
  }
  return byName.slice(0, mostOffered);
}
