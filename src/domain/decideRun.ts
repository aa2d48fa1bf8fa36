import type { Decided } from './decide.ts';
import { draftKeptHours, hasAged } from './decideApproval.ts';
import type { Effect } from './effects.ts';
import type { RunEvent } from './events.ts';
import { type Actor, isAdmin, isSamePerson, type Policy } from './policy.ts';
import { type Refused, refuse } from './refusals.ts';
import type { RequestContent, RequestState, RestoreRequest, Run } from './request.ts';
import { noCounts, noFilter, type TargetOutcome } from './terms.ts';
import { decided, hoursAfter, moved, signedIn, waitingEffects } from './transition.ts';

const beforeRun: readonly RequestState[] = ['approved', 'waiting', 'waitingForSignIn'];
const notPossible = refuse({ code: 'notPossibleNow' });

/** What happens to a request from its approval to its end. */
export function decideRun(request: RestoreRequest, event: RunEvent, policy: Policy, now: Date): Decided | Refused {
  const { state, run } = request;
  switch (event.type) {
    case 'runBegins': {
      if (!beforeRun.includes(state) || hasAged(request, policy, now)) return notPossible;
      const begun: Run = {
        id: event.runId,
        attempt: (run?.attempt ?? 0) + 1,
        provider: event.provider,
        startedAtUtc: now.toISOString(),
        counts: noCounts,
        totalItems: null,
        attention: null,
      };
      return decided({ ...moved(request, 'starting', now), run: begun }, { type: 'refreshCards' }, { type: 'follow' });
    }

    case 'runWaits': {
      if (!beforeRun.includes(state) && state !== 'starting') return notPossible;
      const { queue, ...rest } = moved(request, 'waiting', now);
      const waiting: RestoreRequest = event.before === undefined ? rest : { ...rest, queue: { before: event.before } };
      const again: Effect = { type: 'startRun', notBeforeUtc: event.untilUtc };
      if (waiting.state === state && queue?.before === event.before) return decided(waiting, again);
      return decided(waiting, ...(state === 'starting' ? closeSessions(run) : []), again, { type: 'refreshCards' });
    }

    case 'signInNeeded':
      return signInNeeded(request, event, now);

    case 'signedIn':
      return afterSignIn(request, event.personId);

    case 'pointMoved':
      if (!beforeRun.includes(state) && state !== 'starting') return notPossible;
      if (event.content.selection.kind === 'items' && event.content.selection.items.length > 0)
        return chooseAgain(request, event.content, now);
      return decided(
        {
          ...moved(request, 'awaitingApproval', now),
          revision: request.revision + 1,
          content: event.content,
          run: null,
          // What the policy let pass was another restore point; now people decide.
          approvalsNeeded: Math.max(request.approvalsNeeded, 1),
          reminders: 0,
        },
        ...closeSessions(run),
        { type: 'askApprovers' },
        { type: 'refreshCards' },
        { type: 'tellRequester', about: 'pointMoved' },
        ...waitingEffects(policy, now),
      );

    case 'runStarted':
      if (state !== 'starting') return notPossible;
      return decided(moved(request, 'running', now), { type: 'follow' }, { type: 'refreshCards' });

    case 'progressed':
      if (!run || (state !== 'running' && state !== 'starting' && !comesToRest(request))) return notPossible;
      return decided(
        { ...signedIn(request), run: { ...run, counts: event.counts, totalItems: event.totalItems } },
        { type: 'refreshCards', coalesceSeconds: progressCoalesceSeconds },
      );

    case 'finished':
      if (state !== 'running' && state !== 'starting') return notPossible;
      return decided({ ...moved(request, endOf(event.outcomes), now), outcomes: event.outcomes }, ...atTheEnd(run));

    case 'cameToRest':
      if (!run || !comesToRest(request)) return notPossible;
      return decided({ ...request, run: { ...run, atRest: true }, outcomes: event.outcomes }, ...atTheEnd(run));

    case 'failed':
      if (state !== 'running' && state !== 'starting' && !beforeRun.includes(state)) return notPossible;
      return decided({ ...moved(request, 'failed', now), faultCode: event.faultCode }, ...atTheEnd(run));

    case 'unproven':
      if (!run || (state !== 'starting' && state !== 'running')) return notPossible;
      return decided(
        { ...moved(request, 'needsAttention', now), run: { ...run, attention: event.attention } },
        { type: 'refreshCards' },
        { type: 'askAdmins' },
        { type: 'tellRequester', about: 'attention' },
      );

    case 'stop':
      return stop(request, event.actor, policy, now);

    case 'adopt':
    case 'startAgain':
    case 'closeUnproven':
      return settle(request, event, policy, now);

    default:
      return event satisfies never;
  }
}

/** A person who has not signed in is asked again after this long, whatever became of the first question. */
export const askAgainMilliseconds = 4 * 3_600_000;

/**
 * Waits for a person's sign-in. A run that did nothing yet begins anew when they have; one that did stays where it is. The person is
 * asked once, however many looks find them missing.
 */
function signInNeeded(
  request: RestoreRequest,
  { personId, untilUtc, begun }: Extract<RunEvent, { type: 'signInNeeded' }>,
  now: Date,
): Decided | Refused {
  const { state, run } = request;
  const beforeIt = beforeRun.includes(state) || (state === 'starting' && !begun);
  if (!beforeIt && state !== 'starting' && state !== 'running' && !comesToRest(request)) return notPossible;
  const asked = request.signIn;
  const isKnown = asked?.personId === personId && now.getTime() - Date.parse(asked.sinceUtc) < askAgainMilliseconds;
  const waiting = beforeIt ? moved(request, 'waitingForSignIn', now) : request;
  const again: readonly Effect[] =
    beforeIt || state === 'starting' ? [{ type: 'startRun', notBeforeUtc: untilUtc }] : [];
  if (isKnown && waiting.state === state) return decided(request, ...again);
  return decided(
    { ...waiting, signIn: { personId, sinceUtc: now.toISOString() } },
    ...(beforeIt && state === 'starting' ? closeSessions(run) : []),
    ...again,
    { type: 'askSignIn', personId },
    { type: 'refreshCards' },
  );
}

/** Goes on at once with what waited for this person; changes nothing where it waited for nobody or for somebody else. */
function afterSignIn(request: RestoreRequest, personId: string): Decided {
  if (request.signIn?.personId !== personId) return decided(request);
  const next = signedIn(request);
  const starts = request.state === 'waitingForSignIn' || request.state === 'starting';
  return decided(next, starts ? { type: 'startRun' } : { type: 'follow' }, { type: 'refreshCards' });
}

/** Items that were chosen are items of the backup that is gone: back to the requester, who chooses again in the one there is. */
function chooseAgain(request: RestoreRequest, content: RequestContent, now: Date): Decided {
  const { preview, run } = request;
  const filter = content.selection.kind === 'items' ? content.selection.filter : noFilter;
  const pointOf = (targetId: string) => content.targets.find(({ target }) => target.id === targetId)?.point;
  return decided(
    {
      ...moved(request, 'draft', now),
      revision: request.revision + 1,
      content: { ...content, selection: { kind: 'whole' } },
      preview:
        preview.kind === 'ready'
          ? {
              ...preview,
              choices: preview.choices.map((choice) => ({
                ...choice,
                used: pointOf(choice.target.id) ?? choice.used,
                earlier: null,
                later: null,
              })),
            }
          : preview,
      narrowing: { kind: 'asking', filter },
      run: null,
      reminders: 0,
    },
    ...closeSessions(run),
    { type: 'refreshCards' },
    { type: 'tellRequester', about: 'pointMoved' },
    { type: 'expireAt', atUtc: hoursAfter(now, draftKeptHours) },
  );
}

/** Progress edits of one card are gathered for this long: Teams limits edits, and people do not read faster. */
const progressCoalesceSeconds = 3;

const closeSessions = (run: Run | null): readonly Effect[] => (run ? [{ type: 'closeSessions', runId: run.id }] : []);

const atTheEnd = (run: Run | null): readonly Effect[] => [
  ...closeSessions(run),
  { type: 'refreshCards' },
  { type: 'tellRequester', about: 'finished' },
  { type: 'tellOrigin' },
  { type: 'announce' },
  { type: 'tellBeneficiaries' },
];

function endOf(outcomes: readonly TargetOutcome[]): RequestState {
  if (outcomes.length > 0 && outcomes.every((outcome) => outcome.state === 'completed')) return 'completed';
  return outcomes.some((outcome) => outcome.state !== 'failed') ? 'completedWithIssues' : 'failed';
}

/** Whether a run was stopped and what it did until then is not known yet. */
export const comesToRest = ({ state, run }: Pick<RestoreRequest, 'state' | 'run'>): boolean =>
  state === 'stopped' && run !== null && run.atRest !== true;

/** A start that takes longer than this is one that answers only when the restore is done. */
const blockingStartMilliseconds = 60_000;

/** Requester and admins may stop what runs. It is followed to its rest, so that what was already restored is told. */
function stop(request: RestoreRequest, actor: Actor, policy: Policy, now: Date): Decided | Refused {
  if (actor.person.id !== request.requester.id && !isAdmin(policy, actor)) return refuse({ code: 'unknownRequest' });
  // A start that blocks until the restore is done can be stopped too; one that only just began will be running in a moment.
  const blocks =
    request.state === 'starting' && now.getTime() - Date.parse(request.stateSinceUtc) > blockingStartMilliseconds;
  if ((request.state !== 'running' && !blocks) || !request.run) return notPossible;
  return decided(
    // Whoever was asked to sign in for the run is the one its stop waits for.
    { ...moved(request, 'stopped', now), ...(request.signIn ? { signIn: request.signIn } : {}) },
    { type: 'stopRun', runId: request.run.id },
    { type: 'follow' },
    { type: 'refreshCards' },
  );
}

/** An admin settles what the machine could not prove. Starting again takes a second person, never the requester. */
function settle(
  request: RestoreRequest,
  event: Extract<RunEvent, { type: 'adopt' | 'startAgain' | 'closeUnproven' }>,
  policy: Policy,
  now: Date,
): Decided | Refused {
  if (!isAdmin(policy, event.actor)) return refuse({ code: 'unknownRequest' });
  if (request.state !== 'needsAttention' || !request.run) return notPossible;
  // The evidence on the card was about one attempt.
  if (event.attempt !== request.run.attempt) return refuse({ code: 'staleRevision' });
  const run: Run = { ...request.run, attention: null };
  switch (event.type) {
    case 'adopt':
      return decided({ ...moved(request, 'running', now), run }, { type: 'follow' }, { type: 'refreshCards' });
    case 'startAgain':
      if (isSamePerson(policy, event.actor.person.id, request.requester.id))
        return refuse({ code: 'secondAdminNeeded' });
      if (event.revision !== request.revision) return refuse({ code: 'staleRevision' });
      return decided(
        { ...moved(request, 'approved', now), run: { ...run, allowedAgainAtUtc: now.toISOString() } },
        ...closeSessions(run),
        { type: 'startRun' },
        { type: 'refreshCards' },
        { type: 'expireAt', atUtc: hoursAfter(now, policy.approvalValidHours) },
      );
    case 'closeUnproven':
      return decided({ ...moved(request, 'failed', now), run, faultCode: 'OUTCOME_UNPROVEN' }, ...atTheEnd(run));
    default:
      return event satisfies never;
  }
}
