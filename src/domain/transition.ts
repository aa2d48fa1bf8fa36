import type { Decided } from './decide.ts';
import type { Effect } from './effects.ts';
import type { Policy } from './policy.ts';
import type { RequestState, RestoreRequest } from './request.ts';
import { isFinal } from './request.ts';
import type { UtcInstant } from './terms.ts';

const hourMilliseconds = 3_600_000;

/** An instant `hours` after `from`. */
export const hoursAfter = (from: Date, hours: number): UtcInstant =>
  new Date(from.getTime() + hours * hourMilliseconds).toISOString();

/** The request as one that waits for nobody's sign-in. */
export function signedIn({ signIn: _waitedFor, ...request }: RestoreRequest): RestoreRequest {
  return request;
}

/**
 * A request moved to a state at an instant; final states also note when it ended, and forget what was found for choosing. Whose sign-in the
 * state before waited for is forgotten.
 */
export function moved(request: RestoreRequest, state: RequestState, now: Date): RestoreRequest {
  const at = now.toISOString();
  return {
    ...(state === request.state ? request : signedIn(request)),
    state,
    stateSinceUtc: state === request.state ? request.stateSinceUtc : at,
    finishedAtUtc: isFinal(state) ? at : null,
    narrowing: isFinal(state) ? null : request.narrowing,
  };
}

/** A decided change. */
export const decided = (next: RestoreRequest, ...effects: readonly Effect[]): Decided => ({ next, effects });

/** The clock of a request that begins to wait for approval: when it expires, and when those asked are reminded first. */
export const waitingEffects = (policy: Policy, now: Date): readonly Effect[] => [
  { type: 'expireAt', atUtc: hoursAfter(now, policy.waitForApprovalHours) },
  ...(policy.remindEveryHours === null
    ? []
    : [{ type: 'expireAt' as const, atUtc: hoursAfter(now, policy.remindEveryHours) }]),
];
