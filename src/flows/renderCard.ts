import { placeOf } from './addressOf.ts';
import { audienceOf } from './audience.ts';
import { cardForRole } from './cardFor.ts';
import type { FlowDeps } from './deps.ts';
import { recallTitles } from './narrow/findItems.ts';
import { ownViewers } from './ownView.ts';

/**
 * Brings one posted copy of a card up to date. Edits nothing when it already shows the present state; a copy that is gone from Teams is
 * forgotten. Runs one card at a time, so the last edit always shows the last state.
 */
export async function renderCard(
  deps: Pick<
    FlowDeps,
    | 'store'
    | 'messenger'
    | 'providers'
    | 'policy'
    | 'clock'
    | 'tenantId'
    | 'announceVia'
    | 'announceChannelId'
    | 'directory'
    | 'newId'
    | 'log'
    | 'titles'
    | 'replicaId'
  >,
  cardId: string,
): Promise<void> {
  const { card, request, to, refreshFor } = await deps.store.transaction(async (unit) => {
    const posted = await unit.cards.get(cardId);
    if (!posted) return { card: null, request: null, to: null, refreshFor: [] };
    const found = await unit.requests.get(posted.requestId);
    return {
      card: posted,
      request: found,
      refreshFor: found && posted.role === 'approvers' ? await ownViewers(unit, found) : [],
      to: await placeOf(unit, deps, posted),
    };
  });
  if (!card || !request || !to) return;
  const shown = card.role === 'requester' ? await recallTitles(deps, request) : request;
  const model = cardForRole(deps, shown, { ...card, refreshFor });
  const audience = audienceOf(to, request);
  const digest = deps.messenger.digest(model, audience);
  if (digest === card.digest) return;
  const delivery = await deps.messenger.update(to, card.activityId, model, audience);
  await deps.store.transaction(async (unit) => {
    if (delivery.kind === 'unreachable') await unit.cards.remove(card.id);
    else await unit.cards.put({ ...card, digest });
  });
}
