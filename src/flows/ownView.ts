import { isAdmin } from '../domain/policy.ts';
import { isApproverOf } from '../domain/policyRules.ts';
import { isRefused, type Refused, refuse } from '../domain/refusals.ts';
import type { RestoreRequest } from '../domain/request.ts';
import type { CardModel } from '../ports/cards.ts';
import type { Unit } from '../ports/store.ts';
import { actorOf, visibleTo } from './authority.ts';
import { requesterCard } from './cardFor.ts';
import type { Click, ClickDeps } from './click.ts';

/** How many people can have a view of their own of one message (Microsoft Learn, "User Specific Views"). */
const viewsAtMost = 60;

/** The present state of a request as this person may see it, with their own buttons. Reads only. */
export async function showRequest(deps: ClickDeps, click: Click): Promise<CardModel | Refused> {
  const actor = await actorOf(deps, click.person);
  if (isRefused(actor)) return actor;
  const request = await deps.store.transaction(async (unit) =>
    visibleTo(deps.policy, await unit.requests.get(click.requestId), actor),
  );
  if (!request) return refuse({ code: 'unknownRequest' });
  if (request.state === 'needsAttention' && isAdmin(deps.policy, actor)) return { card: 'attention', request };
  if (request.requester.id === click.person.id) return requesterCard(deps, request);
  if (isApproverOf(deps.policy, actor, request)) return { card: 'approval', request, viewerId: click.person.id };
  const viewer = isAdmin(deps.policy, actor) ? 'admin' : 'other';
  return { card: 'status', request, viewer, nowUtc: deps.clock.now().toISOString() };
}

/** The same on a message others see too: the client asks again by itself when the message changes. Reads only. */
export async function showOwnView(deps: ClickDeps, click: Click): Promise<CardModel | Refused> {
  const card = await showRequest(deps, click);
  if (isRefused(card) || (card.card !== 'approval' && card.card !== 'status')) return card;
  const refreshFor = await deps.store.transaction((unit) => ownViewers(unit, card.request));
  return { ...card, refreshFor };
}

/**
 * The channel's ids of those who get a view of their own: the requester and the people asked, as far as the bot has a chat with them, at
 * most 60. Everybody else sees what everybody sees.
 */
export async function ownViewers(unit: Unit, request: RestoreRequest): Promise<readonly string[]> {
  const memberIds: string[] = [];
  for (const person of [request.requester, ...request.asked]) {
    if (memberIds.length === viewsAtMost) break;
    const chat = await unit.conversations.personal(request.tenantId, person.id);
    if (chat?.memberId && !memberIds.includes(chat.memberId)) memberIds.push(chat.memberId);
  }
  return memberIds;
}
