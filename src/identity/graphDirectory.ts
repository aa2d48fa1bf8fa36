import type { z } from 'zod';
import type { Person } from '../domain/terms.ts';
import type { Clock } from '../lib/clock.ts';
import { isGuid } from '../lib/guid.ts';
import type { Directory } from '../ports/directory.ts';
import type { Tokens } from '../ports/tokens.ts';
import { type Account, account, accountAge, accounts, isGuest, select } from './accounts.ts';
import { createAskGraph, type GraphHttp, type GraphQuestion, unreachable } from './graphCall.ts';
import { createMemberOf } from './memberships.ts';
import { createRelations } from './relations.ts';

export type GraphDirectoryOptions = {
  readonly http: GraphHttp;
  readonly tokens: Tokens;
  readonly clock: Clock;
  /** The tenant the bot's token is for; everybody found belongs to it. */
  readonly tenantId: string;
  /** Scheme and host of Microsoft Graph in this cloud; it is also the audience of the token. */
  readonly graphOrigin: string;
  /** For questions on the click path. */
  readonly clickTimeLimitMilliseconds?: number;
  readonly membershipKeptSeconds?: number;
};

const mostNames = 10;

/** A text inside an OData string literal: a quote is doubled (OData 4.01, part 2, §5.1.1.6.1). */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * The directory on Microsoft Graph, with the bot's own permissions (`User.Read.All`, `GroupMember.Read.All`). Guests are found by
 * id only: they have no data in this tenant to restore.
 */
export function createGraphDirectory(options: GraphDirectoryOptions): Directory {
  const { clock, tenantId, clickTimeLimitMilliseconds = 1000, membershipKeptSeconds = 3 } = options;
  const ask = createAskGraph(options);

  const personOf = (found: Account): Person => {
    const address = found.mail ?? found.userPrincipalName ?? '';
    return { id: found.id.toLowerCase(), tenantId, name: found.displayName ?? address, address };
  };

  async function read<T extends { readonly id: string }>(
    schema: z.ZodType<T>,
    personId: string,
    $select: string,
  ): Promise<T | null> {
    // Only ids are asked for: Graph would take an address in this place too.
    if (!isGuid(personId)) return null;
    const answer = await ask({ path: `/users/${personId}`, query: { $select } }, clickTimeLimitMilliseconds);
    if (answer === undefined) return null;
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw unreachable('an answer of another shape');
    if (parsed.data.id.toLowerCase() !== personId.toLowerCase()) throw unreachable('an answer about another person');
    return parsed.data;
  }

  const accountOf = (personId: string): Promise<Account | null> => read(account, personId, select);

  async function accountsLike(filter: string, most: number): Promise<readonly Person[]> {
    const question: GraphQuestion = { path: '/users', query: { $filter: filter, $select: select, $top: String(most) } };
    const parsed = accounts.safeParse(await ask(question, clickTimeLimitMilliseconds));
    if (!parsed.success) throw unreachable('an answer of another shape');
    return parsed.data.value.filter((found) => !isGuest(found)).map(personOf);
  }

  return {
    async byId(id) {
      const found = await accountOf(id);
      return found === null ? null : personOf(found);
    },
    async accountOf(id) {
      const found = await read(accountAge, id, 'id,createdDateTime');
      if (found === null) return null;
      const created = found.createdDateTime;
      return { createdUtc: created == null ? null : new Date(created).toISOString() };
    },
    async activeMember(personId, guestsToo = false) {
      const found = await accountOf(personId);
      return found !== null && found.accountEnabled === true && (guestsToo || !isGuest(found)) ? personOf(found) : null;
    },
    async byAddress(address) {
      const asked = address.trim();
      if (!/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(asked) || asked.length > 320) return [];
      return accountsLike(`userPrincipalName eq ${quoted(asked)} or mail eq ${quoted(asked)}`, mostNames);
    },
    async byName(name) {
      const asked = name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim();
      if (asked === '' || asked.length > 100) return [];
      return accountsLike(`startswith(displayName,${quoted(asked)})`, mostNames);
    },
    memberOf: createMemberOf({
      ask,
      clock,
      timeLimitMilliseconds: clickTimeLimitMilliseconds,
      keptSeconds: membershipKeptSeconds,
    }),
    ...createRelations({
      ask,
      clock,
      timeLimitMilliseconds: clickTimeLimitMilliseconds,
      keptSeconds: membershipKeptSeconds,
      personOf: (found) => (found.accountEnabled === true && !isGuest(found) ? personOf(found) : null),
    }),
  };
}
