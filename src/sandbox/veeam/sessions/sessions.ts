import { type Call, loginOf, type Reply } from '../http/call.ts';
import { ticksOf } from '../http/instants.ts';
import { link, pageOf } from '../http/paging.ts';
import { flag, instant, oneOf, readQuery } from '../http/readers.ts';
import { cancelRestoresOf } from '../restores/restoreProgress.ts';
import { organization, type Simulator, serverNowUtc, touchSession } from '../simulator.ts';
import type { Session } from '../state.ts';
import { presentSession } from './present.ts';
import { anySession } from './sessionAccess.ts';
import { addSessionEvent, isListed } from './sessionEvents.ts';

const endless = '9999-12-31T23:59:59.999Z';

/** `GET /RestoreSessions`: those of this login, newest first; filters by time, v8 also by end time and order. */
export function getSessions(call: Call): Reply {
  const { simulator } = call;
  const startFrom = readQuery(call, 'startTimeFrom', instant)?.ticks;
  const startTo = readQuery(call, 'startTimeTo', instant)?.ticks;
  const isV8 = call.profile.version === 'v8';
  const endFrom = isV8 ? readQuery(call, 'endTimeFrom', instant)?.ticks : undefined;
  const endTo = isV8 ? readQuery(call, 'endTimeTo', instant)?.ticks : undefined;
  const orderBy = (isV8 && readQuery(call, 'orderBy', oneOf('CreationTime', 'EndTime'))) || 'CreationTime';
  const ascends = isV8 && readQuery(call, 'orderAsc', flag) === true;
  const endOf = (session: Session): string => session.endUtc ?? endless;
  const keyOf = (session: Session): string => (orderBy === 'EndTime' ? endOf(session) : session.createdUtc);
  const found = simulator.state.sessions
    .filter((session) => session.account === loginOf(call).account && isListed(simulator, session.createdUtc))
    .filter((session) => startFrom === undefined || ticksOf(session.createdUtc) >= startFrom)
    .filter((session) => startTo === undefined || ticksOf(session.createdUtc) <= startTo)
    .filter((session) => endFrom === undefined || ticksOf(endOf(session)) >= endFrom)
    .filter((session) => endTo === undefined || ticksOf(endOf(session)) <= endTo)
    .map((session, made) => ({ session, made }))
    .sort((a, b) => keyOf(a.session).localeCompare(keyOf(b.session)) || a.made - b.made)
    .map(({ session }) => session);
  if (!ascends) found.reverse();
  return pageOf(call, found, (session) => presentSession(call, session));
}

/** `GET /RestoreSessions/{restoreSessionId}`. */
export function getSession(call: Call): Reply {
  return { status: 200, body: presentSession(call, anySession(call)) };
}

/** `GET /RestoreSessions/{restoreSessionId}/organization`. */
export function getSessionOrganization(call: Call): Reply {
  const session = anySession(call);
  const self = link(call, `/RestoreSessions/${session.id}/organization`);
  const { domain } = call.simulator.world.tenant;
  return { status: 200, body: { id: organization.id, name: domain, type: 'Office365', _links: { self } } };
}

/** Ends a session: no more browsing, and what still restores in it is cancelled. */
export function stopSession(simulator: Simulator, session: Session, message: string): void {
  if (session.state === 'Stopped') return;
  cancelRestoresOf(simulator, session);
  session.state = 'Stopped';
  session.endUtc = serverNowUtc(simulator);
  addSessionEvent(simulator, session, { title: message, status: 'Success', startUtc: session.endUtc });
  touchSession(simulator, session);
}

/** `POST /RestoreSessions/{restoreSessionId}/Stop`; stopping twice is no error. */
export function postStop(call: Call): Reply {
  stopSession(call.simulator, anySession(call), 'Restore session stopped');
  return { status: call.profile.emptyStatus };
}
