import { createServer, type Server } from 'node:http';
import type { JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { close, listenerOf, listenOnLoopback } from '../../src/sandbox/internet/http.ts';
import { createEntra, type Entra } from '../../src/sandbox/signIn/entra.ts';
import { createTokenService, type TokenService } from '../../src/sandbox/signIn/tokenService.ts';
import { adele, appId, isaiah, tenantId } from '../fakes/localTeams.ts';

const portal = 'api://portal';
const audience = 'https://api.botframework.com';
let entra: Entra;
let service: TokenService;
let servers: Server[];
let signInUrl: string;
let serviceUrl: string;

beforeEach(async () => {
  const app = { secret: 'right', audiences: [audience] };
  entra = await createEntra({
    tenantId,
    clock: systemClock,
    apps: [
      { ...app, appId, delegated: { [portal]: ['access_as_user'] } },
      { ...app, appId: 'other' },
    ],
    isPerson: (id) => id === adele.id,
  });
  service = createTokenService({
    appId,
    connections: [{ name: 'portal', scope: `${portal}/access_as_user` }],
    isBot: async (header) => (await entra.verify(header, audience))?.appid === appId,
    channelUserId: (id) => `29:${id}`,
    tokenFor: (id, scope) => entra.delegated.afterSignInPage(id, appId, scope),
  });
  servers = [createServer(listenerOf(entra.host)), createServer(listenerOf(service.host))];
  const [signIn, tokens] = await Promise.all(servers.map((server) => listenOnLoopback(server, 0, 'sign-in')));
  signInUrl = `http://127.0.0.1:${signIn}/${tenantId}/oauth2/v2.0/token`;
  serviceUrl = `http://127.0.0.1:${tokens}`;
});
afterEach(() => Promise.all(servers.map(close)));

const assertion = (changes?: JWTPayload) => entra.delegated.personToken(adele.id, appId, changes);

async function exchange(given: string, changes: Record<string, string> = {}) {
  const response = await fetch(signInUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      client_id: appId,
      client_secret: 'right',
      scope: `${portal}/access_as_user openid`,
      assertion: given,
      ...changes,
    }),
  });
  const body = (await response.json()) as { access_token?: string; error?: string; error_codes?: number[] };
  return { status: response.status, token: body.access_token, error: body.error, code: body.error_codes?.[0] };
}

describe('the on-behalf-of grant of the sandbox', () => {
  it('gives a token of the same person for the API alone', async () => {
    const { status, token = '' } = await exchange(await assertion());
    expect(status).toBe(200);
    expect(await entra.verify(`Bearer ${token}`, portal)).toMatchObject({
      oid: adele.id,
      tid: tenantId,
      scp: 'access_as_user',
      appid: appId,
    });
    expect(await entra.verify(`Bearer ${token}`, audience)).toBeUndefined();
  });

  it.each<[string, JWTPayload, number]>([
    ['meant for another app', { aud: 'api://botid-other' }, 500131],
    ['that has run out', { exp: 1 }, 500133],
    ['of another tenant', { iss: 'https://sts.windows.net/11111111-1111-4111-8111-111111111111/' }, 50013],
    ['of somebody without an account', { oid: isaiah.id }, 50034],
  ])('refuses an assertion %s', async (_what, changes, code) => {
    expect(await exchange(await assertion(changes))).toMatchObject({ status: 400, error: 'invalid_grant', code });
  });

  it('refuses what nobody signed, what was not granted, and an app that does not prove itself', async () => {
    const [head, body] = (await assertion()).split('.');
    expect(await exchange(`${head}.${body}.AAAA`)).toMatchObject({ code: 50013 });
    expect(await exchange(await assertion(), { scope: `${portal}/everything` })).toMatchObject({ code: 65001 });
    expect(await exchange(await assertion(), { scope: 'api://elsewhere/x' })).toMatchObject({ code: 500011 });
    expect((await exchange(await assertion(), { client_secret: 'wrong' })).status).toBe(401);
    expect((await exchange(await assertion(), { client_id: 'other' })).status).toBe(400);
    expect((await exchange(await assertion(), { requested_token_use: 'other' })).status).toBe(400);
  });

  it('wants the person where they have not agreed or must prove themselves, and no more once they have', async () => {
    entra.delegated.withholdConsent(adele.id);
    expect(await exchange(await assertion())).toMatchObject({ error: 'invalid_grant', code: 65001 });
    entra.delegated.requireInteraction(adele.id);
    await entra.delegated.afterSignInPage(adele.id, appId, `${portal}/access_as_user`);
    expect((await exchange(await assertion())).status).toBe(200);
    entra.delegated.requireInteraction(adele.id);
    expect(await exchange(await assertion())).toMatchObject({ error: 'interaction_required', code: 50079 });
  });
});

describe('the token service of the sandbox', () => {
  const bot = async () => `Bearer ${await entra.tokenFor(appId, audience)}`;
  async function ask(method: string, path: string, query: Record<string, string>, authorization?: string) {
    const response = await fetch(`${serviceUrl}${path}?${new URLSearchParams(query)}`, {
      method,
      headers: { authorization: authorization ?? (await bot()) },
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }
  const resource = (changes: object = {}, authorization?: string) => {
    const conversation = { conversation: { id: 'a:1' }, channelId: 'msteams' };
    const state = JSON.stringify({ connectionName: 'portal', msAppId: appId, conversation, ...changes });
    const query = { state: Buffer.from(state).toString('base64') };
    return ask('GET', '/api/botsignin/GetSignInResource', query, authorization);
  };
  const token = (query: object, authorization?: string) =>
    ask(
      'GET',
      '/api/usertoken/GetToken',
      { userId: `29:${adele.id}`, connectionName: 'portal', ...query },
      authorization,
    );

  it('links to a page for connections of this bot only', async () => {
    expect((await resource()).body).toMatchObject({ tokenExchangeResource: { uri: `api://botid-${appId}` } });
    expect((await resource({ connectionName: 'other' })).status).toBe(400);
    expect((await resource({ msAppId: 'other' })).status).toBe(400);
    expect((await ask('GET', '/api/botsignin/GetSignInResource', { state: 'e30' })).status).toBe(400);
  });

  it('answers nobody but the bot', async () => {
    for (const stranger of ['', 'Bearer x', `Bearer ${await entra.tokenFor('other', audience)}`]) {
      expect((await resource({}, stranger)).status).toBe(401);
      expect((await token({}, stranger)).status).toBe(401);
    }
  });

  it('gives the token a person left for the code of their page, to their own id, until it is signed out', async () => {
    const link = String((await resource()).body.signInLink);
    await expect(service.signInOnPage(adele.id, 'https://elsewhere/')).rejects.toThrow();
    const code = await service.signInOnPage(adele.id, link);
    expect((await token({ code: 'wrong' })).status).toBe(404);
    expect((await token({ code, userId: `29:${isaiah.id}` })).status).toBe(404);
    expect((await token({ code, connectionName: 'other' })).status).toBe(404);
    expect((await token({ code })).body).toMatchObject({ connectionName: 'portal', token: expect.any(String) });
    await ask('DELETE', '/api/usertoken/SignOut', { userId: `29:${adele.id}`, connectionName: 'portal' });
    expect((await token({ code })).status).toBe(404);
    // Neither tokens nor codes.
    expect(service.requests.join(' ')).not.toMatch(/eyJ|code=/);
  });
});
