import type { RestoreRequest } from '../../src/domain/request.ts';
import type { FlowWorld } from './flowWorld.ts';
import { content, isaiah, now, policy, previewed } from './requests.ts';

/** Puts requests into the store that were approved just now, for different mailboxes, and lets their runs begin. */
export async function approvedRequests(world: FlowWorld, count: number): Promise<readonly RestoreRequest[]> {
  const requests = Array.from({ length: count }, (_, index): RestoreRequest => {
    const targets = content.targets.map((plan) => ({ ...plan, target: { ...plan.target, id: `mailbox-${index}` } }));
    const decision = {
      by: isaiah,
      verdict: 'approve',
      revision: 2,
      reason: null,
      policyVersion: policy.version,
    } as const;
    return {
      ...previewed,
      id: `approved-${index}`,
      number: index + 1,
      state: 'approved',
      content: { ...content, targets },
      asked: [isaiah],
      approvalsNeeded: 1,
      decisions: [{ ...decision, atUtc: now.toISOString() }],
    };
  });
  await world.deps.store.transaction(async (unit) => {
    for (const request of requests) {
      await unit.requests.insert(request);
      await unit.enqueue({ queue: 'start', data: { requestId: request.id, revision: request.revision } });
    }
  });
  return requests;
}
