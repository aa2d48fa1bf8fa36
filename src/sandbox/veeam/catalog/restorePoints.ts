import { holdsContainer } from '../../world/restorePoints.ts';
import { type Container, type RestorePoint, restorePointsAt } from '../../world.ts';
import { type Call, param, type Reply } from '../http/call.ts';
import { ticksOf } from '../http/instants.ts';
import { link, pageOf } from '../http/paging.ts';
import { flag, guid, instant, readQuery, text } from '../http/readers.ts';
import { notFound } from '../http/refusal.ts';
import { userKey } from '../sessions/present.ts';
import { organization, type Simulator, worldNowUtc } from '../simulator.ts';
import { asOf } from '../versions.ts';

/** A restore point as this version shows it. */
export function presentPoint(call: Call, point: RestorePoint): object {
  const has = (workload: RestorePoint['workloads'][number]): boolean => point.workloads.includes(workload);
  return asOf(call.profile, 'restorePoint', {
    id: point.id,
    isDeleted: false,
    repositoryId: point.repositoryId,
    backupTime: point.backupTimeRaw,
    jobId: point.jobId,
    organizationId: organization.id,
    isExchange: has('exchange'),
    isSharePoint: has('sharePoint'),
    isOneDrive: has('oneDrive'),
    isTeams: has('teams'),
    isLongTermCopy: false,
    isCopy: point.isCopy,
    isRetrieved: false,
    eTag: 1,
    objectsEtag: 1,
    _links: { self: link(call, `/RestorePoints/${point.id}`) },
  });
}

/** Restore points that hold at least one of the given containers. */
export function pointsHolding(
  simulator: Simulator,
  points: readonly RestorePoint[],
  containers: readonly Container[],
): RestorePoint[] {
  return points.filter((point) => containers.some((container) => holdsContainer(simulator.world, point, container)));
}

/** Containers named by `userId`, `siteId` or `teamId`; undefined when none of them is asked for. */
function askedContainers(call: Call): Container[] | undefined {
  const { containers } = call.simulator.world;
  const userId = readQuery(call, 'userId', text)?.toLowerCase();
  const siteId = readQuery(call, 'siteId', text)?.toLowerCase();
  const teamId = readQuery(call, 'teamId', guid);
  const groupId = readQuery(call, 'groupId', text);
  if ([userId, siteId, teamId, groupId].every((asked) => asked === undefined)) return undefined;
  return containers.filter((container) => {
    if (userId !== undefined) {
      const isOwn = call.simulator.switches.pointsUserId === 'own';
      return container.ownerId !== null && (isOwn ? userKey(container.ownerId) : container.ownerId) === userId;
    }
    if (siteId !== undefined) return container.workload === 'sharePoint' && container.id === siteId;
    return teamId !== undefined && container.workload === 'teams' && container.id === teamId;
  });
}

/** `GET /RestorePoints` with every filter of its version; newest first unless `orderAsc`. */
export function getRestorePoints(call: Call): Reply {
  const { simulator } = call;
  const organizationId = readQuery(call, 'organizationId', guid);
  const jobId = readQuery(call, 'jobId', guid);
  const repositoryId = readQuery(call, 'repositoryId', guid);
  const from = readQuery(call, 'from', instant)?.ticks;
  const to = readQuery(call, 'to', instant)?.ticks;
  const exactly = readQuery(call, 'backupTime', instant)?.ticks;
  const isCopy = readQuery(call, 'isCopy', flag);
  const isNothing = readQuery(call, 'isLongTermCopy', flag) === true || readQuery(call, 'isRetrieved', flag) === true;
  const containers = call.profile.version === 'v8' ? askedContainers(call) : undefined;
  const all = restorePointsAt(simulator.world, worldNowUtc(simulator)).filter((point) => {
    const ticks = ticksOf(point.backupTimeRaw);
    return (
      !isNothing &&
      (organizationId === undefined || organizationId === organization.id) &&
      (jobId === undefined || jobId === point.jobId) &&
      (repositoryId === undefined || repositoryId === point.repositoryId) &&
      (isCopy === undefined || isCopy === point.isCopy) &&
      (from === undefined || ticks >= from) &&
      (to === undefined || ticks <= to) &&
      (exactly === undefined || ticks === exactly)
    );
  });
  const found = containers === undefined ? all : pointsHolding(simulator, all, containers);
  if (readQuery(call, 'orderAsc', flag) !== true) found.reverse();
  const present = (point: RestorePoint): object => presentPoint(call, point);
  return call.profile.restorePoints === 'page'
    ? pageOf(call, found, present)
    : { status: 200, body: found.map(present) };
}

/** `GET /RestorePoints/{restorePointId}`. */
export function getRestorePoint(call: Call): Reply {
  const { simulator } = call;
  const wanted = param(call, 'restorePointId').toLowerCase();
  const point = restorePointsAt(simulator.world, worldNowUtc(simulator)).find((candidate) => candidate.id === wanted);
  if (!point) throw notFound('The restore point');
  return { status: 200, body: presentPoint(call, point) };
}
