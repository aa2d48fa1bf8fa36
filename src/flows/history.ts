import { type Actor, isSamePerson, type Policy } from '../domain/policy.ts';
import { dutyAgainst, isApproverOf } from '../domain/policyRules.ts';
import { isRefused, type Refused } from '../domain/refusals.ts';
import { currentDecisions, type RestoreRequest, requestLabel } from '../domain/request.ts';
import type { Counts, Person } from '../domain/terms.ts';
import { noCounts } from '../domain/terms.ts';
import type { CardModel, RequestLine } from '../ports/cards.ts';
import { type AuthorityDeps, actorOf } from './authority.ts';
import type { FlowDeps } from './deps.ts';

/** The longest list a card shows. */
const linesShown = 10;

/** A person's own requests, or the requests that wait for their decision; newest first, drafts left out. */
export async function listRequests(
  deps: AuthorityDeps & Pick<FlowDeps, 'store'>,
  person: Person,
  of: 'requests' | 'approvals',
): Promise<CardModel | Refused> {
  const actor = await actorOf(deps, person);
  if (isRefused(actor)) return actor;
  const found = await deps.store.transaction((unit) =>
    of === 'requests'
      ? unit.requests.list({ tenantId: person.tenantId, requesterId: person.id, limit: 50 })
      : unit.requests.list({ tenantId: person.tenantId, states: ['awaitingApproval'], limit: 50 }),
  );
  const shown =
    of === 'requests'
      ? found.filter((request) => request.number !== null)
      : found.filter((request) => couldDecide(deps.policy, request, actor));
  return { card: 'list', of, lines: shown.slice(0, linesShown).map(lineOf) };
}

/** Whether this person's approval would count now. */
const couldDecide = (policy: Policy, request: RestoreRequest, actor: Actor): boolean =>
  isApproverOf(policy, actor, request) &&
  dutyAgainst(policy, actor.person.id, request) === null &&
  !currentDecisions(request).some((decision) => isSamePerson(policy, decision.by.id, actor.person.id));

const lineOf = (request: RestoreRequest): RequestLine => ({
  id: request.id,
  label: requestLabel(request),
  state: request.state,
  workload: request.content?.workload ?? request.draft.workload,
  targetNames: request.content?.targets.map((plan) => plan.target.name) ?? [],
  counts: request.run === null && request.outcomes.length === 0 ? null : totalCounts(request),
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
