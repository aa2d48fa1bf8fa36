import type { RequestEvent } from '../domain/events.ts';
import { isApproverOf } from '../domain/policyRules.ts';
import { isRefused } from '../domain/refusals.ts';
import { faultCodeOf } from '../lib/fault.ts';
import { standingOf } from './authority.ts';
import { change } from './change.ts';
import type { FlowDeps } from './deps.ts';

type ExpireDeps = Pick<
  FlowDeps,
  'store' | 'policy' | 'directory' | 'clock' | 'providers' | 'announceChannelId' | 'log'
>;

/**
 * Looks whether a wait for approval, or an approval, has run out, and whether somebody is to be reminded. A job planned when the wait
 * began; early or repeated, it does nothing. Approvers who have left since they were asked, or may no longer decide, are noted first: nobody
 * waits for them, and they are not reminded of what they may not see.
 */
export async function expireRequest(deps: ExpireDeps, requestId: string): Promise<void> {
  const leavers = await leaversAmongAsked(deps, requestId);
  await deps.store.transaction(async (unit) => {
    let request = await unit.requests.get(requestId);
    if (!request) return;
    const events: readonly RequestEvent[] = [
      ...leavers.map((person) => ({ type: 'unreachable' as const, person })),
      { type: 'clock' },
    ];
    for (const event of events) {
      const next = await change(unit, deps, request, event);
      if (!isRefused(next)) request = next;
    }
  });
}

async function leaversAmongAsked(deps: ExpireDeps, requestId: string) {
  const request = await deps.store.transaction((unit) => unit.requests.get(requestId));
  if (request?.state !== 'awaitingApproval') return [];
  try {
    const known = await Promise.all(
      request.asked.map(async (person) => {
        const account = await deps.directory.activeMember(person.id, deps.policy.guests);
        const standing = await standingOf(deps, person.id);
        return { person, present: account !== null && isApproverOf(deps.policy, { person, standing }, request) };
      }),
    );
    return known.filter(({ present }) => !present).map(({ person }) => person);
  } catch (thrown) {
    // The clock does not wait for the directory.
    deps.log.warn({ requestId, faultCode: faultCodeOf(thrown) }, 'approvers not looked up');
    return [];
  }
}
