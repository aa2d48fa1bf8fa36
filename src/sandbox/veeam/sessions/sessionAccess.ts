import { type Call, loginOf, param } from '../http/call.ts';
import { invalid, notFound, VendorRefusal } from '../http/refusal.ts';
import { serverNowUtc } from '../simulator.ts';
import type { Session, SessionType } from '../state.ts';

/** The session a path names. Sessions of other logins are not there for this one (404). */
export function anySession(call: Call): Session {
  const id = param(call, 'restoreSessionId').toLowerCase();
  const session = call.simulator.state.sessions.find((candidate) => candidate.id === id);
  if (!session || session.account !== loginOf(call).account) throw notFound('The restore session');
  return session;
}

/** The explore session a path names, for browsing (or `restoring`) data of one type; refused when it was stopped. */
export function openSessionOf(call: Call, type: SessionType, purpose: 'browse' | 'restore' = 'browse'): Session {
  const session = anySession(call);
  if (session.kind !== 'explore') throw invalid('This restore session cannot be explored.');
  if (session.type !== type) throw invalid(`The restore session is of type ${session.type}, not ${type}.`);
  if (session.state === 'Stopped') {
    const { browseStoppedStatus, restoreStoppedStatus } = call.simulator.switches;
    const status = purpose === 'browse' ? browseStoppedStatus : restoreStoppedStatus;
    throw new VendorRefusal(status, 'OperationConflict', 'Restore session has expired.');
  }
  session.lastUsedUtc = serverNowUtc(call.simulator);
  return session;
}
