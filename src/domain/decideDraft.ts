import type { Decided } from './decide.ts';
import type { Effect } from './effects.ts';
import type { DraftEvent } from './events.ts';
import { isOpen, type Narrowing } from './narrowing.ts';
import { countPeople, type Policy } from './policy.ts';
import { dutyAgainst, mayAskFor, mayStillBeAsked, quorumOf, reasonProblem } from './policyRules.ts';
import { type Refusal, type Refused, refuse } from './refusals.ts';
import { isInDoubt, type PointChoice, type RequestContent, type RestoreRequest } from './request.ts';
import type { RestorePoint } from './terms.ts';
import { decided, hoursAfter, moved, waitingEffects } from './transition.ts';

/** What happens to a request before it is sent for approval. Only its requester fills, chooses and submits. */
export function decideDraft(request: RestoreRequest, event: DraftEvent, policy: Policy, now: Date): Decided | Refused {
  if (event.type !== 'lookedUp' && event.actor.person.id !== request.requester.id)
    return refuse({ code: 'unknownRequest' });
  if (request.state !== 'draft') return refuse({ code: 'tooLate' });

  switch (event.type) {
    case 'fill':
      if (event.revision !== request.revision) return refuse({ code: 'staleRevision' });
      return decided(
        {
          ...request,
          revision: request.revision + 1,
          draft: event.draft,
          preview: { kind: 'looking', sinceUtc: now.toISOString() },
          narrowing: null,
          content: null,
        },
        { type: 'lookUp' },
      );

    case 'lookedUp':
      if (request.preview.kind !== 'looking') return refuse({ code: 'previewOutdated' });
      return decided(
        {
          ...request,
          preview: event.preview,
          narrowing: narrowingOf(event, now),
          content: event.content,
          provider: event.provider,
          requester: event.requester,
          beneficiaries: event.beneficiaries,
          approvalsNeeded:
            event.preview.kind === 'ready'
              ? (event.preview.quorum?.needed ?? request.approvalsNeeded)
              : request.approvalsNeeded,
        },
        ...searchOf(event),
        { type: 'refreshCards' },
      );

    case 'reopen':
      return decided({
        ...request,
        revision: request.revision + 1,
        preview: { kind: 'none' },
        narrowing: null,
        content: null,
      });

    case 'takeAlternative':
      return takeAlternative(request, event);

    case 'choosePoint':
      return choosePoint(request, event.revision, event.pointId);

    case 'submit':
      return submit(request, event, policy, now);

    default:
      return event satisfies never;
  }
}

/** Takes the other reading of a note. The note then offers the reading that was replaced, so that the press can be taken back. */
function takeAlternative(
  request: RestoreRequest,
  { revision, alternativeUtc, zone }: Extract<DraftEvent, { type: 'takeAlternative' }>,
): Decided | Refused {
  if (revision !== request.revision) return refuse({ code: 'staleRevision' });
  const { draft } = request;
  if (!draft.readingNotes.some((note) => note.alternativeUtc === alternativeUtc)) return refuse({ code: 'malformed' });
  const replaced = draft.askedTime?.utc ?? null;
  return decided({
    ...request,
    revision: request.revision + 1,
    draft: {
      ...draft,
      askedTime: { utc: alternativeUtc, zone: draft.askedTime?.zone ?? zone },
      readingNotes: draft.readingNotes.map((note) =>
        note.alternativeUtc === alternativeUtc ? { ...note, alternativeUtc: replaced } : note,
      ),
    },
    preview: { kind: 'none' },
    narrowing: null,
    content: null,
  });
}

type LookedUp = Extract<DraftEvent, { type: 'lookedUp' }>;

/** What was said of the items is searched for at once; where nothing was, the person is asked first. */
function narrowingOf({ preview, choose }: LookedUp, now: Date): Narrowing | null {
  if (preview.kind !== 'ready' || !choose) return null;
  const { filter, searchId } = choose;
  return isOpen(filter)
    ? { kind: 'asking', filter }
    : { kind: 'looking', filter, searchId, sinceUtc: now.toISOString() };
}

const searchOf = ({ preview, choose }: LookedUp): readonly Effect[] =>
  preview.kind === 'ready' && choose && !isOpen(choose.filter) ? [{ type: 'browse', searchId: choose.searchId }] : [];

const pointsOf = (choice: PointChoice): readonly RestorePoint[] =>
  [choice.earlier, choice.used, choice.later].filter((point) => point !== null);

function choosePoint(request: RestoreRequest, revision: number, pointId: string): Decided | Refused {
  if (revision !== request.revision) return refuse({ code: 'staleRevision' });
  const { content, preview } = request;
  if (preview.kind !== 'ready' || content === null) return refuse({ code: 'previewOutdated' });
  // Chosen items are items of the backup they were found in.
  if (content.selection.kind === 'items') return refuse({ code: 'previewOutdated' });
  const point = preview.choices.flatMap(pointsOf).find((candidate) => candidate.id === pointId);
  if (!point) return refuse({ code: 'previewOutdated' });
  const choice = preview.choices.find((candidate) => pointsOf(candidate).includes(point));
  const targets = content.targets.map((plan) => (plan.target.id === choice?.target.id ? { ...plan, point } : plan));
  return decided(
    { ...request, revision: request.revision + 1, content: { ...content, targets } },
    { type: 'refreshCards' },
  );
}

function submit(
  request: RestoreRequest,
  event: Extract<DraftEvent, { type: 'submit' }>,
  policy: Policy,
  now: Date,
): Decided | Refused {
  if (event.revision !== request.revision) return refuse({ code: 'staleRevision' });
  const { content, preview } = request;
  if (preview.kind !== 'ready' || content === null || request.narrowing !== null)
    return refuse({ code: 'previewOutdated' });
  if (content.targets.length === 0 || content.targets.some((plan) => plan.point === null))
    return refuse({ code: 'previewOutdated' });
  if (preview.manner === 'rollback' && event.rollbackConfirmed !== true)
    return refuse({ code: 'rollbackNotConfirmed' });
  const problem = mayNotSend(request, content, event, policy);
  if (problem) return refuse(problem);

  const { needed } = quorumOf(policy, {
    requester: request.requester,
    content,
    inDoubt: isInDoubt(preview.choices),
  });
  const asked = preview.approvers.filter(
    ({ id }) => dutyAgainst(policy, id, request) === null && mayStillBeAsked(policy, id, preview.why?.[id]),
  );
  const people = asked.map((approver) => approver.id);
  if (countPeople(policy, people) < needed) return refuse({ code: 'noApprover' });
  const sentAtUtc = now.toISOString();
  const number = request.number ?? event.number;
  // Whoever could not be reached when it was sent before is asked again.
  const sent = { ...request, number, sentAtUtc, asked, approvalsNeeded: needed, unreachable: [] };
  if (needed === 0) {
    const policyApproval = { atUtc: sentAtUtc, policyVersion: policy.version };
    return decided(
      { ...moved(sent, 'approved', now), policyApproval },
      { type: 'refreshCards' },
      { type: 'tellOrigin' },
      { type: 'startRun' },
      { type: 'expireAt', atUtc: hoursAfter(now, policy.approvalValidHours) },
    );
  }
  return decided(
    moved(sent, 'awaitingApproval', now),
    { type: 'askApprovers' },
    { type: 'refreshCards' },
    { type: 'tellOrigin' },
    ...waitingEffects(policy, now),
  );
}

/** What of the policy stands against sending this, whoever decides. */
function mayNotSend(
  request: RestoreRequest,
  content: RequestContent,
  { actor, sentLastDay }: Extract<DraftEvent, { type: 'submit' }>,
  policy: Policy,
): Refusal | null {
  const targetIds = content.targets.map((plan) => plan.target.id);
  const { requestsPerPersonPerDay: perDay, targetsPerRequest } = policy.limits;
  if (!mayAskFor(policy, actor, targetIds)) return { code: 'othersNotAllowed' };
  if (targetIds.length > targetsPerRequest) return { code: 'tooManyTargets', maximumTargets: targetsPerRequest };
  if (perDay !== null && sentLastDay >= perDay) return { code: 'tooManyRequests', perDay };
  return reasonProblem(policy, request.content?.reason ?? '');
}
