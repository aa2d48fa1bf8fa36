import { decideApproval } from './decideApproval.ts';
import { decideDraft } from './decideDraft.ts';
import { decideNarrowing } from './decideNarrowing.ts';
import { decideRun } from './decideRun.ts';
import type { Effect } from './effects.ts';
import type { RequestEvent } from './events.ts';
import type { Policy } from './policy.ts';
import type { Refused } from './refusals.ts';
import type { RestoreRequest } from './request.ts';

/** A change of a request and what must happen because of it; `effects` may be empty. */
export type Decided = { readonly next: RestoreRequest; readonly effects: readonly Effect[] };

/**
 * Decides what an event does to a request. The only way a request changes.
 *
 * Pure: the same request, event, policy and instant give the same answer. Never throws for an event that does not fit the state;
 * that is a refusal. Authority comes with the event, established at the time of the click; who the requester is, and that nobody
 * decides on their own request, is checked here.
 */
export function decide(request: RestoreRequest, event: RequestEvent, policy: Policy, now: Date): Decided | Refused {
  switch (event.type) {
    case 'fill':
    case 'lookedUp':
    case 'reopen':
    case 'takeAlternative':
    case 'choosePoint':
    case 'submit':
      return decideDraft(request, event, policy, now);
    case 'narrow':
    case 'lookForItems':
    case 'itemsFound':
    case 'turnPage':
    case 'pickItems':
    case 'takeWhole':
      return decideNarrowing(request, event, policy, now);
    case 'unreachable':
    case 'approve':
    case 'reject':
    case 'withdraw':
    case 'clock':
      return decideApproval(request, event, policy, now);
    case 'stop':
    case 'runBegins':
    case 'runWaits':
    case 'signInNeeded':
    case 'signedIn':
    case 'pointMoved':
    case 'runStarted':
    case 'progressed':
    case 'finished':
    case 'cameToRest':
    case 'failed':
    case 'unproven':
    case 'adopt':
    case 'startAgain':
    case 'closeUnproven':
      return decideRun(request, event, policy, now);
    default:
      return event satisfies never;
  }
}
