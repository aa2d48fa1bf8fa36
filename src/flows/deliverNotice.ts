import type { Person } from '../domain/terms.ts';
import type { NoticeRecipient } from '../ports/jobs.ts';
import type { PostedCard } from '../ports/store.ts';
import { addressOf } from './addressOf.ts';
import { audienceOf } from './audience.ts';
import { cardForNotice } from './cardFor.ts';
import { change } from './change.ts';
import type { FlowDeps } from './deps.ts';
import type { NoticeAbout } from './effectsToJobs.ts';
import { ownViewers } from './ownView.ts';

/**
 * Sends one new message about a request to one recipient; each recipient is a job of its own, so nobody waits for another.
 *
 * At least once: after a crash between sending and recording it may be sent again. A live card that was posted is recorded so that it is
 * edited from then on. Somebody who cannot be reached is noted on the request, where the requester sees it.
 */
export async function deliverNotice(
  deps: Pick<
    FlowDeps,
    | 'store'
    | 'messenger'
    | 'policy'
    | 'clock'
    | 'providers'
    | 'announceChannelId'
    | 'announceVia'
    | 'newId'
    | 'log'
    | 'tenantId'
    | 'titles'
  >,
  job: { readonly requestId: string; readonly revision: number; readonly to: NoticeRecipient; readonly about: string },
): Promise<void> {
  const about = job.about as NoticeAbout;
  const { request, to, known, refreshFor } = await deps.store.transaction(async (unit) => {
    const found = await unit.requests.get(job.requestId);
    const cards = found ? await unit.cards.of(found.id) : [];
    const refreshFor = found && job.to.role === 'approvers' ? await ownViewers(unit, found) : [];
    return { request: found, to: await addressOf(unit, deps, job.to), known: cards, refreshFor };
  });
  if (!request || isOutdated(about, job.revision, request.revision)) return;
  if (about === 'shortStatus' && known.some((card) => card.role === 'origin')) return;

  const copy = { role: job.to.role, personId: job.to.kind === 'person' ? job.to.personId : null, refreshFor };
  const { card, live } = cardForNotice(deps, request, about, copy);
  const audience = audienceOf(to ?? { locale: null, zone: null }, request);
  const delivery = to
    ? await deps.messenger.post(to, card, audience)
    : ({ kind: 'unreachable', why: 'notInstalled' } as const);

  if (delivery.kind === 'unreachable') {
    deps.log.warn({ requestId: request.id, about, role: job.to.role, why: delivery.why }, 'recipient unreachable');
    if (job.to.kind === 'person' && job.to.role === 'approver')
      await noteUnreachable(deps, request.id, job.to.personId);
    return;
  }
  if (!live || !to) return;
  const posted: PostedCard = {
    id: deps.newId(),
    requestId: request.id,
    ...copy,
    conversationKey: to.key,
    activityId: delivery.activityId,
    digest: deps.messenger.digest(card, audience),
  };
  await deps.store.transaction(async (unit) => {
    await unit.cards.put(posted);
    // The request may have moved on while the message was on its way.
    await unit.enqueue({ queue: 'card', data: { cardId: posted.id }, dedupeKey: `card:${posted.id}` });
  });
}

/** A question about an older revision is not asked any more; news about the past stays news. */
const isOutdated = (about: NoticeAbout, asked: number, present: number): boolean =>
  (about === 'approval' || about === 'reminder') && asked !== present;

async function noteUnreachable(
  deps: Pick<FlowDeps, 'store' | 'policy' | 'clock' | 'providers' | 'announceChannelId'>,
  requestId: string,
  personId: string,
): Promise<void> {
  await deps.store.transaction(async (unit) => {
    const request = await unit.requests.get(requestId);
    const person: Person | undefined = request?.asked.find((asked) => asked.id === personId);
    if (request && person) await change(unit, deps, request, { type: 'unreachable', person });
  });
}
