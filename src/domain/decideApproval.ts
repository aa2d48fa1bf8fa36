import type { Decided } from './decide.ts';
import type { Actor, ApprovalEvent } from './events.ts';
import type { Policy } from './policy.ts';
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
      if (isFinal(request.state) || request.unreachable.some((person) => person.id === event.person.id))
        return decided(request);
      return decided({ ...request, unreachable: [...request.unreachable, event.person] }, { type: 'refreshCards' });

    case 'approve': {
      const refused = mayDecide(request, event.actor, event.revision);
      if (refused) return refused;
      return approve(request, event.actor, policy, now);
    }

    case 'reject': {
      const refused = mayDecide(request, event.actor, event.revision);
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

/** Why this person's click cannot count, or null. The requester never decides; a decision is for one revision, once per person. */
function mayDecide(request: RestoreRequest, actor: Actor, revision: number): Refused | null {
  if (request.state === 'draft') return refuse({ code: 'unknownRequest' });
  if (actor.person.id === request.requester.id) return refuse({ code: 'requesterCannotDecide' });
  if (!actor.authority.isApprover) return refuse({ code: 'notAnApprover' });
  if (request.state !== 'awaitingApproval') return refuse({ code: 'tooLate' });
  if (revision !== request.revision) return refuse({ code: 'staleRevision' });
  if (currentDecisions(request).some((decision) => decision.by.id === actor.person.id))
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
  const approvals = currentDecisions({ ...request, decisions }).filter(
    (decision) => decision.verdict === 'approve',
  ).length;
  if (approvals < request.approvalsNeeded) return decided({ ...request, decisions }, { type: 'refreshCards' });
  return decided(
    { ...moved(request, 'approved', now), decisions },
    { type: 'refreshCards' },
    { type: 'startRun' },
    { type: 'expireAt', atUtc: hoursAfter(now, policy.approvalValidHours) },
  );
}

/** How long a draft nobody sent is kept. */
export const draftKeptHours = 72;

/** The instant the last approval of the current revision was given; its validity counts from there. */
const approvedAt = (request: RestoreRequest): number =>
  Math.max(...currentDecisions(request).map((decision) => Date.parse(decision.atUtc)));

function expire(request: RestoreRequest, policy: Policy, now: Date): Decided {
  const unanswered =
    request.state === 'awaitingApproval' &&
    now.toISOString() >= hoursAfter(new Date(request.stateSinceUtc), policy.waitForApprovalHours);
  const aged =
    ['approved', 'waiting', 'waitingForSignIn'].includes(request.state) &&
    now.toISOString() >= hoursAfter(new Date(approvedAt(request)), policy.approvalValidHours);
  if (request.state === 'draft' && now.toISOString() >= hoursAfter(new Date(request.createdAtUtc), draftKeptHours)) {
    return decided(moved(request, 'expired', now), { type: 'refreshCards' });
  }
  if (!unanswered && !aged) return decided(request);
  return decided(
    moved(request, 'expired', now),
    { type: 'refreshCards' },
    { type: 'tellRequester', about: 'expired' },
    { type: 'tellOrigin' },
  );
}
