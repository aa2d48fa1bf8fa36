import type { Person, Target, UtcInstant } from '../domain/terms.ts';

/** People and groups of the tenant (Microsoft Graph). Every method throws a `Fault` when the directory cannot be asked. */
export type Directory = {
  /** The person with this Entra object id, or null. Disabled accounts too, because the data of leavers is restored. */
  byId(id: string): Promise<Person | null>;
  /** When an account was made, null where the directory does not tell; null as a whole when there is no such account. */
  accountOf(id: string): Promise<{ readonly createdUtc: UtcInstant | null } | null>;
  /** The live people with exactly this address (user principal name or mail); several are possible, none is normal. */
  byAddress(address: string): Promise<readonly Person[]>;
  /** People whose display name begins with these words, at most 10; a name is offered to choose from and never decides. */
  byName(name: string): Promise<readonly Person[]>;

  // Asked on the click path: each answers within 1 s or throws, and an answer is kept for at most 3 s.
  /** The person if they may act now: an enabled account of this tenant, and no guest unless guests are asked for too. */
  activeMember(personId: string, guestsToo?: boolean): Promise<Person | null>;
  /** Which of these groups the person belongs to, nested groups included. */
  memberOf(personId: string, groupIds: readonly string[]): Promise<readonly string[]>;
  /** Object ids of the people whose manager this person is. */
  reportsOf(personId: string): Promise<readonly string[]>;
  /**
   * Ids of what this person owns, in lower case: groups (a team's id is its group's), and the sites of those groups, each by every id a
   * backup product may know it by. Sites without a group, or known by their address only, are nobody's here.
   */
  ownedBy(personId: string): Promise<readonly string[]>;

  // Asked by jobs, to find out who could decide. Only people with an enabled account, and no guests.
  managerOf(personId: string): Promise<Person | null>;
  /** At most 100 people, nested groups included; nobody for a group that does not exist. */
  membersOf(groupId: string): Promise<readonly Person[]>;
  /** The owners of a team, or of the group behind a site; nobody where there is none, or none is known, and for people's own data. */
  ownersOf(target: Target): Promise<readonly Person[]>;
};
