import { z } from 'zod';
import type { Person } from '../domain/terms.ts';
import type { Clock } from '../lib/clock.ts';
import type { Directory } from '../ports/directory.ts';
import { type Account, account, accounts, select } from './accounts.ts';
import { type AskGraph, unreachable } from './graphCall.ts';
import { createSitesOf } from './groupSites.ts';
import { createKept } from './kept.ts';
import { createGroupOfSite, namesOfSite } from './siteGroup.ts';

/** The largest page Graph gives; a manager of more people than that is none in real life. */
const mostIds = '999';
const mostMembers = 100;
/** Only says whom to ask or tell, never who may; many messages at once cost one question. */
const membersKeptSeconds = 30;

const ids = z.object({ value: z.array(z.object({ id: z.string() })) });
const groups = z.object({ value: z.array(z.object({ id: z.string(), groupTypes: z.array(z.string()).nullish() })) });

/**
 * Who manages whom and who owns what. Managers and reports need `User.Read.All`, members and owners of a group
 * `GroupMember.Read.All`. Only a policy that names owners asks what a person owns: `ownedObjects` needs `Directory.Read.All` (Microsoft
 * Learn lists it for signed-in users and says nothing of apps; not tried on a tenant), the sites of those groups `Sites.Read.All`.
 */
export function createRelations(options: {
  readonly ask: AskGraph;
  readonly clock: Clock;
  readonly timeLimitMilliseconds: number;
  readonly keptSeconds: number;
  readonly personOf: (found: Account) => Awaited<ReturnType<Directory['byId']>>;
}): Pick<Directory, 'reportsOf' | 'ownedBy' | 'managerOf' | 'membersOf' | 'ownersOf'> {
  const { ask, timeLimitMilliseconds, personOf } = options;
  const kept = createKept<readonly string[]>(options);
  const keptPeople = createKept<readonly Person[]>({ clock: options.clock, keptSeconds: membersKeptSeconds });
  const sitesOf = createSitesOf(options);
  const groupOfSite = createGroupOfSite({ ask, sitesOf, timeLimitMilliseconds });

  const idsAt = (path: string) =>
    kept(path, async () => {
      const answer = await ask({ path, query: { $select: 'id', $top: mostIds } }, timeLimitMilliseconds);
      if (answer === undefined) return [];
      const parsed = ids.safeParse(answer);
      if (!parsed.success) throw unreachable('an answer of another shape');
      return parsed.data.value.map(({ id }) => id.toLowerCase());
    });

  /** Both questions share the time limit, because somebody waits at a button. */
  async function groupsAndSites(path: string): Promise<readonly string[]> {
    const began = performance.now();
    const answer = await ask({ path, query: { $select: 'id,groupTypes', $top: mostIds } }, timeLimitMilliseconds);
    if (answer === undefined) return [];
    const parsed = groups.safeParse(answer);
    if (!parsed.success) throw unreachable('an answer of another shape');
    const owned = parsed.data.value.map((group) => ({ ...group, id: group.id.toLowerCase() }));
    // Only Microsoft 365 groups have a site.
    const withSites = owned.filter(({ groupTypes }) => groupTypes?.includes('Unified')).map(({ id }) => id);
    const left = Math.max(1, Math.ceil(timeLimitMilliseconds - (performance.now() - began)));
    const sites = withSites.length === 0 ? [] : [...(await sitesOf(withSites, left)).values()];
    return [...owned.map(({ id }) => id), ...sites.flatMap(namesOfSite)];
  }

  async function peopleAt(path: string): Promise<readonly Person[]> {
    const answer = await ask({ path, query: { $select: select, $top: String(mostMembers) } }, timeLimitMilliseconds);
    if (answer === undefined) return [];
    const parsed = accounts.safeParse(answer);
    if (!parsed.success) throw unreachable('an answer of another shape');
    return parsed.data.value.map(personOf).filter((person) => person !== null);
  }

  const part = (id: string) => encodeURIComponent(id);
  return {
    reportsOf: (personId) => idsAt(`/users/${part(personId)}/directReports`),
    ownedBy: (personId) => {
      const path = `/users/${part(personId)}/ownedObjects/microsoft.graph.group`;
      return kept(path, () => groupsAndSites(path));
    },
    async managerOf(personId) {
      const answer = await ask(
        { path: `/users/${part(personId)}/manager`, query: { $select: select } },
        timeLimitMilliseconds,
      );
      if (answer === undefined) return null;
      const parsed = account.safeParse(answer);
      if (!parsed.success) throw unreachable('an answer of another shape');
      return personOf(parsed.data);
    },
    membersOf: (groupId) => {
      const path = `/groups/${part(groupId)}/transitiveMembers/microsoft.graph.user`;
      return keptPeople(path, () => peopleAt(path));
    },
    async ownersOf(target) {
      const groupId = target.kind === 'team' ? target.id : target.kind === 'site' ? await groupOfSite(target) : null;
      return groupId === null ? [] : peopleAt(`/groups/${part(groupId)}/owners/microsoft.graph.user`);
    },
  };
}
