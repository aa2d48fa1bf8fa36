import { currentDecisions, isFinal, type RestoreRequest, requestLabel } from '../domain/request.ts';
import type { Counts, Person } from '../domain/terms.ts';
import { noCounts } from '../domain/terms.ts';
import type { CardModel, RequestLine } from '../ports/cards.ts';
import { actorOf } from './authority.ts';
import type { FlowDeps } from './deps.ts';

/** The longest list a card shows. */
const linesShown = 10;

/** A person's own requests, or the requests that wait for their decision; newest first, drafts left out. */
export async function listRequests(
  deps: Pick<FlowDeps, 'store' | 'policy'>,
  person: Person,
  of: 'requests' | 'approvals',
): Promise<CardModel> {
  const found = await deps.store.transaction((unit) =>
    of === 'requests'
      ? unit.requests.list({ tenantId: person.tenantId, requesterId: person.id, limit: 50 })
      : unit.requests.list({ tenantId: person.tenantId, states: ['awaitingApproval'], limit: 50 }),
  );
  const shown =
    of === 'requests' ? found.filter((request) => request.number !== null) : forApprover(deps, found, person);
  return { card: 'list', of, lines: shown.slice(0, linesShown).map(lineOf) };
}

/** The requests this person could decide on now. */
function forApprover(
  deps: Pick<FlowDeps, 'policy'>,
  open: readonly RestoreRequest[],
  person: Person,
): readonly RestoreRequest[] {
  if (!actorOf(deps, person).authority.isApprover) return [];
  return open.filter(
    (request) =>
      request.requester.id !== person.id && !currentDecisions(request).some((decision) => decision.by.id === person.id),
  );
}

const lineOf = (request: RestoreRequest): RequestLine => ({
  id: request.id,
  label: requestLabel(request),
  state: request.state,
  workload: request.content?.workload ?? request.draft.workload,
  targetNames: request.content?.targets.map((plan) => plan.target.name) ?? [],
  counts: isFinal(request.state) ? totalCounts(request) : (request.run?.counts ?? null),
  stateSinceUtc: request.stateSinceUtc,
});

/** The counts of all targets together. */
export const totalCounts = (request: RestoreRequest): Counts =>
  request.outcomes.reduce(
    (sum, { counts }) => ({
      created: sum.created + counts.created,
      merged: sum.merged + counts.merged,
      skipped: sum.skipped + counts.skipped,
      failed: sum.failed + counts.failed,
    }),
    request.outcomes.length === 0 && request.run ? request.run.counts : noCounts,
  );
