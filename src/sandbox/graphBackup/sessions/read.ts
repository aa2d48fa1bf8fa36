import { type Call, ok, type Reply } from '../http/call.ts';
import { pageOf } from '../http/paging.ts';
import type { Kind } from '../kinds.ts';
import { nowUtc, plusSeconds } from '../simulator.ts';
import { requireSession } from './change.ts';
import { presentArtifact, presentGranular, presentSession } from './present.ts';

/** `GET /restoreSessions` and the lists by kind. There is no `$filter`, and finished sessions stay for a year. */
export const listSessions =
  (kind: Kind | null) =>
  (call: Call): Reply => {
    const { simulator } = call;
    const { sessionOrder, listingLagSeconds } = simulator.switches;
    const shownUntil = plusSeconds(nowUtc(simulator), -listingLagSeconds);
    const sessions = simulator.state.sessions.filter(
      (session) => (kind === null || session.kind === kind) && session.createdUtc <= shownUntil,
    );
    const ordered = sessionOrder === 'oldestFirst' ? sessions : sessions.toReversed();
    return pageOf(call, ordered, (session) => presentSession(call, session));
  };

/** `GET /restoreSessions/{id}`. */
export const getSession = (call: Call): Reply => ok(presentSession(call, requireSession(call)));

/** The whole objects of a session; granular mail is listed here too. */
export const listArtifacts =
  (kind: Kind) =>
  (call: Call): Reply => {
    const artifacts = requireSession(call, kind).artifacts.filter(({ granular }) => granular?.from !== 'browse');
    return pageOf(call, artifacts, (artifact) => presentArtifact(call, artifact));
  };

/** Files and folders of a session. */
export const listGranular =
  (kind: Kind) =>
  (call: Call): Reply => {
    const artifacts = requireSession(call, kind).artifacts.filter(({ granular }) => granular !== null);
    const present = kind === 'exchange' ? presentArtifact : presentGranular;
    return pageOf(call, artifacts, (artifact) => present(call, artifact));
  };
