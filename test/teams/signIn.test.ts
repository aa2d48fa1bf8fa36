import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clouds } from '../../src/config/clouds.ts';
import type { RestoreRequest } from '../../src/domain/request.ts';
import type { Person } from '../../src/domain/terms.ts';
import { approveRequest } from '../../src/flows/review.ts';
import { createPersonTokens } from '../../src/identity/personTokens.ts';
import { Fault } from '../../src/lib/fault.ts';
import type { PersonTokens } from '../../src/ports/personTokens.ts';
import type { PeopleSignIn } from '../../src/ports/provider.ts';
import { close, listenerOf, listenOnLoopback } from '../../src/sandbox/internet/http.ts';
import { createEntra, type Entra } from '../../src/sandbox/signIn/entra.ts';
import { createTokenService, type TokenService } from '../../src/sandbox/signIn/tokenService.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createTurn } from '../../src/teams/bot.ts';
import { createUserTokens, type UserTokens } from '../../src/teams/userTokens.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { appId } from '../fakes/localTeams.ts';
import { adele, isaiah, megan } from '../fakes/requests.ts';
import { click, play } from '../flows/play.ts';

const connection = 'portal';
const portal = 'api://portal';
const connectorAudience = 'https://api.botframework.com';
const channelUserId = (id: string) => `29:${id}`;

let world: FlowWorld;
let entra: Entra;
let service: TokenService;
let server: Server;
let tokens: PersonTokens;
let userTokens: UserTokens;
let logged: object[];
/** Who in truth signs in on the page of a link that was passed on. */
let lured: Person | null;
/** Questions to the sign-in service. */
let asked: number;

beforeEach(async () => {
  logged = [];
  lured = null;
  asked = 0;
  const note = (facts: object, text?: string) => void logged.push({ ...facts, text });
  world = await startFlowWorld({ log: { debug: note, info: note, warn: note, error: note } });
  const { clock } = world;
  const app = { appId, secret: 'unused', audiences: [connectorAudience], delegated: { [portal]: ['access_as_user'] } };
  entra = await createEntra({ tenantId: adele.tenantId, clock, apps: [app], isPerson: () => true });
  service = createTokenService({
    appId,
    connections: [{ name: connection, scope: `${portal}/access_as_user` }],
    isBot: async (header) => (await entra.verify(header, connectorAudience))?.appid === appId,
    channelUserId,
    tokenFor: (id, scope) => entra.delegated.afterSignInPage(lured?.id ?? id, appId, scope),
  });
  server = createServer(listenerOf(service.host));
  const tokenServiceUrl = `http://127.0.0.1:${await listenOnLoopback(server, 0, 'the token service')}`;
  userTokens = createUserTokens(
    new TeamsAdapter({
      appId,
      cloud: { ...clouds.public, tokenServiceUrl },
      connectorToken: () => entra.tokenFor(appId, connectorAudience),
    }),
  );
  tokens = createPersonTokens({
    clock,
    scopes: { [connection]: async () => `${portal}/access_as_user` },
    async onBehalfOf(assertion, scope) {
      asked += 1;
      const form = new URLSearchParams({ requested_token_use: 'on_behalf_of', assertion, scope });
      const { reply } = await entra.delegated.grant(form, app);
      if (reply.status !== 200) throw new Fault('SIGN_IN_NEEDED', { effect: 'none' });
      const { access_token: token } = reply.body as { readonly access_token: string };
      const { oid, tid, exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
      return { token, expiresAtMilliseconds: exp * 1000, personId: oid, tenantId: tid };
    },
  });
  Object.assign(world.provider, {
    people: {
      connection,
      personOf: ({ deciderId }) => deciderId,
      has: (id) => tokens.has(id, connection),
    } satisfies PeopleSignIn,
  });
});
afterEach(async () => {
  await world.stop();
  await close(server);
});

/** What the bot answers to an invoke the front door let in from this person. */
async function invoke(from: Person, name: string, value: unknown): Promise<{ status: number; body?: object }> {
  const answers: { status: number; body?: object }[] = [];
  const activity = {
    type: 'invoke',
    name,
    value,
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: channelUserId(from.id), name: from.name, aadObjectId: from.id },
    recipient: { id: '28:bot' },
    conversation: { id: `a:${from.id}`, conversationType: 'personal', tenantId: from.tenantId },
  };
  const turn = createTurn({ ...world.deps, signIn: { tokens, userTokens } });
  type Turn = Parameters<ReturnType<typeof turn>>[0];
  const context = {
    activity,
    sendActivity: async (sent: { value: { status: number; body?: object } }) => void answers.push(sent.value),
  };
  await turn({ activity, claims: {}, tenantId: from.tenantId } as unknown as Parameters<typeof turn>[0])(
    context as unknown as Turn,
  );
  const [answer, ...others] = answers;
  if (!answer || others.length > 0) throw new Error(`${answers.length} answers to one invoke`);
  return answer;
}

const tokenOf = (person: Person, changes?: JWTPayload) => entra.delegated.personToken(person.id, appId, changes);
const exchange = (from: Person, token: string, more: object = {}) =>
  invoke(from, 'signin/tokenExchange', { id: 'exchange-1', connectionName: connection, token, ...more });
const verify = (from: Person, state: unknown) => invoke(from, 'signin/verifyState', { state });
const codeOf = async (person: Person): Promise<string> => {
  const { signInLink } = await userTokens.resource(connection, {
    conversation: { id: 'a:1' },
    channelId: 'msteams',
    from: { id: channelUserId(person.id) },
    recipient: { id: '28:bot' },
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
  });
  return service.signInOnPage(person.id, signInLink);
};

/** A request of Adele's that Isaiah approved and that waits for his sign-in. */
async function waiting(): Promise<RestoreRequest> {
  const request = await play(world).submitted();
  await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
  await world.settled();
  const approved = await world.request(request.id);
  expect(approved.state).toBe('waitingForSignIn');
  return approved;
}
const stateOf = async ({ id }: RestoreRequest) => {
  await world.settled();
  return (await world.request(id)).state;
};
const holdsNothing = () => [adele, isaiah, megan].every(({ id }) => !tokens.has(id, connection));

describe('a token a client sends by itself', () => {
  it('lets what waited for its person go on, once, however many clients send theirs', async () => {
    const request = await waiting();
    const own = await tokenOf(isaiah);
    // Two clients share a token, a third has its own; all answer the same card.
    const all = [own, own, await tokenOf(isaiah, { jti: 'another client' })].map((token) => exchange(isaiah, token));
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await stateOf(request)).toBe('running');
    expect(world.provider.calls).toEqual(['explore', 'restore']);
    expect(asked).toBe(2);
    expect((await exchange(isaiah, own)).status).toBe(200);
    await world.settled();
    expect(world.provider.calls).toEqual(['explore', 'restore']);
  });

  it.each<[string, () => Promise<string>]>([
    ['of somebody else', () => tokenOf(megan)],
    ['of another tenant', () => tokenOf(isaiah, { tid: '11111111-1111-4111-8111-111111111111' })],
    ['that names nobody', () => tokenOf(isaiah, { oid: undefined })],
    ['for another app', () => tokenOf(isaiah, { aud: 'api://botid-other' })],
    ['that has run out', () => tokenOf(isaiah, { exp: 1 })],
    ['that nobody signed', async () => `${(await tokenOf(isaiah)).split('.').slice(0, 2).join('.')}.AAAA`],
    [
      'that names the sender and is signed for another',
      async () => {
        const [mine, theirs] = [(await tokenOf(isaiah)).split('.'), (await tokenOf(megan)).split('.')];
        return [theirs[0], mine[1], theirs[2]].join('.');
      },
    ],
    ['that is none', async () => 'eyJ.%%%.x'],
  ])('%s is not taken, and not repeated', async (_what, token) => {
    const request = await waiting();
    const sent = await token();
    const { status, body } = await exchange(isaiah, sent);
    expect(status).toBe(412);
    expect(body).toEqual({ id: 'exchange-1', connectionName: connection, failureDetail: expect.any(String) });
    expect(holdsNothing()).toBe(true);
    expect(await stateOf(request)).toBe('waitingForSignIn');
  });

  it('counts for who sent it, whoever the body names', async () => {
    const request = await waiting();
    const named = { from: { aadObjectId: isaiah.id }, personId: isaiah.id, userId: channelUserId(isaiah.id) };
    expect((await exchange(megan, await tokenOf(megan), named)).status).toBe(200);
    expect(tokens.has(isaiah.id, connection)).toBe(false);
    expect(await stateOf(request)).toBe('waitingForSignIn');
    expect(await tokens.get(megan.id, connection)).toBeTypeOf('string');
  });

  it('is not taken for a connection nobody has set up', async () => {
    expect((await exchange(isaiah, await tokenOf(isaiah), { connectionName: 'constructor' })).status).toBe(412);
    expect(asked).toBe(0);
  });
});

describe('a sign-in with the button', () => {
  it('goes on with the code the page showed, and leaves nothing at the token service', async () => {
    const request = await waiting();
    expect((await verify(isaiah, await codeOf(isaiah))).status).toBe(200);
    expect(service.held()).toBe(0);
    expect(await stateOf(request)).toBe('running');
  });

  it('is over for a code that is wrong, used or somebody else’s', async () => {
    const code = await codeOf(megan);
    expect((await verify(isaiah, code)).status).toBe(404);
    expect((await verify(megan, '000')).status).toBe(404);
    expect((await verify(megan, code)).status).toBe(200);
    expect((await verify(megan, code)).status).toBe(404);
    expect(tokens.has(isaiah.id, connection)).toBe(false);
  });

  it('takes no token of somebody who was lured to the page, and leaves it nowhere', async () => {
    lured = megan;
    const code = await codeOf(isaiah);
    expect((await verify(isaiah, code)).status).toBe(403);
    expect(holdsNothing()).toBe(true);
    expect(service.held()).toBe(0);
  });
});

describe('what no client of Teams sends', () => {
  it.each([
    ['signin/tokenExchange', undefined],
    ['signin/tokenExchange', 'text'],
    ['signin/tokenExchange', { id: 1, connectionName: connection, token: {} }],
    ['signin/tokenExchange', { id: '1', connectionName: connection }],
    ['signin/tokenExchange', { id: '1', connectionName: connection, token: 'x'.repeat(20_001) }],
    ['signin/verifyState', null],
    ['signin/verifyState', { state: '' }],
    ['signin/verifyState', { state: { $ne: 1 } }],
    ['signin/verifyState', { state: '1'.repeat(201) }],
  ])('%s with %j gets a short answer and asks nobody', async (name, value) => {
    expect(await invoke(isaiah, name, value)).toEqual({ status: 400 });
    expect(asked).toBe(0);
    expect(service.requests).toEqual([]);
  });

  it('is not copied into the log', async () => {
    expect(await invoke(isaiah, 'signin/failure', { code: 'resourcematchfailed', message: 'private' })).toEqual({
      status: 200,
    });
    expect(await invoke(isaiah, 'signin/failure', { code: await tokenOf(isaiah) })).toEqual({ status: 200 });
    expect(logged).toEqual([
      { personId: isaiah.id, code: 'resourcematchfailed', text: 'the client could not sign in' },
      { personId: isaiah.id, code: 'unknown', text: 'the client could not sign in' },
    ]);
  });
});

describe('tokens of people', () => {
  it('are neither in the store, nor in the log, nor in anything that is said', async () => {
    await waiting();
    await exchange(megan, await tokenOf(isaiah));
    await exchange(isaiah, await tokenOf(isaiah, { exp: 1 }));
    await verify(megan, await codeOf(megan));
    await exchange(isaiah, await tokenOf(isaiah));
    await world.settled();
    expect(world.provider.calls).toEqual(['explore', 'restore']);
    const files = readdirSync(world.folder).map((name) => readFileSync(join(world.folder, name), 'latin1'));
    const everything = [...files, JSON.stringify(logged), JSON.stringify(world.shown), JSON.stringify(world.asked)];
    expect(everything.join('')).toContain(isaiah.id);
    // Every JSON web token begins so.
    expect(everything.filter((text) => text.includes('eyJ'))).toEqual([]);
  });
});
