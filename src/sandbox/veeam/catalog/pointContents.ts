import { holdsContainer } from '../../world/restorePoints.ts';
import { type Container, type RestorePoint, restorePointsAt, type Workload } from '../../world.ts';
import { type Call, param, type Reply } from '../http/call.ts';
import { pageOf } from '../http/paging.ts';
import { notFound } from '../http/refusal.ts';
import { userKey } from '../sessions/present.ts';
import { organization, worldNowUtc } from '../simulator.ts';

/** What a restore point holds, as v6 (arrays) and v7 (pages) list it; v8 has `/Protected…` instead. */

function pointOf(call: Call): RestorePoint {
  const { world } = call.simulator;
  const id = param(call, 'restorePointId').toLowerCase();
  const found = restorePointsAt(world, worldNowUtc(call.simulator)).find((point) => point.id === id);
  if (!found) throw notFound('The restore point');
  return found;
}

function heldOf(call: Call, workload: Workload): Container[] {
  const point = pointOf(call);
  const { world } = call.simulator;
  return world.containers.filter((one) => one.workload === workload && holdsContainer(world, point, one));
}

const presentations = {
  exchange: ({ id, name, email, isArchive }: Container) => ({ id, displayName: name, email, isArchive, _links: {} }),
  oneDrive: ({ id, name, url }: Container) => ({ id, name, url, _links: {} }),
  sharePoint: ({ id, name, url }: Container) => ({ siteId: id, name, url, _links: {} }),
  teams: ({ id, name }: Container) => ({ id, displayName: name, description: name, _links: {} }),
} as const;

/** `GET /RestorePoints/{restorePointId}/mailboxes` and its kin. */
export const getHeld =
  (workload: Workload) =>
  (call: Call): Reply => {
    const held = heldOf(call, workload);
    const present: (one: Container) => object = presentations[workload];
    return call.profile.restorePoints === 'array'
      ? { status: 200, body: held.map(present) }
      : pageOf(call, held, present);
  };

/** `GET /v7/RestorePoints/{restorePointId}/protectedUsers`. */
export function getHeldUsers(call: Call): Reply {
  const { world } = call.simulator;
  const held = [...heldOf(call, 'exchange'), ...heldOf(call, 'oneDrive')];
  const people = world.people.filter((person) => held.some((one) => one.ownerId === person.id));
  return pageOf(call, people, (person) => {
    const own = held.filter((one) => one.ownerId === person.id);
    const drives = own.filter((one) => one.workload === 'oneDrive');
    return {
      id: userKey(person.id),
      accountId: userKey(person.id),
      displayName: person.displayName,
      email: person.mail.toLowerCase(),
      accountType: person.kind === 'sharedMailbox' ? 'SharedMailbox' : 'User',
      isMailboxBackedUp: own.some((one) => one.workload === 'exchange' && !one.isArchive),
      isArchiveBackedUp: own.some((one) => one.isArchive),
      isOneDriveBackedUp: drives.length > 0,
      isPersonalSiteBackedUp: false,
      oneDriveUrl: drives.map((one) => one.url),
      personalSiteUrl: [],
      organizationId: organization.id,
      backedUpOrganizationId: `${organization.id}${world.tenant.id}`,
      _links: {},
    };
  });
}
