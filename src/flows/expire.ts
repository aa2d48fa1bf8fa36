import { change } from './change.ts';
import type { FlowDeps } from './deps.ts';

/** Looks whether a wait for approval, or an approval, has run out. A job planned when the wait began; early or repeated, it does nothing. */
export async function expireRequest(
  deps: Pick<FlowDeps, 'store' | 'policy' | 'clock' | 'providers' | 'announceChannelId'>,
  requestId: string,
): Promise<void> {
  await deps.store.transaction(async (unit) => {
    const request = await unit.requests.get(requestId);
    if (request) await change(unit, deps, request, { type: 'clock' });
  });
}
