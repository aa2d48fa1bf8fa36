import { type Actor, groupsOf, type Policy, type Standing } from '../domain/policy.ts';
import { type Refused, refuse } from '../domain/refusals.ts';
import type { RestoreRequest } from '../domain/request.ts';
import type { Person } from '../domain/terms.ts';
import { maySee } from '../domain/visibility.ts';
import { Fault } from '../lib/fault.ts';
import type { FlowDeps } from './deps.ts';

export type AuthorityDeps = Pick<FlowDeps, 'directory' | 'policy' | 'log'>;

/**
 * The signed-in person with their standing at this instant, or a refusal: for accounts that are disabled, gone, of another organization
 * or a guest's, and for everybody while the directory cannot be asked. What is asked depends on the person and the policy alone, never
 * on a request, so the answer for a forbidden request takes as long as the one for an unknown request. Never within a unit of work.
 */
export async function actorOf(deps: AuthorityDeps, person: Person): Promise<Actor | Refused> {
  const { directory, policy } = deps;
  try {
    const [account, standing] = await Promise.all([
      directory.activeMember(person.id, policy.guests),
      standingOf(deps, person.id),
    ]);
    if (!account) return refuse({ code: 'guestsNotAllowed' });
    // The directory's name and address; the id is the signed-in one.
    return { person: { ...person, name: account.name || person.name, address: account.address }, standing };
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    deps.log.warn({ personId: person.id, faultCode: thrown.code }, 'authority unknown');
    return refuse({ code: 'authorityUnknown' });
  }
}

/** What the directory says of a person now, as far as the policy asks. Throws the directory's fault. */
export async function standingOf(
  { directory, policy }: Pick<AuthorityDeps, 'directory' | 'policy'>,
  personId: string,
): Promise<Standing> {
  const [groups, reports, owns] = await Promise.all([
    directory.memberOf(personId, groupsOf(policy)),
    asksForManagers(policy) ? directory.reportsOf(personId) : [],
    asksForOwners(policy) ? directory.ownedBy(personId) : [],
  ]);
  return { groups, reports, owns };
}

const asksForManagers = ({ ask, decide }: Policy): boolean => ask.managers || decide.manager;
const asksForOwners = ({ ask, decide }: Policy): boolean => ask.owners || decide.owners;

/** The request if this person may see it; otherwise null, which is also the answer for a request that does not exist. */
export function visibleTo(policy: Policy, request: RestoreRequest | null, actor: Actor): RestoreRequest | null {
  if (!request || request.tenantId !== actor.person.tenantId) return null;
  return maySee(policy, request, actor) ? request : null;
}
