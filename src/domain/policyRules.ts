import { type Actor, isAmong, isSamePerson, type Policy } from './policy.ts';
import type { Refusal } from './refusals.ts';
import type { DecidesBecause, RequestContent, RestoreRequest } from './request.ts';
import type { Person } from './terms.ts';
import { holdsTicket } from './ticketRule.ts';

/** The directory's ids are in lower case; a backup product may write them otherwise. */
const owns = ({ standing }: Actor, targetId: string): boolean => standing.owns.includes(targetId.toLowerCase());

/** Whether a person may ask for all of these mailboxes, OneDrives (by their owner's id), sites and teams. */
export function mayAskFor(policy: Policy, actor: Actor, targetIds: readonly string[]): boolean {
  const { ask } = policy;
  if (isAmong(ask.forAnybody, actor)) return true;
  return targetIds.every(
    (id) =>
      (ask.self && id === actor.person.id) ||
      (ask.managers && actor.standing.reports.includes(id)) ||
      (ask.owners && owns(actor, id)),
  );
}

/** Whether there is anything but their own data a person may ask for. */
export const mayAskForOthers = ({ ask }: Policy, actor: Actor): boolean =>
  isAmong(ask.forAnybody, actor) ||
  (ask.managers && actor.standing.reports.some((id) => id !== actor.person.id)) ||
  (ask.owners && actor.standing.owns.length > 0);

const targetIdsOf = (request: Pick<RestoreRequest, 'content'>): readonly string[] =>
  (request.content?.targets ?? []).map((plan) => plan.target.id);

/** Whether the policy makes somebody an approver of this request, separation of duties aside. */
export function isApproverOf(policy: Policy, actor: Actor, request: Pick<RestoreRequest, 'content'>): boolean {
  const { decide } = policy;
  const targetIds = targetIdsOf(request);
  if (isAmong(decide, actor)) return true;
  if (targetIds.length === 0) return false;
  if (decide.manager && targetIds.every((id) => actor.standing.reports.includes(id))) return true;
  return decide.owners && targetIds.every((id) => owns(actor, id));
}

type Parties = Pick<RestoreRequest, 'requester' | 'beneficiaries'>;

/** Which duty keeps a person from deciding, whatever their role; null when none does. */
export function dutyAgainst(
  policy: Policy,
  personId: string,
  { requester, beneficiaries }: Parties,
): 'requesterCannotDecide' | 'beneficiaryCannotDecide' | null {
  if (isSamePerson(policy, requester.id, personId)) return 'requesterCannotDecide';
  if (policy.decide.beneficiaries) return null;
  return beneficiaries.some((beneficiary) => isSamePerson(policy, beneficiary.id, personId))
    ? 'beneficiaryCannotDecide'
    : null;
}

/**
 * Whether the policy still has the rule for which somebody was found as an approver when the restore was looked up. It may have changed
 * since; whether they may decide is asked at their click.
 */
export function mayStillBeAsked({ decide }: Policy, personId: string, because: DecidesBecause = 'named'): boolean {
  switch (because) {
    case 'named':
      return decide.people.includes(personId);
    case 'group':
      return decide.groups.length > 0;
    case 'manager':
      return decide.manager;
    case 'owner':
      return decide.owners;
    default:
      return because satisfies never;
  }
}

/** The rules a number of approvals comes from. */
export type QuorumReason = 'everyRequest' | 'ownData' | 'othersData' | 'inPlace' | 'manyTargets';

/** How many people must approve, and which rules ask for that many. */
export type Quorum = { readonly needed: number; readonly because: readonly QuorumReason[] };

/**
 * How many people must approve a restore. `inDoubt` says that it is not certain whose data it is; then nothing is approved
 * by itself.
 */
export function quorumOf(
  policy: Policy,
  request: {
    readonly requester: Pick<Person, 'id'>;
    readonly content: Pick<RequestContent, 'targets' | 'destination'>;
    readonly inDoubt: boolean;
  },
): Quorum {
  const { approvals } = policy;
  const { content, requester, inDoubt } = request;
  const targets = content.targets.length;
  const own = targets > 0 && content.targets.every((plan) => plan.target.id === requester.id);
  const free = approvals.ownDataWithout && own && !inDoubt;
  const rules: readonly { readonly why: QuorumReason; readonly needed: number }[] = [
    free ? { why: 'ownData', needed: 0 } : { why: 'everyRequest', needed: approvals.needed },
    ...(own ? [] : [{ why: 'othersData' as const, needed: approvals.othersData }]),
    ...(content.destination === 'inPlace' ? [{ why: 'inPlace' as const, needed: approvals.inPlace }] : []),
    ...(approvals.many && targets > approvals.many.moreThan
      ? [{ why: 'manyTargets' as const, needed: approvals.many.needed }]
      : []),
  ];
  const needed = Math.max(...rules.map((rule) => rule.needed));
  return { needed, because: rules.filter((rule) => rule.needed === needed).map((rule) => rule.why) };
}

/** What is wrong with a reason, or null. */
export function reasonProblem(policy: Policy, reason: string): Refusal | null {
  const { reasonMinimumCharacters: least, reasonMaximumCharacters: most, ticket } = policy;
  if (reason.length < least) return { code: 'reasonTooShort', minimumCharacters: least };
  if (reason.length > most) return { code: 'reasonTooLong', maximumCharacters: most };
  return ticket && !holdsTicket(ticket.forms, reason) ? { code: 'ticketMissing', example: ticket.example } : null;
}
