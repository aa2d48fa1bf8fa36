import { isRefused, type Refused, refuse } from '../domain/refusals.ts';
import { actorOf, visibleTo } from './authority.ts';
import { cardOnDemand } from './cardOnDemand.ts';
import type { Click, ClickDeps } from './click.ts';

/** Sends a request from a list to the 1:1 chat as a card of its own, live from then on. */
export async function openFromList(deps: ClickDeps, click: Click): Promise<null | Refused> {
  const actor = await actorOf(deps, click.person);
  if (isRefused(actor)) return actor;
  return deps.store.transaction(async (unit) => {
    const request = visibleTo(deps.policy, await unit.requests.get(click.requestId), actor);
    if (!request) return refuse({ code: 'unknownRequest' });
    await cardOnDemand(unit, deps.policy, request, actor);
    return null;
  });
}
