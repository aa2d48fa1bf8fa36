import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../src/sandbox/gateway/startGateway.ts';
import {
  close,
  type Host,
  listenerOf,
  listenOnLoopback,
  readJson,
  sendReply,
} from '../../src/sandbox/internet/http.ts';
import { adele, appId, isaiah, tenantId } from '../fakes/localTeams.ts';

type Seen = { at: string; line: string; authorization: string | undefined; body: Record<string, unknown> };
const megan = { id: '0f3c1a52-1111-4c1e-9d0e-000000000003', name: 'Megan Bowen', address: 'MeganB@contoso.com' };

let gateway: Gateway;
let connector: string;
let seen: Seen[] = [];
const servers: Server[] = [];

/** A server that notes what it is sent and answers with its own name. */
async function listener(at: string): Promise<string> {
  const host: Host = async (request, response) => {
    const body = ((await readJson(request)) ?? {}) as Record<string, unknown>;
    seen.push({ at, line: `${request.method} ${request.url}`, authorization: request.headers.authorization, body });
    sendReply(response, { status: 201, body: { id: at } });
  };
  return `http://127.0.0.1:${await serve(host)}`;
}

async function serve(host: Host): Promise<number> {
  const server = createServer(listenerOf(host));
  servers.push(server);
  return listenOnLoopback(server, 0, 'a test');
}

beforeAll(async () => {
  gateway = await startGateway({
    port: 0,
    appId,
    tenantId,
    people: [adele, isaiah, megan],
    botEndpoint: `${await listener('bot')}/api/messages`,
    token: async (serviceUrl) => `signed-for-${serviceUrl}`,
    isBot: async (authorization) => authorization === 'Bearer bot',
  });
  gateway.attach(adele.id, `${await listener('adele')}/_connector`);
  gateway.attach(isaiah.id, `${await listener('isaiah')}/_connector`);
  connector = `http://127.0.0.1:${await serve(gateway.host)}`;
});

beforeEach(() => {
  seen = [];
});

afterAll(async () => {
  await gateway.stop();
  await Promise.all(servers.map(close));
});

const headers = { 'content-type': 'application/json', authorization: 'Bearer bot' };
const fromPlayground = (activity: object) =>
  fetch(gateway.endpointFor(adele.id), { method: 'POST', headers, body: JSON.stringify(activity) });
const fromBot = (path: string, body: object, authorization = 'Bearer bot') =>
  fetch(`${connector}${path}`, { method: 'POST', headers: { ...headers, authorization }, body: JSON.stringify(body) });
const chat = (person: { id: string }) => `conversations/${encodeURIComponent(`a:1${person.id}`)}/activities`;

describe('startGateway', () => {
  it("makes of the Playground's message what Teams sends: signed, with tenant, ids and address", async () => {
    await fromPlayground({
      type: 'message',
      serviceUrl: 'http://localhost:1/_connector',
      from: { id: `29:1${adele.id}` },
      recipient: { id: appId },
      conversation: { id: 'a:1' },
      entities: [{ type: 'mention', mentioned: { id: appId } }],
    });
    const serviceUrl = `https://smba.trafficmanager.net/emea/${adele.id}/`;
    expect(seen).toMatchObject([
      { at: 'bot', line: 'POST /api/messages', authorization: `Bearer signed-for-${serviceUrl}` },
    ]);
    expect(seen[0]?.body).toMatchObject({
      serviceUrl,
      from: { aadObjectId: adele.id },
      recipient: { id: `28:${appId}` },
      conversation: { tenantId },
      channelData: { tenant: { id: tenantId } },
      entities: [{ mentioned: { id: `28:${appId}` } }],
    });
  });

  it('says that somebody is there, and knows only its own people', async () => {
    expect((await fetch(gateway.endpointFor(adele.id), { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(gateway.endpointFor('nobody'), { method: 'POST', headers, body: '{}' })).status).toBe(404);
    expect(seen).toEqual([]);
  });

  it('passes on nothing that does not carry the token of the bot', async () => {
    expect((await fromBot(`/emea/${adele.id}/v3/${chat(adele)}`, {}, 'Bearer other')).status).toBe(401);
    expect(seen).toEqual([]);
  });

  it("finds a person's Playground whatever service address was used", async () => {
    await fromBot(`/emea/${adele.id}/v3/${chat(isaiah)}`, { type: 'message', from: { id: `28:${appId}` } });
    await fromBot('/teams/v3/conversations', { members: [{ id: isaiah.id }] });
    expect(seen.map(({ at, line }) => `${at} ${line}`)).toEqual([
      `isaiah POST /_connector/v3/${chat(isaiah)}`,
      'isaiah POST /_connector/v3/conversations',
    ]);
    expect(seen.map(({ body }) => body)).toEqual([
      { type: 'message', from: { id: appId } },
      { members: [{ id: `29:1${isaiah.id}` }] },
    ]);
  });

  it('treats who has no Playground as somebody without the app', async () => {
    const answer = await fromBot('/teams/v3/conversations', { members: [{ id: megan.id }] });
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { error: { code: 'BotNotInConversationRoster' } },
    ]);
  });

  it('shows a new channel thread in every Playground', async () => {
    const answer = await fromBot(`/emea/${isaiah.id}/v3/conversations`, {
      channelData: { channel: { id: '19:restores' } },
    });
    expect(await answer.json()).toEqual({ id: 'isaiah' });
    expect(seen.map(({ at }) => at)).toEqual(['isaiah', 'adele']);
  });

  it('leaves the data of cards alone', async () => {
    const attachments = [{ content: { actions: [{ data: { id: `28:${appId}`, members: [{ id: isaiah.id }] } }] } }];
    await fromBot(`/emea/${adele.id}/v3/${chat(adele)}`, { type: 'message', attachments });
    expect(seen[0]?.body).toEqual({ type: 'message', attachments });
  });
});
