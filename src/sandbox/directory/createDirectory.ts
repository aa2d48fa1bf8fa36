import type { JWTPayload } from 'jose';
import { type Host, type Reply, readJson, sendReply } from '../internet/http.ts';
import { answerBatch, isBatch } from './batch.ts';
import { parseFilter } from './filter.ts';
import { type DirectoryGroup, type DirectoryPerson, groupsOf, presentUser, userProperties } from './people.ts';

export type DirectoryOptions = {
  /** Asked anew for each request, so that somebody removed a second ago is gone. */
  people: () => readonly DirectoryPerson[];
  groups: () => readonly DirectoryGroup[];
  /** Claims of a valid token for Microsoft Graph, or undefined. */
  verify: (authorization: string | undefined) => Promise<JWTPayload | undefined>;
};

export type DirectoryFault = { status: number; retryAfterSeconds?: number; match?: RegExp; times?: number };

export type SimulatedDirectory = {
  /** `graph.microsoft.com`, the directory part of v1.0. */
  host: Host;
  /** "METHOD path status" of every request. */
  requests: readonly string[];
  fail(fault: DirectoryFault): void;
  /** Holds every answer back until the returned function is called. */
  hold(): () => void;
};

type Call = {
  options: DirectoryOptions;
  id: string;
  query: URLSearchParams;
  headers: NodeJS.Dict<string | string[]>;
  body: unknown;
};
type Question = Pick<Call, 'headers' | 'body'> & { method: string; url: URL };
type Route = { method: string; path: RegExp; role: string; answer: (call: Call) => Reply };

const routes: readonly Route[] = [
  { method: 'GET', path: /^\/v1\.0\/users$/, role: 'User.Read.All', answer: listUsers },
  { method: 'GET', path: /^\/v1\.0\/users\/([^/]+)$/, role: 'User.Read.All', answer: getUser },
  { method: 'GET', path: /^\/v1\.0\/users\/([^/]+)\/manager$/, role: 'User.Read.All', answer: getManager },
  { method: 'GET', path: /^\/v1\.0\/users\/([^/]+)\/directReports$/, role: 'User.Read.All', answer: listReports },
  {
    method: 'GET',
    path: /^\/v1\.0\/users\/([^/]+)\/ownedObjects\/microsoft\.graph\.group$/,
    role: 'Directory.Read.All',
    answer: listOwned,
  },
  {
    method: 'POST',
    path: /^\/v1\.0\/users\/([^/]+)\/checkMemberGroups$/,
    role: 'GroupMember.Read.All',
    answer: checkMemberGroups,
  },
  { method: 'GET', path: /^\/v1\.0\/groups\/([^/]+)$/, role: 'GroupMember.Read.All', answer: getGroup },
  {
    method: 'GET',
    path: /^\/v1\.0\/groups\/([^/]+)\/(?:transitiveMembers|members)(?:\/microsoft\.graph\.user)?$/,
    role: 'GroupMember.Read.All',
    answer: listMembers,
  },
  {
    method: 'GET',
    path: /^\/v1\.0\/groups\/([^/]+)\/owners(?:\/microsoft\.graph\.user)?$/,
    role: 'GroupMember.Read.All',
    answer: listOwners,
  },
  { method: 'GET', path: /^\/v1\.0\/groups\/([^/]+)\/sites\/root$/, role: 'Sites.Read.All', answer: getTeamSite },
];

/**
 * Simulates the directory part of Microsoft Graph v1.0: users, managers, group membership and ownership, the site of a group, and
 * batches of these questions. It has no photos. It refuses what Graph refuses: no or foreign token 401, a token without the application
 * permission 403, unknown properties and filters beyond basic queries 400, `$search` without `ConsistencyLevel: eventual` 400, more than
 * 20 groups in one question 400, more than 20 questions in one batch 400.
 */
export function createDirectory(options: DirectoryOptions): SimulatedDirectory {
  const requests: string[] = [];
  const faults: { fault: DirectoryFault; left: number }[] = [];
  let held: Promise<void> = Promise.resolve();

  async function answer(request: Parameters<Host>[0], url: URL): Promise<Reply> {
    const claims = await options.verify(request.headers.authorization);
    if (claims === undefined) return graphError(401, 'InvalidAuthenticationToken');
    const { method = 'GET', headers } = request;
    const body = method === 'POST' ? await readJson(request) : undefined;
    if (isBatch(method, url)) return answerBatch(body, (part) => dispatch(claims, { ...part, headers }));
    return dispatch(claims, { method, url, headers, body });
  }

  function dispatch(claims: JWTPayload, { method, url, headers, body }: Question): Reply {
    const index = faults.findIndex(({ fault }) => fault.match?.test(`${method} ${url.pathname}`) ?? true);
    const entry = faults[index];
    if (entry !== undefined) {
      entry.left -= 1;
      if (entry.left === 0) faults.splice(index, 1);
      return graphError(entry.fault.status, 'simulated', entry.fault.retryAfterSeconds);
    }
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(url.pathname) : null;
      if (match === null) continue;
      const roles = Array.isArray(claims.roles) ? claims.roles : [];
      if (!roles.includes(route.role)) return graphError(403, 'Authorization_RequestDenied');
      return route.answer({ options, id: decodeURIComponent(match[1] ?? ''), query: url.searchParams, headers, body });
    }
    return graphError(404, 'ResourceNotFound');
  }

  return {
    requests,
    fail: (fault) => faults.push({ fault, left: fault.times ?? 1 }),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    async host(request, response) {
      await held;
      const url = new URL(request.url ?? '/', 'https://graph.microsoft.com');
      const reply = await answer(request, url);
      requests.push(`${request.method} ${url.pathname} ${reply.status}`);
      sendReply(response, reply);
    },
  };
}

function listUsers({ options, query, headers }: Call): Reply {
  const filter = query.get('$filter');
  const search = query.get('$search');
  const top = Number(query.get('$top') ?? 100);
  if (!Number.isInteger(top) || top < 1 || top > 999) return graphError(400, 'Request_UnsupportedQuery');
  if (search !== null && headers.consistencylevel !== 'eventual') return graphError(400, 'Request_UnsupportedQuery');
  const isWanted = filter === null ? () => true : parseFilter(filter);
  if (isWanted === undefined) return graphError(400, 'Request_UnsupportedQuery');
  const words = /^"?displayName:(.*?)"?$/.exec(search ?? '')?.[1]?.toLowerCase();
  if (search !== null && words === undefined) return graphError(400, 'Request_UnsupportedQuery');

  const found = present(options)
    .filter((person) => isWanted(userProperties(person)))
    .filter(({ displayName }) => words === undefined || displayName.toLowerCase().includes(words));
  const start = Number(query.get('$skiptoken') ?? 0);
  const page = found.slice(start, start + top).map((person) => presentUser(person, query.get('$select')));
  if (page.some((user) => user === undefined)) return graphError(400, 'Request_BadRequest');
  const next = new URLSearchParams(query);
  next.set('$skiptoken', String(start + top));
  const more =
    start + top < found.length ? { '@odata.nextLink': `https://graph.microsoft.com/v1.0/users?${next}` } : {};
  return {
    status: 200,
    body: { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users', value: page, ...more },
  };
}

function getUser({ options, id, query }: Call): Reply {
  return userReply(personOf(options, id), query);
}

function getManager({ options, id, query }: Call): Reply {
  const managerId = personOf(options, id)?.managerId;
  return userReply(managerId === undefined ? undefined : personOf(options, managerId), query);
}

function listReports({ options, id, query }: Call): Reply {
  const person = personOf(options, id);
  if (person === undefined) return graphError(404, 'Request_ResourceNotFound');
  const reports = present(options).filter(({ managerId }) => managerId === person.id);
  return { status: 200, body: { value: reports.map((report) => presentUser(report, query.get('$select'))) } };
}

function listOwned({ options, id }: Call): Reply {
  const person = personOf(options, id);
  if (person === undefined) return graphError(404, 'Request_ResourceNotFound');
  const owned = options.groups().filter((group) => group.ownerIds?.includes(person.id));
  return {
    status: 200,
    body: { value: owned.map(({ id: groupId, groupTypes = [] }) => ({ id: groupId, groupTypes })) },
  };
}

function checkMemberGroups({ options, id, body }: Call): Reply {
  const groupIds = (body as { groupIds?: unknown } | undefined)?.groupIds;
  if (!Array.isArray(groupIds) || groupIds.length > 20) return graphError(400, 'Request_BadRequest');
  const person = personOf(options, id);
  if (person === undefined) return graphError(404, 'Request_ResourceNotFound');
  const value = groupsOf(person.id, options.groups())
    .map((group) => group.id)
    .filter((groupId) => groupIds.includes(groupId));
  return {
    status: 200,
    body: { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)', value },
  };
}

function getGroup({ options, id }: Call): Reply {
  const group = options.groups().find((one) => one.id === id);
  if (group === undefined) return graphError(404, 'Request_ResourceNotFound');
  return { status: 200, body: { id, displayName: group.displayName, description: group.description ?? null } };
}

function getTeamSite({ options, id }: Call): Reply {
  const siteId = options.groups().find((group) => group.id === id)?.siteId;
  return siteId === undefined ? graphError(404, 'itemNotFound') : { status: 200, body: { id: siteId } };
}

function listMembers({ options, id, query }: Call): Reply {
  const groups = options.groups();
  if (!groups.some((group) => group.id === id)) return graphError(404, 'Request_ResourceNotFound');
  const members = present(options).filter((person) => groupsOf(person.id, groups).some((group) => group.id === id));
  return { status: 200, body: { value: members.map((person) => presentUser(person, query.get('$select'))) } };
}

function listOwners({ options, id, query }: Call): Reply {
  const group = options.groups().find((one) => one.id === id);
  if (group === undefined) return graphError(404, 'Request_ResourceNotFound');
  const owners = present(options).filter((person) => group.ownerIds?.includes(person.id));
  return { status: 200, body: { value: owners.map((person) => presentUser(person, query.get('$select'))) } };
}

function userReply(person: DirectoryPerson | undefined, query: URLSearchParams): Reply {
  if (person === undefined) return graphError(404, 'Request_ResourceNotFound');
  const user = presentUser(person, query.get('$select'));
  return user === undefined ? graphError(400, 'Request_BadRequest') : { status: 200, body: user };
}

const present = (options: DirectoryOptions): DirectoryPerson[] =>
  options.people().filter(({ leftUtc }) => leftUtc == null);

/** By object id or user principal name, as in Graph. */
function personOf(options: DirectoryOptions, key: string): DirectoryPerson | undefined {
  const wanted = key.toLowerCase();
  return present(options).find(
    ({ id, userPrincipalName }) => id === wanted || userPrincipalName.toLowerCase() === wanted,
  );
}

function graphError(status: number, code: string, retryAfterSeconds?: number): Reply {
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  const innerError = { date: '2026-11-21T00:00:00', 'request-id': '00000000-0000-0000-0000-000000000000' };
  return { status, headers, body: { error: { code, message: `Simulated: ${code}`, innerError } } };
}
