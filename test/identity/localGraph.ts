import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphHttp } from '../../src/identity/graphCall.ts';

export type GraphUser = {
  id: string;
  displayName: string;
  userPrincipalName: string;
  mail: string | null;
  accountEnabled: boolean;
  userType: string;
  groups?: readonly string[];
};

export type LocalGraph = {
  origin: string;
  users: GraphUser[];
  /** Every request: what was asked, decoded. */
  record: { method: string; path: string; filter: string | null; body: { groupIds?: string[] } | null }[];
  /** When set, answers everything in place of the directory. */
  instead: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  stop(): Promise<void>;
};

const bearer = 'a-token-for-graph';
/** The token the local directory takes. */
export const tokenFor = { get: async () => bearer };

/** A few routes of Microsoft Graph on 127.0.0.1, as much as the directory asks: it reads filters as text and refuses what Graph refuses. */
export async function startLocalGraph(users: GraphUser[]): Promise<LocalGraph> {
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const graph: LocalGraph = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    users,
    record: [],
    instead: null,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', graph.origin);
    const text = (await request.setEncoding('utf8').toArray()).join('');
    const body = text === '' ? null : JSON.parse(text);
    graph.record.push({
      method: request.method ?? '',
      path: url.pathname,
      filter: url.searchParams.get('$filter'),
      body,
    });
    if (graph.instead !== null) return graph.instead(request, response);
    const { status, json } = route(url, request, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }

  function route(url: URL, request: IncomingMessage, body: { groupIds?: string[] } | null) {
    const error = (status: number, code: string) => ({ status, json: { error: { code, message: code } } });
    if (request.headers.authorization !== `Bearer ${bearer}`) return error(401, 'InvalidAuthenticationToken');
    const [, id, action] = /^\/v1\.0\/users(?:\/([^/]+))?(?:\/(\w+))?$/.exec(url.pathname) ?? [];
    if (id === undefined) {
      const wanted = matcherOf(url.searchParams.get('$filter') ?? '');
      if (wanted === null) return error(400, 'Request_BadRequest');
      const found = graph.users.filter(wanted).slice(0, Number(url.searchParams.get('$top') ?? 100));
      return { status: 200, json: { value: found } };
    }
    const user = graph.users.find((one) => one.id === decodeURIComponent(id));
    if (user === undefined) return error(404, 'Request_ResourceNotFound');
    if (action === undefined) return { status: 200, json: user };
    const groupIds = body?.groupIds ?? [];
    if (groupIds.length > 20) return error(400, 'Request_BadRequest');
    return { status: 200, json: { value: groupIds.filter((groupId) => user.groups?.includes(groupId)) } };
  }
  return graph;
}

const literal = "'((?:[^']|'')*)'";
const unquote = (text: string | undefined): string => (text ?? '').replaceAll("''", "'").toLowerCase();

/** The two filters the directory uses; null for anything else, quotes that end too early included. */
function matcherOf(filter: string): ((user: GraphUser) => boolean) | null {
  const byAddress = new RegExp(`^userPrincipalName eq ${literal} or mail eq ${literal}$`).exec(filter);
  if (byAddress !== null) {
    const [upn, mail] = [unquote(byAddress[1]), unquote(byAddress[2])];
    return (user) => user.userPrincipalName.toLowerCase() === upn || user.mail?.toLowerCase() === mail;
  }
  const byName = new RegExp(`^startswith\\(displayName,${literal}\\)$`).exec(filter);
  if (byName === null) return null;
  return (user) => user.displayName.toLowerCase().startsWith(unquote(byName[1]));
}

/** Real HTTP in the shape of `lib/http`. */
export const httpTo = (origin: string): GraphHttp => ({
  async send({ method, path, query, headers, body, signal }) {
    const response = await fetch(`${origin}${path}?${new URLSearchParams(query)}`, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body.json) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    const retryAfter = response.headers.get('retry-after');
    return {
      status: response.status,
      body: isJson ? { kind: 'json', value: JSON.parse(text) } : { kind: 'other' },
      retryAfterSeconds: retryAfter === null ? null : Number(retryAfter),
    };
  },
});
