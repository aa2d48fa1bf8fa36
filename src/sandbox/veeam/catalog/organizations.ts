import { livePeople, type Person, restorePointsAt } from '../../world.ts';
import { type Call, loginOf, param, type Reply } from '../http/call.ts';
import { link, pageOf } from '../http/paging.ts';
import { flag, guid, oneOf, readQuery, text } from '../http/readers.ts';
import { notFound } from '../http/refusal.ts';
import { matchesWildcard } from '../http/wildcard.ts';
import { userKey } from '../sessions/present.ts';
import { organization, worldNowUtc } from '../simulator.ts';
import { asOf } from '../versions.ts';

function backupTimes(call: Call): { firstBackuptime: string | null; lastBackuptime: string | null } {
  const points = restorePointsAt(call.simulator.world, worldNowUtc(call.simulator)).filter((point) => !point.isCopy);
  return {
    firstBackuptime: points[0]?.backupTimeRaw ?? null,
    lastBackuptime: points.at(-1)?.backupTimeRaw ?? null,
  };
}

function presentOrganization(call: Call): object {
  const { tenant } = call.simulator.world;
  const isExtended = readQuery(call, 'extendedView', flag) ?? call.profile.extendedViewDefault;
  const path = `/Organizations/${organization.id}`;
  return asOf(call.profile, 'organization', {
    id: organization.id,
    name: tenant.domain,
    officeName: tenant.domain,
    description: tenant.name,
    type: 'Office365',
    region: 'Worldwide',
    isExchangeOnline: true,
    isSharePointOnline: true,
    isTeamsOnline: true,
    isTeamsChatsOnline: false,
    msid: tenant.id,
    backedUpOrganizationId: `${organization.id}${tenant.id}`,
    ...(isExtended && { isBackedup: true, ...backupTimes(call) }),
    _links: { self: link(call, path), users: link(call, `${path}/users`) },
  });
}

/** `GET /Organizations`: one tenant; `msid` finds it by its Entra tenant id from v8 on. */
export function getOrganizations(call: Call): Reply {
  const wanted = call.profile.organizations === 'page' ? readQuery(call, 'msid', guid) : undefined;
  const found = wanted === undefined || wanted === call.simulator.world.tenant.id ? [presentOrganization(call)] : [];
  return call.profile.organizations === 'page' ? pageOf(call, found, (entry) => entry) : { status: 200, body: found };
}

/** Refuses (404) an organization id that is not the one this server has. */
export function requireOrganization(id: string): void {
  if (id.toLowerCase() !== organization.id) throw notFound('The organization');
}

/** `GET /Organizations/{organizationId}`. */
export function getOrganization(call: Call): Reply {
  requireOrganization(param(call, 'organizationId'));
  return { status: 200, body: presentOrganization(call) };
}

function presentUser(call: Call, person: Person): object {
  return asOf(call.profile, 'user', {
    id: userKey(person.id),
    eTag: 1,
    displayName: person.displayName,
    name: person.mail.toLowerCase(),
    type: person.kind === 'sharedMailbox' ? 'Shared' : 'User',
    locationType: 'Cloud',
    office: person.officeLocation,
    msid: person.id,
    _links: { self: link(call, `/Organizations/${organization.id}/users/${userKey(person.id)}`) },
  });
}

/** `GET /Organizations/{organizationId}/Users`: people who have an account now. */
export function getUsers(call: Call): Reply {
  requireOrganization(param(call, 'organizationId'));
  const userName = readQuery(call, 'userName', text);
  const displayName = readQuery(call, 'displayName', text);
  readQuery(call, 'dataSource', oneOf('PreferLocal', 'Production', 'PreferLocalResynced'));
  const people = livePeople(call.simulator.world, worldNowUtc(call.simulator))
    .filter((person) => userName === undefined || person.mail.toLowerCase() === userName.toLowerCase())
    .filter((person) => displayName === undefined || matchesWildcard(person.displayName, displayName));
  return pageOf(call, people, (person) => presentUser(call, person));
}

/** `GET /Organization`: the organization of a tenant or operator login. */
export function getOwnOrganization(call: Call): Reply {
  loginOf(call);
  const { tenant } = call.simulator.world;
  const body = {
    id: organization.id,
    name: tenant.domain,
    type: 'Office365',
    isBackedup: true,
    ...backupTimes(call),
    _actions: { explore: { uri: link(call, '/Organization/explore').href, method: 'POST' } },
  };
  return { status: 200, body };
}
