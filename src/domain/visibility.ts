import type { Authority } from './policy.ts';
import type { RestoreRequest } from './request.ts';

/**
 * Whether a person may see a request (design §5.9): requester, beneficiary, its approvers, admins, auditors.
 * Everybody else gets the answer for an unknown number. A draft is its requester's alone.
 */
export function maySee(request: RestoreRequest, personId: string, authority: Authority): boolean {
  if (request.requester.id === personId) return true;
  if (request.state === 'draft') return false;
  if (authority.isApprover || authority.isAdmin || authority.isAuditor) return true;
  return request.beneficiaries.some((beneficiary) => beneficiary.id === personId);
}
