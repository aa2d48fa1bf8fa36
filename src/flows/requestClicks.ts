import { isRefused, type Refused, refuse } from '../domain/refusals.ts';
import { type RestoreRequest, requestLabel } from '../domain/request.ts';
import type { CardModel } from '../ports/cards.ts';
import { requesterCard } from './cardFor.ts';
import { type Click, type ClickDeps, onClick } from './click.ts';
import { openDuplicateOf, sentWithinLastDay } from './limits.ts';

const asRequester = async (
  deps: ClickDeps,
  click: Click,
  meaning: Parameters<typeof onClick>[2],
): Promise<CardModel | Refused> => {
  const result = await onClick(deps, click, meaning);
  return isRefused(result) ? result : requesterCard(deps, result);
};

/** Sends a previewed draft for approval, with the restore point the person chose on the preview. */
export async function submitRequest(
  deps: ClickDeps,
  click: Click,
  pointId: string | null,
  rollbackConfirmed = false,
): Promise<CardModel | Refused> {
  let existing: RestoreRequest | null = null;
  const answer = await asRequester(deps, click, async (request, actor, unit) => {
    if (request.requester.id !== actor.person.id) return refuse({ code: 'unknownRequest' });
    if (request.state !== 'draft') return refuse({ code: 'tooLate' });
    if (click.revision !== request.revision) return refuse({ code: 'staleRevision' });
    const chosen = request.content?.targets.some((plan) => plan.point?.id === pointId) ?? false;
    // Taking a number makes other submits of the tenant wait, so of two for one target the second sees the first.
    const number = await unit.requests.nextNumber(request.tenantId);
    existing = await openDuplicateOf(unit, deps.policy, request, actor);
    if (existing) return refuse({ code: 'duplicateRequest', label: requestLabel(existing) });
    const sentLastDay = await sentWithinLastDay(unit, deps, actor.person, request.id);
    if (pointId === null || chosen)
      return [{ type: 'submit', actor, revision: request.revision, number, sentLastDay, rollbackConfirmed }];
    return [
      { type: 'choosePoint', actor, revision: request.revision, pointId },
      { type: 'submit', actor, revision: request.revision + 1, number, sentLastDay, rollbackConfirmed },
    ];
  });
  const offered = existing as RestoreRequest | null;
  if (!offered || !isRefused(answer)) return answer;
  const back = { requestId: click.requestId, revision: click.revision };
  return {
    card: 'refusal',
    refusal: answer.refused,
    offer: { requestId: offered.id, revision: offered.revision, back },
  };
}

/** Goes back from the preview to the form. */
export const reopenForm = (deps: ClickDeps, click: Click): Promise<CardModel | Refused> =>
  asRequester(deps, click, async (_request, actor) => [{ type: 'reopen', actor }]);

/** Throws a draft away, or withdraws a request that has not started. */
export const withdrawRequest = (deps: ClickDeps, click: Click): Promise<CardModel | Refused> =>
  asRequester(deps, click, async (_request, actor) => [{ type: 'withdraw', actor }]);

/** Stops a running restore; what was already restored stays. */
export async function stopRequest(deps: ClickDeps, click: Click): Promise<CardModel | Refused> {
  const result = await onClick(deps, click, async (request, actor) => {
    const canStop = deps.providers.byName(request.provider).canStop ?? true;
    return canStop || request.state !== 'running' ? [{ type: 'stop', actor }] : refuse({ code: 'cannotBeStopped' });
  });
  if (isRefused(result)) return result;
  const viewer = result.requester.id === click.person.id ? 'requester' : 'admin';
  return { card: 'status', request: result, viewer, nowUtc: deps.clock.now().toISOString() };
}
