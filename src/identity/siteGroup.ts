import { z } from 'zod';
import type { Target } from '../domain/terms.ts';
import { Fault } from '../lib/fault.ts';
import { isGuid } from '../lib/guid.ts';
import { type AskGraph, unreachable } from './graphCall.ts';
import type { SitesOf } from './groupSites.ts';
import { inferences } from './inferences.ts';

/** Microsoft Graph names a site `host,site collection id,site id`. */
const wholeId = /^[^/,\s]+,[0-9a-f-]{36},[0-9a-f-]{36}$/i;

const siteReply = z.object({ id: z.string() });
const driveReply = z.object({ owner: z.object({ group: z.object({ id: z.string() }).nullish() }).nullish() });

/** The names under which a backup product may know a site: Graph's whole id, the id of its collection and its own. */
export const namesOfSite = (siteId: string): readonly string[] => [siteId, ...siteId.split(',').slice(1)];

/**
 * Finds the Microsoft 365 group behind a site, or null. Null for what cannot be known: classic and communication sites have no group; a
 * site that is known by its address only may be another one than the backup's; private and shared channels have sites whose owners Graph
 * does not tell. The group is believed only when it names this very site as its own.
 */
export function createGroupOfSite(options: {
  readonly ask: AskGraph;
  readonly sitesOf: SitesOf;
  readonly timeLimitMilliseconds: number;
}): (site: Pick<Target, 'id' | 'address'>) => Promise<string | null> {
  const { ask, sitesOf, timeLimitMilliseconds } = options;

  async function answer<T>(path: string, select: string, shape: z.ZodType<T>): Promise<T | null> {
    const said = await ask({ path, query: { $select: select } }, timeLimitMilliseconds);
    if (said === undefined) return null;
    const parsed = shape.safeParse(said);
    if (!parsed.success) throw unreachable('an answer of another shape');
    return parsed.data;
  }

  async function wholeIdOf({ id, address }: Pick<Target, 'id' | 'address'>): Promise<string | null> {
    if (wholeId.test(id)) return id.toLowerCase();
    const url = URL.parse(address);
    if (!isGuid(id) || url?.protocol !== 'https:') return null;
    const path = url.pathname.replace(/\/+$/, '');
    const found = await answer(path === '' ? `/sites/${url.host}` : `/sites/${url.host}:${path}`, 'id', siteReply);
    // The address may belong to another site today.
    const now = found?.id.toLowerCase() ?? '';
    return wholeId.test(now) && namesOfSite(now).includes(id.toLowerCase()) ? now : null;
  }

  return async (site) => {
    if (!inferences.siteGroupIsDriveOwner) return null;
    try {
      const id = await wholeIdOf(site);
      if (id === null) return null;
      const drive = await answer(`/sites/${id}/drive`, 'owner', driveReply);
      const groupId = drive?.owner?.group?.id;
      if (groupId === undefined || !isGuid(groupId)) return null;
      return (await sitesOf([groupId], timeLimitMilliseconds)).get(groupId) === id ? groupId : null;
    } catch (thrown) {
      // Without the permission for sites nobody is known to own one.
      if (thrown instanceof Fault && thrown.code === 'DIRECTORY_FORBIDDEN') return null;
      throw thrown;
    }
  };
}
