import { draftKeptHours } from '../domain/decideApproval.ts';
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
  const request: RestoreRequest = {
    id: deps.newId(),
    number: null,
    tenantId: requester.tenantId,
    revision: 1,
    state: 'draft',
    stateSinceUtc: now,
    createdAtUtc: now,
    requester,
    beneficiaries: [],
    draft,
    preview: { kind: 'none' },
    content: null,
    provider: (draft.workload && deps.providers.forWorkload(draft.workload)?.name) ?? firstProvider.name,
    asked: [],
    approvalsNeeded: 1,
    decisions: [],
    unreachable: [],
    run: null,
    outcomes: [],
    faultCode: null,
    finishedAtUtc: null,
    origin,
  };
  await unit.requests.insert(request);
  await unit.enqueue(noticeTo(request, requester, 'requester', 'form'));
  await unit.enqueue({
    queue: 'expire',
    data: { requestId: request.id },
    notBeforeUtc: hoursAfter(new Date(now), draftKeptHours),
  });
  return request;
}
