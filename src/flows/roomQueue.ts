import { approvedAt } from '../domain/decideApproval.ts';
import type { RestoreRequest } from '../domain/request.ts';
import type { Unit } from '../ports/store.ts';

/** More than wait at once in any tenant; a longer queue is told as this long. */
const mostCounted = 1_000;

const isBefore = (one: RestoreRequest, other: RestoreRequest): boolean => {
  const [first, second] = [approvedAt(one), approvedAt(other)];
  return first === second ? one.id < other.id : first < second;
};

/**
 * How many requests that were approved earlier wait for room in the same backup product. They begin first, so that the place a card tells
 * is the place it is.
 */
export async function waitingBefore(unit: Unit, request: RestoreRequest): Promise<number> {
  const { tenantId } = request;
  const others = await unit.requests.list({ tenantId, states: ['waiting', 'starting'], limit: mostCounted });
  return others.filter(
    (other) =>
      other.id !== request.id &&
      other.queue !== undefined &&
      other.provider === request.provider &&
      isBefore(other, request),
  ).length;
}
