import { draftKeptHours } from '../domain/decideApproval.ts';
import { newDraft } from '../domain/newDraft.ts';
import type { Draft, RestoreRequest } from '../domain/request.ts';
import type { Person } from '../domain/terms.ts';
import { hoursAfter } from '../domain/transition.ts';
import type { Unit } from '../ports/store.ts';
import type { FlowDeps } from './deps.ts';
import { noticeTo } from './effectsToJobs.ts';

/** Opens a draft and sends its form to the requester's 1:1 chat. `origin` is the conversation it was asked in, when that is another one. */
export async function openDraft(
  unit: Unit,
  deps: Pick<FlowDeps, 'clock' | 'newId' | 'providers'>,
  requester: Person,
  draft: Draft,
  origin: string | null,
): Promise<RestoreRequest> {
  const now = deps.clock.now().toISOString();
  const [firstProvider] = deps.providers.all;
  if (!firstProvider) throw new Error('no provider is configured');
  const request = newDraft({
    id: deps.newId(),
    requester,
    draft,
    provider: (draft.workload && deps.providers.forWorkload(draft.workload)?.name) ?? firstProvider.name,
    origin,
    atUtc: now,
  });
  await unit.requests.insert(request);
  await unit.enqueue(noticeTo(request, requester, 'requester', 'form'));
  await unit.enqueue({
    queue: 'expire',
    data: { requestId: request.id },
    notBeforeUtc: hoursAfter(new Date(now), draftKeptHours),
  });
  return request;
}
