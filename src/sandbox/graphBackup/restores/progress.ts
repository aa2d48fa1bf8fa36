import { isWithin } from '../../world/history.ts';
import type { Item } from '../../world.ts';
import { thingIdOf } from '../browse/keys.ts';
import { findPoint, type Point } from '../catalog/points.ts';
import { findUnit } from '../catalog/units.ts';
import { nowUtc, plusSeconds, type Simulator } from '../simulator.ts';
import type { Artifact, RestoreSession, SessionStatus } from '../state.ts';
import { type Done, restoreMail, restoreThing, restoreToNewSite, rollBack } from './apply.ts';
import { mailDifferences, siteContents } from './differences.ts';

const messages: Readonly<Record<string, string>> = {
  UnknownError: 'Unknown error occurred. Please try again. If the issue persists, contact support.',
  ArtifactNotFound: "The requested restore artifact wasn't found for restore.",
  InvalidRestoreTime:
    "The artifact can't be restored to this timestamp, the restore time provided is invalid or beyond retention period.",
  ArtifactCannotBeRestored:
    'The artifact is in an unexpected state such as preservation lock or TenantDivestiture which is blocking the restore.',
  DuplicateArtifactRestoreRequest:
    'An ongoing Restore was found for the given restore artifact. Please wait till its completion and try again.',
};

const isOver = ({ status }: Artifact): boolean => status === 'succeeded' || status === 'failed';
const isActive = ({ status }: RestoreSession): boolean => status === 'activating' || status === 'active';

export const activeSessions = ({ state }: Simulator): readonly RestoreSession[] => state.sessions.filter(isActive);

function fail(artifact: Artifact, code: string, atUtc: string): void {
  artifact.status = 'failed';
  artifact.error = { code, message: messages[code] ?? messages.UnknownError ?? '' };
  artifact.endUtc = atUtc;
}

/** A point as an approved artifact holds it: it may have aged out of the catalogue since, the restore still has it. */
function heldPoint(simulator: Simulator, artifact: Artifact): Point | null {
  const unit = findUnit(simulator.world, artifact.unitId);
  if (!unit) return null;
  return (
    findPoint(simulator, artifact.pointId) ?? {
      id: artifact.pointId,
      unit,
      timeUtc: artifact.pointTimeUtc,
      expiresUtc: artifact.pointTimeUtc,
      isFast: false,
    }
  );
}

/** Begins all artifacts of a session that was just activated. A unit that is already being restored fails at once. */
export function beginSession(simulator: Simulator, session: RestoreSession): void {
  const atUtc = nowUtc(simulator);
  const busy = new Set(
    activeSessions(simulator).flatMap((other) =>
      other.id === session.id ? [] : other.artifacts.filter((one) => !isOver(one)).map((one) => one.unitId),
    ),
  );
  session.status = 'activating';
  session.activatedUtc = atUtc;
  for (const artifact of session.artifacts) {
    artifact.startUtc = plusSeconds(atUtc, simulator.speed.secondsToBegin);
    artifact.status = 'scheduling';
    if (busy.has(artifact.unitId)) fail(artifact, 'DuplicateArtifactRestoreRequest', atUtc);
  }
}

function durationSeconds(simulator: Simulator, artifact: Artifact): number {
  const { secondsPerArtifact, secondsPerItem } = simulator.speed;
  const point = heldPoint(simulator, artifact);
  if (!point) return secondsPerArtifact;
  const items = point.unit.kind === 'exchange' ? mailDifferences(simulator, point) : siteContents(simulator, point);
  return secondsPerArtifact + items.length * secondsPerItem;
}

/** The chosen folder or file of an artifact, or null. */
function thingOf(simulator: Simulator, { granular }: Artifact): string | null {
  if (granular?.from !== 'browse') return null;
  const browse = simulator.state.browseSessions.find((one) => one.id === granular.browseSessionId);
  return browse ? thingIdOf(simulator, browse, granular.itemKey) : null;
}

/** Why an artifact cannot be restored, or null. A site under a hold can be restored to a new address (graph.md §4). */
function whyNot(simulator: Simulator, { unit }: Point, artifact: Artifact): string | null {
  const { destinationType } = artifact;
  const ofThing = simulator.artifactErrors.get(thingOf(simulator, artifact) ?? '');
  if (ofThing !== undefined) return ofThing;
  const isMovable = destinationType === 'new' && unit.kind === 'sharePoint';
  const held = simulator.holds.has(unit.container.id) && !isMovable ? 'ArtifactCannotBeRestored' : null;
  return simulator.artifactErrors.get(unit.container.id) ?? held;
}

function finish(simulator: Simulator, session: RestoreSession, artifact: Artifact, atUtc: string): void {
  const point = heldPoint(simulator, artifact);
  const code = point ? whyNot(simulator, point, artifact) : 'ArtifactNotFound';
  if (!point || code !== null) {
    fail(artifact, code ?? 'ArtifactNotFound', atUtc);
    return;
  }
  Object.assign(artifact, restored(simulator, session, point, artifact));
  artifact.status = 'succeeded';
  artifact.endUtc = atUtc;
}

function restored(simulator: Simulator, session: RestoreSession, point: Point, artifact: Artifact): Done {
  const { granular, destinationType } = artifact;
  if (granular?.from === 'search') {
    const search = simulator.state.mailSearches.find((one) => one.id === granular.searchResponseId);
    return restoreMail(simulator, point, artifact, new Set(search?.itemIds ?? []));
  }
  if (granular?.from === 'browse') {
    const id = thingOf(simulator, artifact) ?? '';
    const isWanted = (item: Item): boolean => item.id === id || isWithin(simulator.world, item.folderId, id);
    return restoreThing(simulator, point, session, id, isWanted);
  }
  if (point.unit.kind === 'exchange') return restoreMail(simulator, point, artifact, null);
  return destinationType === 'new' ? restoreToNewSite(simulator, point, artifact) : rollBack(simulator, point);
}

function statusAtEnd(session: RestoreSession): SessionStatus {
  const failed = session.artifacts.filter(({ status }) => status === 'failed').length;
  if (failed === 0) return 'completed';
  return failed === session.artifacts.length ? 'failed' : 'completedWithError';
}

/** Brings every active session up to the present. Called before each request is looked at. */
export function settle(simulator: Simulator): void {
  const now = nowUtc(simulator);
  for (const session of activeSessions(simulator)) {
    for (const artifact of session.artifacts) {
      if (isOver(artifact) || artifact.startUtc === null || artifact.startUtc > now) continue;
      session.status = 'active';
      artifact.status = 'inProgress';
      const endUtc = plusSeconds(artifact.startUtc, durationSeconds(simulator, artifact));
      if (endUtc <= now) finish(simulator, session, artifact, endUtc);
    }
    if (!session.artifacts.every(isOver)) continue;
    session.status = statusAtEnd(session);
    session.completedUtc =
      session.artifacts
        .map(({ endUtc }) => endUtc ?? now)
        .sort()
        .at(-1) ?? now;
    session.lastModifiedUtc = session.completedUtc;
  }
}
