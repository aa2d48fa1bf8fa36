import { createServer, type Server } from 'node:http';
import { importPKCS8, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createClientCertificate } from '../../src/sandbox/internet/certificates.ts';
import { close, listenerOf, listenOnLoopback } from '../../src/sandbox/internet/http.ts';
import { createEntra, type Entra } from '../../src/sandbox/signIn/entra.ts';
import { fakeClock } from '../fakes/fakeClock.ts';
import { appId, tenantId } from '../fakes/localTeams.ts';

const audience = 'https://api.botframework.com';
const scope = `${audience}/.default`;
const tokenUrl = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

let entra: Entra;
let server: Server;
let url: string;
let certificate: Awaited<ReturnType<typeof createClientCertificate>>;
let other: Awaited<ReturnType<typeof createClientCertificate>>;

beforeAll(async () => {
  [certificate, other] = await Promise.all([createClientCertificate('bot'), createClientCertificate('other')]);
  const { certificatePem } = certificate;
  const roles = ['User.Read.All'];
  entra = await createEntra({
    tenantId,
    clock: systemClock,
    apps: [{ appId, secret: 'right', certificatePem, audiences: [audience], roles }],
  });
  server = createServer(listenerOf(entra.host));
  url = `http://127.0.0.1:${await listenOnLoopback(server, 0, 'sign-in')}/${tenantId}/oauth2/v2.0/token`;
});

afterAll(() => close(server));

async function ask(
  form: Record<string, string>,
): Promise<{ status: number; body: { access_token?: string; error_codes?: number[] } }> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: appId, scope, ...form }),
  });
  return {
    status: response.status,
    body: (await response.json()) as { access_token?: string; error_codes?: number[] },
  };
}

async function assertion(by: typeof certificate, claims: Record<string, unknown> = {}): Promise<string> {
  const thumbprint = Buffer.from(by.thumbprintSha256, 'hex').toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: appId, sub: appId, aud: tokenUrl, nbf: now, exp: now + 300, ...claims })
    .setProtectedHeader({ alg: 'PS256', 'x5t#S256': thumbprint })
    .sign(await importPKCS8(by.privateKeyPem, 'PS256'));
}

describe('createEntra', () => {
  it('gives a token with the permissions of the app, which services can verify', async () => {
    const { status, body } = await ask({ client_secret: 'right' });
    expect(status).toBe(200);
    const claims = await entra.verify(`Bearer ${body.access_token}`, audience);
    expect(claims).toMatchObject({ appid: appId, tid: tenantId, roles: ['User.Read.All'] });
    expect(await entra.verify(`Bearer ${body.access_token}`, 'https://graph.microsoft.com')).toBeUndefined();
  });

  it('takes an assertion of the registered certificate', async () => {
    const form = { client_assertion_type: assertionType, client_assertion: await assertion(certificate) };
    expect((await ask(form)).status).toBe(200);
  });

  it.each([
    ['a wrong secret', async () => ({ client_secret: 'wrong' }), 401, 7000215],
    ['nothing', async () => ({}), 401, 7000216],
    ["another certificate's assertion", async () => ({ client_assertion: await assertion(other) }), 401, 700027],
    ['an expired assertion', async () => ({ client_assertion: await assertion(certificate, { exp: 1 }) }), 401, 700027],
    [
      'an assertion for somebody else',
      async () => ({ client_assertion: await assertion(certificate, { aud: 'https://x' }) }),
      401,
      700027,
    ],
    ['an unknown app', async () => ({ client_id: tenantId, client_secret: 'right' }), 400, 700016],
    [
      'an audience it was not given',
      async () => ({ client_secret: 'right', scope: 'https://vault.azure.net/.default' }),
      400,
      500011,
    ],
    ['a single permission', async () => ({ client_secret: 'right', scope: 'User.Read' }), 400, 70011],
    ['another grant', async () => ({ client_secret: 'right', grant_type: 'password' }), 400, 900144],
  ])('refuses %s', async (_what, form, status, code) => {
    const answer = await ask((await form()) as Record<string, string>);
    expect([answer.status, answer.body.error_codes]).toEqual([status, [code]]);
    expect(entra.record.at(-1)?.result).toBe(`AADSTS${code}`);
  });

  it('gives tokens that end after an hour', async () => {
    const clock = fakeClock();
    const timed = await createEntra({ tenantId, clock, apps: [] });
    const bearer = `Bearer ${await timed.tokenFor(appId, audience)}`;
    clock.advance(3599);
    expect(await timed.verify(bearer, audience)).toBeDefined();
    clock.advance(2);
    expect(await timed.verify(bearer, audience)).toBeUndefined();
  });
});
