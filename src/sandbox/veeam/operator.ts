import { randomBytes } from 'node:crypto';
import { type Container, restorePointsAt } from '../world.ts';
import { type Call, loginOf, type Reply } from './call.ts';
import { link } from './paging.ts';
import { userKey } from './present.ts';
import { flag, readQuery, text } from './readers.ts';
import { denied } from './refusal.ts';
import { pointsHolding, presentPoint } from './restorePoints.ts';
import { containersInRole, resolveScope, roleOf, scopeItemId } from './scope.ts';
import { type OperatorRole, organization, worldNowUtc } from './simulator.ts';
import { asOf } from './versions.ts';

/** `GET /Organization/LoggedInUser`. */
export function getLoggedInUser(call: Call): Reply {
  const login = loginOf(call);
  return { status: 200, body: { id: userKey(login.personId ?? ''), name: login.displayName } };
}

/** `GET /Organization/LoggedInUser/OperatorInfo`: false for an end user who may restore their own data only. */
export function getOperatorInfo(call: Call): Reply {
  const isOperator = roleOf(call.simulator, loginOf(call).personId) !== undefined;
  return { status: 200, body: { isOperator, _links: { self: link(call, '/Organization/LoggedInUser/OperatorInfo') } } };
}

function presentUser(call: Call, role: OperatorRole, container: Container): object {
  const person = call.simulator.world.people.find((candidate) => candidate.id === container.ownerId);
  const user = asOf(call.profile, 'rbacUser', {
    id: userKey(container.ownerId ?? ''),
    displayName: person?.displayName ?? '',
    name: container.email,
    type: person?.kind === 'sharedMailbox' ? 'SharedMailbox' : 'User',
  });
  return { type: 'User', user, id: scopeItemId(role, container), _links: {} };
}

function presentSite(role: OperatorRole, container: Container): object {
  const site = { id: container.id, url: container.url, title: container.name, isCloud: true, isPersonal: false };
  return { type: 'Site', site, id: scopeItemId(role, container), _links: {} };
}

function presentTeam(role: OperatorRole, container: Container): object {
  const { id, name, email } = container;
  const team = { id, description: name, displayName: name, mail: email };
  return { type: 'Team', team, id: scopeItemId(role, container), _links: {} };
}

/** `GET /Organization/LoggedInUser/EffectiveScope`: the objects a portal operator may restore. */
export function getEffectiveScope(call: Call): Reply {
  const role = roleOf(call.simulator, loginOf(call).personId);
  if (!role) throw denied('The user is not a restore operator.');
  const all = containersInRole(call.simulator, role);
  const users = new Map(all.filter((one) => one.ownerId !== null).map((one) => [one.ownerId, one]));
  const body = asOf(call.profile, 'effectiveScope', {
    users: [...users.values()].map((container) => presentUser(call, role, container)),
    sites: all.filter((one) => one.workload === 'sharePoint').map((container) => presentSite(role, container)),
    teams: all.filter((one) => one.workload === 'teams').map((container) => presentTeam(role, container)),
  });
  return { status: 200, body };
}

/** `GET /Organization/LoggedInUser/RestorePoints?rbacItem=&isCopy=` (v7, v8), newest first. */
export function getOwnRestorePoints(call: Call): Reply {
  const { simulator } = call;
  const { containerIds } = resolveScope(call, readQuery(call, 'rbacItem', text)?.toLowerCase());
  const isCopy = readQuery(call, 'isCopy', flag) ?? false;
  const containers = simulator.world.containers.filter((container) => containerIds.includes(container.id));
  const all = restorePointsAt(simulator.world, worldNowUtc(simulator)).filter((point) => point.isCopy === isCopy);
  const points = pointsHolding(simulator, all, containers).reverse();
  return { status: 200, body: points.map((point) => presentPoint(call, point)) };
}

/** `POST /token/AuthCode`: a one-time code for downloads. */
export function postAuthCode(): Reply {
  return { status: 200, body: { authCode: `${organization.host}-${randomBytes(24).toString('base64url')}` } };
}
