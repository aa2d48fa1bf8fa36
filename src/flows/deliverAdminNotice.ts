import type { Person } from '../domain/terms.ts';
import type { CardModel } from '../ports/cards.ts';
import type { JobData } from '../ports/jobs.ts';
import type { Unit } from '../ports/store.ts';
import { audienceOf } from './audience.ts';
import type { FlowDeps } from './deps.ts';

/** People named on a notice at most. */
const peopleNamed = 10;

/** Sends one notice that is about no single request to one admin, at least once. An admin who cannot be reached is in the log. */
export async function deliverAdminNotice(
  deps: Pick<FlowDeps, 'store' | 'messenger' | 'log' | 'tenantId'>,
  { personId, notice }: JobData['adminNotice'],
): Promise<void> {
  const { to, waiting } = await deps.store.transaction(async (unit) => ({
    to: await unit.conversations.personal(deps.tenantId, personId),
    waiting: notice.about === 'fault' ? await whoWaits(unit, deps.tenantId) : [],
  }));
  const card: CardModel =
    notice.about === 'fault'
      ? { card: 'adminFault', faultCode: notice.faultCode, people: waiting }
      : { card: 'adminNote', note: notice };
  const delivery = to
    ? await deps.messenger.post(to, card, audienceOf(to))
    : ({ kind: 'unreachable', why: 'notInstalled' } as const);
  if (delivery.kind === 'unreachable')
    deps.log.warn({ adminId: personId, about: notice.about, why: delivery.why }, 'admin unreachable');
}

async function whoWaits(unit: Unit, tenantId: string): Promise<readonly Person[]> {
  const requests = await unit.requests.list({ tenantId, states: ['approved', 'waiting', 'starting'], limit: 50 });
  return [...new Map(requests.map(({ requester }) => [requester.id, requester])).values()].slice(0, peopleNamed);
}
