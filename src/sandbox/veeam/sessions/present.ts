import type { Call } from '../http/call.ts';
import { vendorDuration, vendorTime } from '../http/instants.ts';
import { link } from '../http/paging.ts';
import { organization } from '../simulator.ts';
import type { Session, SessionEvent } from '../state.ts';
import { asOf } from '../versions.ts';

const endless = '9999-12-31T23:59:59.9999999Z';

/** A restore session as this version shows it. */
export function presentSession(call: Call, session: Session): object {
  const { profile, simulator } = call;
  const whileWorking = profile.endTimeWhileWorking === 'sentinel' ? endless : vendorTime(session.createdUtc);
  const showsResult = session.state === 'Stopped' || simulator.switches.resultTurnsWhileWorking;
  const path = `/RestoreSessions/${session.id}`;
  return asOf(profile, 'session', {
    id: session.id,
    name: session.name,
    organization: simulator.world.tenant.domain,
    type: session.type,
    creationTime: vendorTime(session.createdUtc),
    endTime: session.endUtc === null ? whileWorking : vendorTime(session.endUtc),
    state: session.state,
    result: showsResult ? session.result : 'Success',
    initiatedBy: session.initiatedBy,
    details: '',
    scopeName: session.scopeName,
    clientHost: session.clientHost,
    reason: session.reason,
    eTag: session.eTag,
    _links: {
      self: link(call, path),
      organization: link(call, `${path}/organization`),
      restoreSessionEvents: link(call, `${path}/events`),
    },
  });
}

/** A session event as this version shows it. */
export function presentEvent(call: Call, session: Session, event: SessionEvent): object {
  const { item } = event;
  const tookMs = event.endUtc === null ? 0 : Date.parse(event.endUtc) - Date.parse(event.startUtc);
  const path = `/RestoreSessions/${session.id}`;
  return asOf(call.profile, 'sessionEvent', {
    ...(item && {
      itemName: item.name,
      itemType: item.type,
      itemSizeBytes: item.sizeBytes,
      source: item.source,
      target: item.target,
    }),
    id: event.id,
    type: event.type,
    status: event.status,
    startTime: vendorTime(event.startUtc),
    ...(event.endUtc !== null && { endTime: vendorTime(event.endUtc) }),
    duration: vendorDuration(tookMs),
    title: event.title,
    message: event.message,
    order: event.order,
    organizationId: organization.id,
    ...(item?.ownerId && { userId: userKey(item.ownerId) }),
    ...(item?.siteId && { siteId: item.siteId }),
    ...(item?.teamId && { teamId: item.teamId }),
    _links: { self: link(call, `${path}/events/${event.id}`), restoreSession: link(call, path) },
  });
}

/** The backup product's id of a person: two GUIDs in one, the second all zero in the cloud. */
export function userKey(personId: string): string {
  return `${personId}00000000-0000-0000-0000-000000000000`;
}
