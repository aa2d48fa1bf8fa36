import { eligibleApproverIds } from '../domain/policy.ts';
import { isRefused, type Refused, refuse } from '../domain/refusals.ts';
import type { RestoreRequest } from '../domain/request.ts';
import type { CardModel } from '../ports/cards.ts';
import { actorOf, visibleTo } from './authority.ts';
import { requesterCard } from './cardFor.ts';
import { type Click, type ClickDeps, onClick } from './click.ts';

const asRequester = async (
  deps: ClickDeps,
  click: Click,
  meaning: Parameters<typeof onClick>[2],
): Promise<CardModel | Refused> => {
  const result = await onClick(deps, click, meaning);
  return isRefused(result) ? result : requesterCard(deps, result);
};

/** Sends a previewed draft for approval, with the restore point the person chose on the preview. */
export const submitRequest = (deps: ClickDeps, click: Click, pointId: string | null): Promise<CardModel | Refused> =>
  asRequester(deps, click, async (request, actor, unit) => {
    if (request.requester.id !== actor.person.id) return refuse({ code: 'unknownRequest' });
    if (request.state !== 'draft') return refuse({ code: 'tooLate' });
    if (click.revision !== request.revision) return refuse({ code: 'staleRevision' });
    if (eligibleApproverIds(deps.policy, request.requester).length === 0) return refuse({ code: 'noApprover' });
    const chosen = request.content?.targets.some((plan) => plan.point?.id === pointId) ?? false;
    const number = await unit.requests.nextNumber(request.tenantId);
    if (pointId === null || chosen) return [{ type: 'submit', actor, revision: request.revision, number }];
    return [
      { type: 'choosePoint', actor, revision: request.revision, pointId },
      { type: 'submit', actor, revision: request.revision + 1, number },
    ];
  });

/** Goes back from the preview to the form. */
export const reopenForm = (deps: ClickDeps, click: Click): Promise<CardModel | Refused> =>
  asRequester(deps, click, async (_request, actor) => [{ type: 'reopen', actor }]);

/** Throws a draft away, or withdraws a request that has not started. */
export const withdrawRequest = (deps: ClickDeps, click: Click): Promise<CardModel | Refused> =>
  asRequester(deps, click, async (_request, actor) => [{ type: 'withdraw', actor }]);

/** Stops a running restore; what was already restored stays. */
export async function stopRequest(deps: ClickDeps, click: Click): Promise<CardModel | Refused> {
  const result = await onClick(deps, click, async (_request, actor) => [{ type: 'stop', actor }]);
  if (isRefused(result)) return result;
  return statusFor(deps, result, click.person.id);
}

/** The present state of a request, for a refresh button or a stray copy of a card. */
export async function showRequest(deps: ClickDeps, click: Click): Promise<CardModel | Refused> {
  const actor = actorOf(deps, click.person);
  const request = await deps.store.transaction(async (unit) =>
    visibleTo(await unit.requests.get(click.requestId), actor),
  );
  if (!request) return refuse({ code: 'unknownRequest' });
  return request.requester.id === click.person.id
    ? requesterCard(deps, request)
    : statusFor(deps, request, click.person.id);
}

const statusFor = (deps: ClickDeps, request: RestoreRequest, viewerId: string): CardModel => ({
  card: 'status',
  request,
  viewer: request.requester.id === viewerId ? 'requester' : 'other',
  nowUtc: deps.clock.now().toISOString(),
});
