import { overlaps } from '../domain/narrowing.ts';
import type { Actor, Policy } from '../domain/policy.ts';
import type { RequestState, RestoreRequest } from '../domain/request.ts';
import type { Person } from '../domain/terms.ts';
import { maySee } from '../domain/visibility.ts';
import type { Unit } from '../ports/store.ts';
import type { FlowDeps } from './deps.ts';

const openStates: readonly RequestState[] = [
  'awaitingApproval',
  'approved',
  'waiting',
  'waitingForSignIn',
  'starting',
  'running',
  'needsAttention',
];

/** More requests than one person can have written in a day. */
const looksAt = 1_000;

/**
 * A request that is open for the same data – the whole of it or some of the same items – of the same owner, if this person may see it. One they may not see is not told of:
 * both then go their way, and runs on one target never overlap.
 */
export async function openDuplicateOf(
  unit: Unit,
  policy: Policy,
  request: RestoreRequest,
  actor: Actor,
): Promise<RestoreRequest | null> {
  const targetIds = request.content?.targets.map((plan) => plan.target.id) ?? [];
  const { selection } = request.content ?? {};
  const open = await unit.requests.list({ tenantId: request.tenantId, states: openStates, limit: looksAt });
  const same = open.find(
    (other) =>
      other.id !== request.id &&
      other.content?.workload === request.content?.workload &&
      (!selection || !other.content || overlaps(selection, other.content.selection)) &&
      other.content?.targets.some((plan) => targetIds.includes(plan.target.id)) &&
      maySee(policy, other, actor),
  );
  return same ?? null;
}

/**
 * How many other requests a person, with all their accounts, sent for approval within the last 24 hours. One that came back to be sent again
 * is not counted against itself.
 */
export async function sentWithinLastDay(
  unit: Unit,
  { clock, policy }: Pick<FlowDeps, 'clock' | 'policy'>,
  person: Person,
  requestId: string,
): Promise<number> {
  const since = new Date(clock.now().getTime() - 24 * 3_600_000).toISOString();
  const accounts = policy.alsoKnownAs.find((ids) => ids.includes(person.id)) ?? [person.id];
  let sent = 0;
  for (const requesterId of accounts) {
    const requests = await unit.requests.list({ tenantId: person.tenantId, requesterId, limit: looksAt });
    sent += requests.filter(
      ({ id, sentAtUtc }) => id !== requestId && sentAtUtc !== undefined && sentAtUtc > since,
    ).length;
  }
  return sent;
}
