import { type Decided, decide } from '../domain/decide.ts';
import type { RequestEvent } from '../domain/events.ts';
import { isRefused, type Refused } from '../domain/refusals.ts';
import { type RestoreRequest, requestLabel } from '../domain/request.ts';
import type { ItemFilter, Json, Selection } from '../domain/terms.ts';
import type { Unit } from '../ports/store.ts';
import type { FlowDeps } from './deps.ts';
import { enqueueEffects } from './effectsToJobs.ts';

/** The part of the world a change of a request needs. */
export type ChangeDeps = Pick<FlowDeps, 'policy' | 'clock' | 'providers' | 'announceChannelId'>;

/**
 * Applies an event to a request inside a unit of work: the new state, the audit line and the jobs are one transaction.
 * Nothing is written when the event is refused.
 */
export async function change(
  unit: Unit,
  deps: ChangeDeps,
  request: RestoreRequest,
  event: RequestEvent,
): Promise<RestoreRequest | Refused> {
  const now = deps.clock.now();
  const decided: Decided | Refused = decide(request, event, deps.policy, now);
  if (isRefused(decided)) return decided;
  const { next, effects } = decided;
  if (next === request && effects.length === 0) return request;
  await unit.requests.save(next);
  // Counts that grow and a wait that goes on are no news for an auditor.
  if (
    event.type !== 'progressed' &&
    !((event.type === 'runWaits' || event.type === 'signInNeeded') && next.state === request.state)
  ) {
    await unit.audit.append({
      atUtc: now.toISOString(),
      action: event.type,
      requestId: next.id,
      label: next.number === null ? null : requestLabel(next),
      revision: next.revision,
      actorId: 'actor' in event ? event.actor.person.id : null,
      policyVersion: deps.policy.version,
      facts: { from: request.state, to: next.state, ...auditFacts(event, next) },
      people: auditPeople(event, next),
    });
  }
  await enqueueEffects(unit, deps, next, effects);
  return next;
}

/** What an auditor needs beside who, when and which revision. Nothing here tells of a person: that is in `auditPeople`. */
function auditFacts(event: RequestEvent, next: RestoreRequest): Record<string, Json> {
  switch (event.type) {
    case 'submit': {
      const content = next.content;
      return {
        workload: content?.workload ?? null,
        pointsUtc: content?.targets.map((plan) => plan.point?.takenAtUtc ?? null) ?? [],
        askedTimeUtc: content?.askedTime.utc ?? null,
        selection: content?.selection.kind ?? null,
        ...itemFacts(content?.selection),
        destination: content?.destination ?? null,
        options: content?.options ?? null,
        approvalsNeeded: next.approvalsNeeded,
      };
    }
    case 'itemsFound':
      return 'refusal' in event.result ? { refusal: event.result.refusal.code } : { total: event.result.total };
    case 'pickItems':
      return itemFacts(next.content?.selection);
    case 'pointMoved':
      return { pointsUtc: event.content.targets.map((plan) => plan.point?.takenAtUtc ?? null) };
    case 'unproven': {
      const { step, explanation, candidates } = event.attention;
      return { step, explanation, sessionIds: candidates.map(({ sessionId }) => sessionId) };
    }
    case 'runWaits':
      return { why: event.why };
    case 'signInNeeded':
      return { why: 'signIn' };
    case 'runBegins':
      return { runId: event.runId, provider: event.provider };
    case 'finished':
    case 'cameToRest':
      return { outcomes: event.outcomes.map(({ state, counts }) => ({ state, counts })) };
    case 'failed':
      return { faultCode: event.faultCode };
    case 'adopt':
      return { sessionId: event.sessionId };
    default:
      return {};
  }
}

/** What identifies people or was written by them: chained as salted digests, with the values beside, so that it can be erased. */
function auditPeople(event: RequestEvent, next: RestoreRequest): Record<string, string> {
  switch (event.type) {
    case 'submit':
      return {
        reason: next.content?.reason ?? '',
        targets: next.content?.targets.map((plan) => plan.target.id).join(' ') ?? '',
        asked: next.asked.map((person) => person.id).join(' '),
        ...filterOf(next.content?.selection),
      };
    case 'lookForItems':
      return saidOf(event.filter);
    case 'reject':
      return { reason: event.reason };
    case 'unreachable':
      return { person: event.person.id };
    case 'signInNeeded':
    case 'signedIn':
      return { person: event.personId };
    default:
      return {};
  }
}

/** How many items, and what the search could not name: never a title. */
function itemFacts(selection: Selection | undefined): Record<string, Json> {
  if (selection?.kind !== 'items') return {};
  const { sinceUtc, attachment } = selection.filter;
  return { items: selection.total, sinceUtc, attachment };
}

const filterOf = (selection: Selection | undefined): Record<string, string> =>
  selection?.kind === 'items' ? saidOf(selection.filter) : {};

/** The words of a filter are the requester's own. */
const saidOf = ({ folder, from, to, title }: ItemFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ folder, from, to, title }).flatMap(([key, words]) => (words === null ? [] : [[key, words]])),
  );
