import type { Decided } from './decide.ts';
import type { ApprovalEvent } from './events.ts';
import { type Actor, countPeople, isSamePerson, type Policy } from './policy.ts';
import { dutyAgainst, isApproverOf } from './policyRules.ts';
import { type Refused, refuse } from './refusals.ts';
import { currentDecisions, type Decision, isFinal, type RestoreRequest } from './request.ts';
import { decided, hoursAfter, moved } from './transition.ts';

/** What happens to a request while people decide on it, and when the time for that runs out. */
export function decideApproval(
  request: RestoreRequest,
  event: ApprovalEvent,
  policy: Policy,
  now: Date,
): Decided | Refused {
  switch (event.type) {
    case 'unreachable':
      return unreachable(request, event, policy);

    case 'approve': {
      const refused = mayDecide(request, event.actor, event.revision, policy, now);
      if (refused) return refused;
      if (request.content?.targets.some((plan) => plan.point === null)) return refuse({ code: 'previewOutdated' });
      return approve(request, event.actor, policy, now);
    }

    case 'reject': {
      const refused = mayDecide(request, event.actor, event.revision, policy, now);
      if (refused) return refused;
      if (event.reason.trim() === '') return refuse({ code: 'rejectReasonMissing' });
      const decisions = [
        ...request.decisions,
        decisionOf(event.actor, 'reject', request, event.reason.trim(), policy, now),
      ];
      return decided(
        { ...moved(request, 'rejected', now), decisions },
        { type: 'refreshCards' },
        { type: 'tellRequester', about: 'rejected' },
        { type: 'tellOrigin' },
      );
    }

    case 'withdraw':
      if (event.actor.person.id !== request.requester.id) return refuse({ code: 'unknownRequest' });
      if (!['draft', 'awaitingApproval', 'approved', 'waiting', 'waitingForSignIn'].includes(request.state))
        return refuse({ code: 'tooLate' });
      return decided(moved(request, 'withdrawn', now), { type: 'refreshCards' }, { type: 'tellOrigin' });

    case 'clock':
      return expire(request, policy, now);

    default:
      return event satisfies never;
  }
}

/** Notes who cannot be reached; when too few others are left, the requester gets a message, because no card will move any more. */
function unreachable(
  request: RestoreRequest,
  { person }: Extract<ApprovalEvent, { type: 'unreachable' }>,
  policy: Policy,
): Decided {
  if (isFinal(request.state) || request.unreachable.some((known) => known.id === person.id)) return decided(request);
  const next = { ...request, unreachable: [...request.unreachable, person] };
  const approvals = currentDecisions(next).map((decision) => decision.by.id);
  const left = next.asked.map((asked) => asked.id).filter((id) => !next.unreachable.some((gone) => gone.id === id));
  const stuck =
    request.state === 'awaitingApproval' && countPeople(policy, [...approvals, ...left]) < request.approvalsNeeded;
  return decided(
    next,
    { type: 'refreshCards' },
    ...(stuck ? [{ type: 'tellRequester' as const, about: 'unreachable' as const }] : []),
  );
}

/** Why this person's click cannot count, or null. The requester never decides; a decision is for one revision, once per person. */
function mayDecide(request: RestoreRequest, actor: Actor, revision: number, policy: Policy, now: Date): Refused | null {
  if (request.state === 'draft') return refuse({ code: 'unknownRequest' });
  const duty = dutyAgainst(policy, actor.person.id, request);
  if (duty) return refuse({ code: duty });
  if (!isApproverOf(policy, actor, request)) return refuse({ code: 'notAnApprover' });
  // The job that ends the wait may be late, such as after an outage; the time is over all the same.
  if (request.state !== 'awaitingApproval' || isUnanswered(request, policy, now)) return refuse({ code: 'tooLate' });
  if (revision !== request.revision) return refuse({ code: 'staleRevision' });
  if (currentDecisions(request).some((decision) => isSamePerson(policy, decision.by.id, actor.person.id)))
    return refuse({ code: 'alreadyDecidedByYou' });
  return null;
}

function decisionOf(
  actor: Actor,
  verdict: Decision['verdict'],
  request: RestoreRequest,
  reason: string | null,
  policy: Policy,
  now: Date,
): Decision {
  return {
    by: actor.person,
    verdict,
    revision: request.revision,
    reason,
    atUtc: now.toISOString(),
    policyVersion: policy.version,
  };
}

function approve(request: RestoreRequest, actor: Actor, policy: Policy, now: Date): Decided {
  const decisions = [...request.decisions, decisionOf(actor, 'approve', request, null, policy, now)];
  const approvers = currentDecisions({ ...request, decisions })
    .filter((decision) => decision.verdict === 'approve')
    .map((decision) => decision.by.id);
  if (countPeople(policy, approvers) < request.approvalsNeeded)
    return decided({ ...request, decisions }, { type: 'refreshCards' });
  return decided(
    { ...moved(request, 'approved', now), decisions },
    { type: 'refreshCards' },
    { type: 'startRun' },
    { type: 'expireAt', atUtc: hoursAfter(now, policy.approvalValidHours) },
  );
}

/** How long a draft nobody sent is kept. */
export const draftKeptHours = 72;

/** The instant the last approval of the current revision was given, in milliseconds; its validity and its place in a queue count from there. */
export const approvedAt = (request: RestoreRequest): number =>
  Math.max(
    ...currentDecisions(request).map((decision) => Date.parse(decision.atUtc)),
    request.run?.allowedAgainAtUtc ? Date.parse(request.run.allowedAgainAtUtc) : Number.NEGATIVE_INFINITY,
    request.policyApproval ? Date.parse(request.policyApproval.atUtc) : Number.NEGATIVE_INFINITY,
  );

/** Whether a request has waited for a decision as long as it may. */
const isUnanswered = (request: RestoreRequest, policy: Policy, now: Date): boolean =>
  request.state === 'awaitingApproval' &&
  now.toISOString() >= hoursAfter(new Date(request.stateSinceUtc), policy.waitForApprovalHours);

/** Whether the approval of a request that has not begun is older than it may be. Nothing begins on one that nobody gave. */
export const hasAged = (request: RestoreRequest, policy: Policy, now: Date): boolean =>
  ['approved', 'waiting', 'waitingForSignIn'].includes(request.state) &&
  now.getTime() >= approvedAt(request) + policy.approvalValidHours * 3_600_000;

function expire(request: RestoreRequest, policy: Policy, now: Date): Decided {
  if (request.state === 'draft' && now.toISOString() >= hoursAfter(new Date(request.stateSinceUtc), draftKeptHours)) {
    return decided(moved(request, 'expired', now), { type: 'refreshCards' });
  }
  if (!isUnanswered(request, policy, now) && !hasAged(request, policy, now)) return remind(request, policy, now);
  return decided(
    moved(request, 'expired', now),
    { type: 'refreshCards' },
    { type: 'tellRequester', about: 'expired' },
    { type: 'tellOrigin' },
  );
}

/** Reminds those asked when it is time; each time once, however often the clock is looked at. */
function remind(request: RestoreRequest, policy: Policy, now: Date): Decided {
  const { remindEveryHours: every } = policy;
  if (request.state !== 'awaitingApproval' || every === null) return decided(request);
  const reminders = request.reminders ?? 0;
  const since = new Date(request.stateSinceUtc);
  if (now.toISOString() < hoursAfter(since, every * (reminders + 1))) return decided(request);
  // After a long outage one reminder stands for those that were missed.
  const passed = Math.floor((now.getTime() - since.getTime()) / (every * 3_600_000));
  return decided(
    { ...request, reminders: passed },
    { type: 'remindApprovers' },
    { type: 'expireAt', atUtc: hoursAfter(since, every * (passed + 1)) },
  );
}
