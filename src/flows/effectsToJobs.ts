import type { Effect } from '../domain/effects.ts';
import { currentDecisions, type RestoreRequest } from '../domain/request.ts';
import type { Person, UtcInstant } from '../domain/terms.ts';
import type { Job, JobData, NoticeRecipient } from '../ports/jobs.ts';
import type { Unit } from '../ports/store.ts';
import { adminGroupJobs } from './adminNotices.ts';
import type { ChangeDeps } from './change.ts';

/** What a notice can be about; each has one card (see `cardForNotice`). */
export type NoticeAbout =
  | 'form'
  | 'approval'
  | 'status'
  | 'attention'
  | 'shortStatus'
  | 'announcement'
  | 'beneficiary'
  | 'approved'
  | 'rejected'
  | 'expired'
  | 'pointMoved'
  | 'finished'
  | 'unreachable'
  | 'reminder'
  | 'attentionNotice';

/** Writes the effects of a change as jobs into the same unit of work. */
export async function enqueueEffects(
  unit: Unit,
  deps: ChangeDeps,
  request: RestoreRequest,
  effects: readonly Effect[],
): Promise<void> {
  for (const effect of effects) {
    for (const job of await jobsOf(unit, deps, request, effect)) await unit.enqueue(job);
  }
}

async function jobsOf(unit: Unit, deps: ChangeDeps, request: RestoreRequest, effect: Effect): Promise<readonly Job[]> {
  const { id: requestId, revision } = request;
  switch (effect.type) {
    case 'lookUp':
      return [{ queue: 'lookUp', data: { requestId, revision } }];
    case 'browse':
      return [{ queue: 'browse', data: { requestId, searchId: effect.searchId } }];
    case 'startRun':
      return [startJob(request, effect.notBeforeUtc)];
    case 'askSignIn':
      return [signInJob({ requestId, personId: effect.personId })];
    case 'follow': {
      const login = deps.providers.byName(request.provider).login;
      return [{ queue: 'follow', data: { login }, dedupeKey: `follow:${login}` }];
    }
    case 'stopRun':
      return [{ queue: 'stop', data: { requestId, runId: effect.runId } }];
    case 'closeSessions':
      return [closeJob({ requestId, runId: effect.runId })];
    case 'expireAt':
      return [{ queue: 'expire', data: { requestId }, notBeforeUtc: effect.atUtc }];
    case 'refreshCards':
      return refreshJobs(unit, deps, requestId, effect.coalesceSeconds ?? 0);
    case 'askApprovers':
      return [
        ...request.asked.map((person) => noticeTo(request, person, 'approver', 'approval')),
        ...(deps.policy.decide.channelId === null
          ? []
          : [
              notice(
                request,
                { kind: 'conversation', key: deps.policy.decide.channelId, role: 'approvers' },
                'approval',
              ),
            ]),
      ];
    case 'remindApprovers':
      return stillAsked(request).map((person) => noticeTo(request, person, 'approver', 'reminder'));
    case 'tellRequester':
      return [
        noticeTo(
          request,
          request.requester,
          'requester',
          effect.about === 'attention' ? 'attentionNotice' : effect.about,
        ),
      ];
    case 'tellBeneficiaries':
      return request.beneficiaries
        .filter((person) => person.id !== request.requester.id)
        .map((person) => noticeTo(request, person, 'beneficiary', 'beneficiary'));
    case 'askAdmins':
      return [
        ...deps.policy.admins.people.map((id) => noticeTo(request, { id }, 'admin', 'attention')),
        ...adminGroupJobs(deps, { about: 'attention', requestId, revision }),
      ];
    case 'tellOrigin':
      return request.origin === null
        ? []
        : [notice(request, { kind: 'conversation', key: request.origin, role: 'origin' }, 'shortStatus')];
    case 'announce':
      return deps.announceChannelId === null
        ? []
        : [notice(request, { kind: 'conversation', key: deps.announceChannelId, role: 'channel' }, 'announcement')];
    default:
      return effect satisfies never;
  }
}

/** Those who were asked, can be reached and have not decided on this revision. */
function stillAsked(request: RestoreRequest): readonly Person[] {
  const done = [...currentDecisions(request).map((decision) => decision.by), ...request.unreachable];
  return request.asked.filter((person) => !done.some((one) => one.id === person.id));
}

async function refreshJobs(
  unit: Unit,
  deps: ChangeDeps,
  requestId: string,
  coalesceSeconds: number,
): Promise<readonly Job[]> {
  const cards = await unit.cards.of(requestId);
  const later = new Date(deps.clock.now().getTime() + coalesceSeconds * 1000).toISOString();
  return cards.map((card) => ({
    queue: 'card',
    data: { cardId: card.id },
    dedupeKey: `card:${card.id}`,
    ...(coalesceSeconds > 0 ? { notBeforeUtc: later } : {}),
  }));
}

const notice = (request: RestoreRequest, to: NoticeRecipient, about: NoticeAbout): Job => ({
  queue: 'notice',
  data: { requestId: request.id, revision: request.revision, to, about },
});

/** A job that asks a person to sign in; several requests that wait for one person at once ask once each. */
export const signInJob = (data: JobData['signIn']): Job => ({
  queue: 'signIn',
  data,
  dedupeKey: `signIn:${data.requestId}:${data.personId}`,
});

/** A job that closes the sessions of a run; asked for again, it comes forward and is not done twice. */
export const closeJob = (data: JobData['closeSessions']): Job => ({
  queue: 'closeSessions',
  data,
  dedupeKey: `close:${data.runId}`,
});

/** A job that executes an approved request, or goes on with it; never two at a time for one request. */
export const startJob = ({ id, revision }: RestoreRequest, notBeforeUtc?: UtcInstant): Job => ({
  queue: 'start',
  data: { requestId: id, revision },
  // The revision belongs to the key: a job that waits for an older one would swallow this.
  dedupeKey: `start:${id}:${revision}`,
  ...(notBeforeUtc === undefined ? {} : { notBeforeUtc }),
});

/** A job that sends one new message about a request to one person. */
export const noticeTo = (
  request: RestoreRequest,
  person: Pick<Person, 'id'>,
  role: Extract<NoticeRecipient, { kind: 'person' }>['role'],
  about: NoticeAbout,
): Job => notice(request, { kind: 'person', personId: person.id, role }, about);
