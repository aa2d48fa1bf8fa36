import type { Actor } from '../domain/events.ts';
import { authorityOf } from '../domain/policy.ts';
import type { RestoreRequest } from '../domain/request.ts';
import type { Person } from '../domain/terms.ts';
import { maySee } from '../domain/visibility.ts';
import type { FlowDeps } from './deps.ts';

/** What the policy lets the signed-in person do now; asked again at every click. */
export const actorOf = (deps: Pick<FlowDeps, 'policy'>, person: Person): Actor => ({
  person,
  authority: authorityOf(deps.policy, person.id),
});

/** The request if this person may see it; otherwise null, which is also the answer for a request that does not exist. */
export function visibleTo(request: RestoreRequest | null, actor: Actor): RestoreRequest | null {
  if (!request || request.tenantId !== actor.person.tenantId) return null;
  return maySee(request, actor.person.id, actor.authority) ? request : null;
}
