import { type Actor, isAdmin, type Policy } from '../domain/policy.ts';
import { isApproverOf } from '../domain/policyRules.ts';
import type { RestoreRequest } from '../domain/request.ts';
import type { Unit } from '../ports/store.ts';
import { noticeTo } from './effectsToJobs.ts';

/** Sends a person who may see a request their card of it, as a new message in the 1:1 chat that stays live. */
export async function cardOnDemand(unit: Unit, policy: Policy, request: RestoreRequest, actor: Actor): Promise<void> {
  const { person } = actor;
  if (request.state === 'needsAttention' && isAdmin(policy, actor)) {
    return unit.enqueue(noticeTo(request, person, 'admin', 'attention'));
  }
  if (request.requester.id === person.id) return unit.enqueue(noticeTo(request, person, 'requester', 'status'));
  if (isApproverOf(policy, actor, request)) return unit.enqueue(noticeTo(request, person, 'approver', 'approval'));
  return unit.enqueue(noticeTo(request, person, 'beneficiary', 'status'));
}
