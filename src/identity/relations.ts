import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import type { Directory } from '../ports/directory.ts';
import { type Account, account, accounts, select } from './accounts.ts';
import { type AskGraph, unreachable } from './graphCall.ts';
import { createKept } from './kept.ts';

/** The largest page Graph gives; a manager of more people than that is none in real life. */
const mostIds = '999';
const mostMembers = 100;

const ids = z.object({ value: z.array(z.object({ id: z.string() })) });

/**
 * Who manages whom and who owns what. Managers and reports need `User.Read.All`, members and owners of a group
 * `GroupMember.Read.All`; what a person owns (`ownedObjects`) needs `Directory.Read.All`, and only a policy that names owners asks for it
 * (graph.md §8; the permission of `ownedObjects` is from memory and not tried on a tenant).
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

  const idsAt = (path: string) =>
    kept(path, async () => {
      const answer = await ask({ path, query: { $select: 'id', $top: mostIds } }, timeLimitMilliseconds);
      if (answer === undefined) return [];
      const parsed = ids.safeParse(answer);
      if (!parsed.success) throw unreachable('an answer of another shape');
      return parsed.data.value.map(({ id }) => id.toLowerCase());
    });

  async function peopleAt(path: string) {
    const answer = await ask({ path, query: { $select: select, $top: String(mostMembers) } }, timeLimitMilliseconds);
    if (answer === undefined) return [];
    const parsed = accounts.safeParse(answer);
    if (!parsed.success) throw unreachable('an answer of another shape');
    return parsed.data.value.map(personOf).filter((person) => person !== null);
  }

  const part = (id: string) => encodeURIComponent(id);
  return {
    reportsOf: (personId) => idsAt(`/users/${part(personId)}/directReports`),
    ownedBy: (personId) => idsAt(`/users/${part(personId)}/ownedObjects/microsoft.graph.group`),
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
    membersOf: (groupId) => peopleAt(`/groups/${part(groupId)}/transitiveMembers/microsoft.graph.user`),
    ownersOf: (groupId) => peopleAt(`/groups/${part(groupId)}/owners/microsoft.graph.user`),
  };
}
