import { createServer, type IncomingMessage } from 'node:http';
import { connectorError } from '../connector/faults.ts';
import { close, type Host, listenerOf, listenOnLoopback, readJson, sendReply } from '../internet/http.ts';
import { type PlaygroundPerson, personalChatId, playgroundUserId } from '../playground/playgroundConfig.ts';
import { type Json, toPlaygroundBody, toTeamsActivity } from './rewrite.ts';

export type GatewayOptions = {
  port: number;
  appId: string;
  tenantId: string;
  /** Everybody a Playground may name. */
  people: readonly PlaygroundPerson[];
  /** The bot, e.g. `http://127.0.0.1:3978/api/messages`. */
  botEndpoint: string;
  /** A Bot Framework token for the bot, whose `serviceurl` is the one given. */
  token: (serviceUrl: string) => Promise<string>;
  /** Whether that Authorization header is the bot's own valid token. */
  isBot: (authorization: string | undefined) => Promise<boolean>;
};

export type Gateway = {
  /** Where the Playground of a person sends to. Valid before that Playground runs. */
  endpointFor(personId: string): string;
  /** Where the Playground of that person can be reached, once it runs. */
  attach(personId: string, connectorUrl: string): void;
  /** The connector as the bot sees it: `smba.trafficmanager.net`. */
  host: Host;
  stop(): Promise<void>;
};

const serviceOrigin = 'https://smba.trafficmanager.net';

/**
 * Stands between Playgrounds and the bot, so that the bot can run its full authentication: signs what comes from a
 * Playground as the Bot Framework does, and checks the bot's token on what goes to one. A message to a person's 1:1 chat
 * finds that person's Playground whichever service address it was sent to, as in Teams; somebody without a Playground has not
 * installed the app.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { appId, tenantId, people } = options;
  const connectors = new Map<string, string>();
  const byUserId = new Map(people.map(({ id }) => [playgroundUserId(id), id]));
  const objectIds = new Set(people.map(({ id }) => id));
  const identities = { appId, tenantId, objectIdOf: (userId: string) => byUserId.get(userId) };
  const serviceUrlOf = (personId: string) => `${serviceOrigin}/emea/${personId}/`;

  const inbound: Host = async (request, response) => {
    const personId = /^\/([^/]+)\/api\/messages$/.exec(request.url ?? '')?.[1] ?? '';
    if (!objectIds.has(personId)) return sendReply(response, { status: 404 });
    // The Playground asks whether anybody is there before it starts.
    if (request.method === 'HEAD') return sendReply(response, { status: 200 });
    const activity = await readJson(request);
    if (typeof activity !== 'object' || activity === null) return sendReply(response, { status: 400 });
    const serviceUrl = serviceUrlOf(personId);
    const answer = await fetch(options.botEndpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await options.token(serviceUrl)}` },
      body: JSON.stringify(toTeamsActivity(activity as Json, serviceUrl, identities)),
    });
    await relay(answer, response);
  };

  const host: Host = async (request, response) => {
    if (!(await options.isBot(request.headers.authorization)))
      return sendReply(response, connectorError(401, 'BotNotRegistered'));
    const [, prefix = '', path = ''] = /^((?:\/[^/]+)+?)\/(v3\/.*)$/.exec(request.url ?? '') ?? [];
    const body = hasBody(request) ? await readJson(request) : undefined;
    const owner = ownerOf(path, body);
    if (owner !== undefined && !connectors.has(owner))
      return sendReply(response, connectorError(403, 'BotNotInConversationRoster'));
    const addressed = owner ?? [...connectors.keys()].find((id) => prefix.includes(id)) ?? [...connectors.keys()][0];
    if (path === '' || addressed === undefined) return sendReply(response, connectorError(404, 'ConversationNotFound'));
    const pass = (personId: string) => forward(`${connectors.get(personId)}/${path}`, request.method ?? 'GET', body);
    const answer = await pass(addressed);
    // Playgrounds do not share a channel. A new thread is shown in each; its later edits only where it was addressed to.
    const others = isNewThread(path, body) ? [...connectors.keys()].filter((id) => id !== addressed) : [];
    await Promise.all(others.map(pass));
    await relay(answer, response);
  };

  function forward(url: string, method: string, body: unknown): Promise<Response> {
    const userIdOf = (id: string) => (objectIds.has(id) ? playgroundUserId(id) : undefined);
    const sent = body === undefined ? undefined : JSON.stringify(toPlaygroundBody(body, appId, userIdOf));
    return fetch(url, {
      method,
      ...(sent === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: sent }),
    });
  }

  /** Whose 1:1 chat this call is about, if any. */
  function ownerOf(path: string, body: unknown): string | undefined {
    const conversationId = decodeURIComponent(/^v3\/conversations\/([^/?]+)/.exec(path)?.[1] ?? '');
    if (conversationId !== '') return people.find(({ id }) => personalChatId(id) === conversationId)?.id;
    const members = (body as { members?: { id?: string }[] } | undefined)?.members ?? [];
    const [id] = members.map((member) => member.id ?? '');
    return members.length === 1
      ? people.find((person) => person.id === id || playgroundUserId(person.id) === id)?.id
      : undefined;
  }

  const server = createServer(listenerOf(inbound));
  const port = await listenOnLoopback(server, options.port, 'the gateway');
  return {
    endpointFor: (personId) => `http://127.0.0.1:${port}/${personId}/api/messages`,
    attach: (personId, connectorUrl) => connectors.set(personId, connectorUrl),
    host,
    stop: () => close(server),
  };
}

const hasBody = (request: IncomingMessage): boolean => request.method === 'POST' || request.method === 'PUT';

function isNewThread(path: string, body: unknown): boolean {
  const channel = (body as { channelData?: { channel?: { id?: string } } } | undefined)?.channelData?.channel;
  return path === 'v3/conversations' && channel?.id !== undefined;
}

async function relay(answer: Response, response: Parameters<Host>[1]): Promise<void> {
  const text = await answer.text();
  const type = answer.headers.get('content-type');
  response.writeHead(answer.status, type === null ? {} : { 'content-type': type });
  response.end(text);
}
