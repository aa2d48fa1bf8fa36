import { holdsContainer } from '../../world/restorePoints.ts';
import { type Container, containersOf, type Person, type RestorePoint, restorePointsAt } from '../../world.ts';
import type { Call, Reply } from '../http/call.ts';
import { pageOf } from '../http/paging.ts';
import { guid, readQuery, text } from '../http/readers.ts';
import { userKey } from '../sessions/present.ts';
import { organization, worldNowUtc } from '../simulator.ts';

const backedUpOrganizationId = (call: Call): string => `${organization.id}${call.simulator.world.tenant.id}`;

/** Restore points the query names; all when it names none. */
function askedPoints(call: Call): RestorePoint[] {
  const restorePointId = readQuery(call, 'restorePointId', text)?.toLowerCase();
  const repositoryId = readQuery(call, 'repositoryId', guid);
  const organizationId = readQuery(call, 'organizationId', guid);
  if (organizationId !== undefined && organizationId !== organization.id) return [];
  return restorePointsAt(call.simulator.world, worldNowUtc(call.simulator)).filter(
    (point) =>
      (restorePointId === undefined || point.id === restorePointId) &&
      (repositoryId === undefined || point.repositoryId === repositoryId),
  );
}

function isHeld(call: Call, points: readonly RestorePoint[], container: Container): boolean {
  return points.some((point) => holdsContainer(call.simulator.world, point, container));
}

function presentUser(call: Call, person: Person, held: readonly Container[]): object {
  return {
    id: userKey(person.id),
    msid: person.id,
    displayName: person.displayName,
    accountType: person.kind === 'sharedMailbox' ? 'SharedMailbox' : 'User',
    organizationId: organization.id,
    backedUpOrganizationId: backedUpOrganizationId(call),
    mailboxes: held
      .filter((container) => container.workload === 'exchange')
      .map(({ id, name, email, isArchive }) => ({ id, displayName: name, email, isArchive })),
    oneDrives: held
      .filter((container) => container.workload === 'oneDrive')
      .map(({ id, name, url }) => ({ id, displayName: name, url })),
    sites: [],
    eTag: 1,
  };
}

/** `GET /v8/ProtectedUsers`: people with backups, also those who left. */
export function getProtectedUsers(call: Call): Reply {
  const points = askedPoints(call);
  const { world } = call.simulator;
  const found = world.people
    .map((person) => ({ person, held: containersOf(world, person.id).filter((entry) => isHeld(call, points, entry)) }))
    .filter(({ held }) => held.length > 0);
  return pageOf(call, found, ({ person, held }) => presentUser(call, person, held));
}

function heldContainers(call: Call, workload: 'sharePoint' | 'teams'): Container[] {
  const points = askedPoints(call);
  return call.simulator.world.containers.filter(
    (container) => container.workload === workload && isHeld(call, points, container),
  );
}

/** `GET /v8/ProtectedSites`. */
export function getProtectedSites(call: Call): Reply {
  return pageOf(call, heldContainers(call, 'sharePoint'), (site) => ({
    id: site.id,
    msid: site.id,
    displayName: site.name,
    url: site.url,
    organizationId: organization.id,
    backedUpOrganizationId: backedUpOrganizationId(call),
    eTag: 1,
  }));
}

/** `GET /v8/ProtectedTeams`. */
export function getProtectedTeams(call: Call): Reply {
  return pageOf(call, heldContainers(call, 'teams'), (team) => ({
    id: team.id,
    msid: team.id,
    displayName: team.name,
    description: team.name,
    organizationId: organization.id,
    backedUpOrganizationId: backedUpOrganizationId(call),
    eTag: 1,
  }));
}
