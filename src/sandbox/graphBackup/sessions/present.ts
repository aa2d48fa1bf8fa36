import { thingIdOf, urlOf } from '../browse/keys.ts';
import { findPoint, presentPoint } from '../catalog/points.ts';
import { findUnit, siteIdOf } from '../catalog/units.ts';
import { type Call, newMember } from '../http/call.ts';
import { kindNames } from '../kinds.ts';
import { nowUtc, plusSeconds, unsetTime, vendorTime } from '../simulator.ts';
import type { Artifact, RestoreSession } from '../state.ts';

const controllerName = 'Microsoft Enhanced Restore';
const timeOrNull = (utc: string | null): string | null => (utc === null ? null : vendorTime(utc));

/** A session as the service tells it; `failed` and `granular` only to clients that know them. */
export function presentSession(call: Call, session: RestoreSession): object {
  const { applicationId, userId } = session.createdBy;
  const by = {
    application: { id: applicationId, displayName: controllerName },
    // An app's own session names no user *(inference, graph.md §7.13)*.
    ...(userId === null ? {} : { user: { id: userId, displayName: 'Backup administrator' } }),
  };
  return {
    '@odata.type': kindNames[session.kind].sessionType,
    id: session.id,
    status: session.status === 'failed' ? newMember(call, 'failed') : session.status,
    restoreJobType: session.jobType === 'granular' ? newMember(call, 'granular') : session.jobType,
    restoreSessionArtifactCount: countsOf(session),
    createdBy: by,
    createdDateTime: vendorTime(session.createdUtc),
    lastModifiedBy: by,
    lastModifiedDateTime: vendorTime(session.lastModifiedUtc),
    ...(session.completedUtc === null ? {} : { completedDateTime: vendorTime(session.completedUtc) }),
    error: null,
  };
}

function countsOf({ artifacts }: RestoreSession): object {
  const having = (...some: Artifact['status'][]): number =>
    artifacts.filter(({ status }) => some.includes(status)).length;
  return {
    total: artifacts.length,
    completed: having('succeeded'),
    inProgress: having('scheduling', 'inProgress'),
    failed: having('failed'),
  };
}

/** A whole mailbox, drive or site of a session, as the service tells it. */
export function presentArtifact(call: Call, artifact: Artifact): object {
  const unit = findUnit(call.simulator.world, artifact.unitId);
  const point = findPoint(call.simulator, artifact.pointId);
  const { granular } = artifact;
  return {
    id: artifact.id,
    destinationType: artifact.destinationType,
    status: artifact.status,
    startDateTime: timeOrNull(artifact.startUtc),
    completionDateTime: timeOrNull(artifact.endUtc),
    error: artifact.error && { ...artifact.error, target: '', details: [] },
    restorePoint: point ? presentPoint(point) : { id: artifact.pointId },
    ...(granular?.from === 'search' ? { searchResponseId: granular.searchResponseId } : {}),
    ...(unit?.kind === 'exchange' ? mailFields(artifact) : siteFields(call, artifact)),
  };
}

const mailFields = ({ restoredTo, counts }: Artifact): object => ({
  restoredFolderId: restoredTo?.id ?? null,
  restoredFolderName: restoredTo?.name ?? null,
  restoredItemCount: counts === null ? null : counts.created + counts.changed,
});

/** The address of a new place is told late: "populating the property details … can take more than 15 minutes". */
function siteFields(call: Call, artifact: Artifact): object {
  const { restoredTo, endUtc, destinationType } = artifact;
  const { simulator } = call;
  const delaySeconds = destinationType === 'new' ? simulator.speed.secondsToAddress : 0;
  const isTold = restoredTo !== null && endUtc !== null && plusSeconds(endUtc, delaySeconds) <= nowUtc(simulator);
  return {
    restoredSiteId: isTold ? restoredTo.id : '',
    restoredSiteName: isTold ? restoredTo.name : '',
    restoredSiteWebUrl: isTold ? restoredTo.url : '',
  };
}

/** A file, folder or library of a session. It has neither a destination nor an error in v1.0 (graph.md §3). */
export function presentGranular(call: Call, artifact: Artifact): object {
  const { simulator } = call;
  const unit = findUnit(simulator.world, artifact.unitId);
  const { granular } = artifact;
  const browse =
    granular?.from === 'browse'
      ? simulator.state.browseSessions.find((one) => one.id === granular.browseSessionId)
      : undefined;
  const thingId = granular?.from === 'browse' && browse ? thingIdOf(simulator, browse, granular.itemKey) : null;
  const restoredUrl = artifact.restoredTo?.url ?? '';
  const isWorking = artifact.status === 'inProgress' || artifact.status === 'scheduling';
  return {
    id: granular?.from === 'browse' ? granular.itemKey : '',
    browseSessionId: granular?.from === 'browse' ? granular.browseSessionId : '',
    status: isWorking ? simulator.switches.granularWorkingStatus : artifact.status,
    startDateTime: artifact.startUtc === null ? unsetTime : vendorTime(artifact.startUtc),
    completionDateTime: artifact.endUtc === null ? unsetTime : vendorTime(artifact.endUtc),
    restorePointDateTime: vendorTime(artifact.pointTimeUtc),
    restoredItemKey: '',
    restoredItemPath: restoredUrl.slice(0, Math.max(0, restoredUrl.lastIndexOf('/'))),
    restoredItemWebUrl: restoredUrl,
    webUrl: thingId === null ? '' : urlOf(simulator, thingId),
    ...(unit?.kind === 'sharePoint'
      ? { siteId: siteIdOf(unit.container) }
      : { directoryObjectId: unit?.container.ownerId ?? '' }),
  };
}
