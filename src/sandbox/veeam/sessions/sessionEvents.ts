import { randomUUID } from 'node:crypto';
import { type Call, param, type Reply } from '../http/call.ts';
import { pageOf } from '../http/paging.ts';
import { notFound } from '../http/refusal.ts';
import { type Simulator, serverNowUtc } from '../simulator.ts';
import type { Session, SessionEvent } from '../state.ts';
import { presentEvent } from './present.ts';
import { anySession } from './sessionAccess.ts';

type EventDraft = { title: string; message?: string } & Pick<SessionEvent, 'status' | 'startUtc'> &
  Partial<Pick<SessionEvent, 'type' | 'endUtc' | 'item'>>;

/** Adds an event to a session; what is not said is that of a session's own start and end. */
export function addSessionEvent(simulator: Simulator, session: Session, draft: EventDraft): SessionEvent {
  const event: SessionEvent = {
    id: randomUUID(),
    order: session.events.length,
    type: draft.type ?? 'None',
    status: draft.status,
    startUtc: draft.startUtc,
    endUtc: draft.endUtc === undefined ? draft.startUtc : draft.endUtc,
    title: draft.title,
    message: draft.message ?? draft.title,
    item: draft.item ?? null,
  };
  session.events.push(event);
  simulator.isDirty = true;
  return event;
}

/** Whether something of this instant (on the server's clock) is already listed: listings may lag. */
export function isListed(simulator: Simulator, utc: string): boolean {
  const { listingLagSeconds } = simulator.switches;
  const shownUpTo = Date.parse(serverNowUtc(simulator)) - listingLagSeconds * 1000;
  return listingLagSeconds === 0 || Date.parse(utc) <= shownUpTo;
}

/** `GET /RestoreSessions/{restoreSessionId}/Events`, oldest first. */
export function getSessionEvents(call: Call): Reply {
  const session = anySession(call);
  const events = session.events.filter((event) => isListed(call.simulator, event.startUtc));
  return pageOf(call, events, (event) => presentEvent(call, session, event));
}

/** `GET /RestoreSessions/{restoreSessionId}/Events/{eventId}`. */
export function getSessionEvent(call: Call): Reply {
  const session = anySession(call);
  const event = session.events.find((candidate) => candidate.id === param(call, 'eventId').toLowerCase());
  if (!event) throw notFound('The event');
  return { status: 200, body: presentEvent(call, session, event) };
}
