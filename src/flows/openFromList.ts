import { isRefused, type Refused, refuse } from '../domain/refusals.ts';
import type { Person } from '../domain/terms.ts';
import { actorOf, visibleTo } from './authority.ts';
import { cardOnDemand } from './cardOnDemand.ts';
import type { Click, ClickDeps } from './click.ts';

/** Sends a request from a list to the 1:1 chat as a card of its own, live from then on. */
export const openFromList = (deps: ClickDeps, click: Click): Promise<null | Refused> =>
  sendInPrivate(deps, click.person, click.requestId);

/** Sends a person a request they may see to their 1:1 chat. */
export async function sendInPrivate(deps: ClickDeps, person: Person, requestId: string): Promise<null | Refused> {
  const actor = await actorOf(deps, person);
  if (isRefused(actor)) return actor;
  return deps.store.transaction(async (unit) => {
    const request = visibleTo(deps.policy, await unit.requests.get(requestId), actor);
    if (!request) return refuse({ code: 'unknownRequest' });
    await cardOnDemand(unit, deps.policy, request, actor);
    return null;
  });
}
