import type { Person } from '../domain/terms.ts';

/** People and groups of the tenant (Microsoft Graph). Every method throws a `Fault` when the directory cannot be asked. */
export type Directory = {
  /** The person with this Entra object id, or null. */
  byId(id: string): Promise<Person | null>;
  /** The live people with exactly this address (user principal name or mail); several are possible, none is normal. */
  byAddress(address: string): Promise<readonly Person[]>;
  /** People whose display name begins with these words, at most 10; a name is offered to choose from and never decides. */
  byName(name: string): Promise<readonly Person[]>;
  /** Which of these groups the person belongs to, nested groups included; answers within 1 s or throws. */
  memberOf(personId: string, groupIds: readonly string[]): Promise<readonly string[]>;
};
