import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { type SessionEventReply, sessionEventsReply } from '../replies/restoreSessions.ts';

/** The events of a session after a given order number. */
export async function eventsAfter(
  context: VeeamContext,
  sessionId: string,
  order: number,
): Promise<readonly SessionEventReply[]> {
  const events: SessionEventReply[] = [];
  for await (const page of pages(context.api, sessionEventsReply, `/RestoreSessions/${sessionId}/Events`))
    events.push(...page.filter((event) => event.order > order));
  return events;
}

/** The highest order number of a session's events, -1 when there are none: what comes later belongs to what is done next. */
export async function lastEventOrder(context: VeeamContext, sessionId: string): Promise<number> {
  const events = await eventsAfter(context, sessionId, -1);
  return Math.max(-1, ...events.map((event) => event.order));
}
