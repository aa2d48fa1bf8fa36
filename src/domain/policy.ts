import type { Person } from './terms.ts';

/**
 * Who may do what. Read once from configuration; every decision records `version`.
 * Lists hold Entra object ids. An empty list gives nobody the right: missing configuration denies.
 */
export type Policy = {
  readonly version: string;
  readonly approvers: readonly string[];
  readonly admins: readonly string[];
  readonly auditors: readonly string[];
  /** People who may ask for the data of others. Everybody may ask for their own. */
  readonly mayAskForOthers: readonly string[];
  readonly approvalsNeeded: number;
  readonly waitForApprovalHours: number;
  readonly approvalValidHours: number;
  readonly reasonMinimumCharacters: number;
  readonly reasonMaximumCharacters: number;
};

/** What the policy lets one person do, established at the time of the click. */
export type Authority = { readonly isApprover: boolean; readonly isAdmin: boolean; readonly isAuditor: boolean };

/** The authority the policy's lists give to a person. */
export function authorityOf(policy: Policy, personId: string): Authority {
  return {
    isApprover: policy.approvers.includes(personId),
    isAdmin: policy.admins.includes(personId),
    isAuditor: policy.auditors.includes(personId),
  };
}

/** Whether a person may ask for the data of every one of these owners. */
export function mayAskFor(policy: Policy, askerId: string, ownerIds: readonly string[]): boolean {
  return policy.mayAskForOthers.includes(askerId) || ownerIds.every((ownerId) => ownerId === askerId);
}

/** The people who may decide on a request of this requester: every approver but the requester. */
export function eligibleApproverIds(policy: Policy, requester: Pick<Person, 'id'>): readonly string[] {
  return policy.approvers.filter((approverId) => approverId !== requester.id);
}
