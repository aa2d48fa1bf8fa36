import { type Actor, isAdmin, isAuditor, type Policy } from './policy.ts';
import { isApproverOf } from './policyRules.ts';
import type { RestoreRequest } from './request.ts';

/**
 * Whether a person may see a request (design §5.9): requester, beneficiary, its approvers, admins, auditors.
 * Everybody else gets the answer for an unknown number. A draft is its requester's alone.
 */
export function maySee(policy: Policy, request: RestoreRequest, actor: Actor): boolean {
  if (request.requester.id === actor.person.id) return true;
  if (request.state === 'draft') return false;
  if (isApproverOf(policy, actor, request) || isAdmin(policy, actor) || isAuditor(policy, actor)) return true;
  return request.beneficiaries.some((beneficiary) => beneficiary.id === actor.person.id);
}
