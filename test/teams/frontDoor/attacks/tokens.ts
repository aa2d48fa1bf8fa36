import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { exportJWK, exportSPKI } from 'jose';
import { signToken } from '../../../../src/sandbox/signIn/keyRing.ts';
import { type Attack, activityWith, appId, type Kit, serviceUrl, tenantId } from './kit.ts';

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const minutes = (count: number) => now() + count * 60;
const validClaims = () => ({
  iss: 'https://api.botframework.com',
  aud: appId,
  serviceurl: serviceUrl,
  nbf: now(),
  exp: now() + 3600,
});

/** A token put together by hand, because libraries refuse to make bad ones. */
function forge(header: object, key: KeyObject | string | null, claims: object = validClaims()): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  if (key === null) return `${signed}.`;
  const signature =
    typeof key === 'string'
      ? createHmac('sha256', key).update(signed).digest()
      : sign('sha256', Buffer.from(signed), key);
  return `${signed}.${signature.toString('base64url')}`;
}

const withToken = (make: (kit: Kit) => Promise<string> | string) => async (kit: Kit) =>
  kit.post({ authorization: `Bearer ${await make(kit)}` });
const withClaims = (changes: () => Record<string, unknown>) => withToken((kit) => kit.token(changes()));
const kid = (kit: Kit) => kit.botFramework.keys.current().keyId;
const attackerJwk = () => exportJWK(stranger.publicKey);

/** Attacks on the Authorization header: all are 401, whatever the body. */
export const tokenAttacks: readonly Attack[] = [
  { name: 'no Authorization header', expect: 401, run: (kit) => kit.post({ authorization: null }) },
  { name: 'empty Authorization header', expect: 401, run: (kit) => kit.post({ authorization: '' }) },
  { name: 'a bearer that is no token', expect: 401, run: (kit) => kit.post({ authorization: 'Bearer letmein' }) },
  { name: 'Basic credentials', expect: 401, run: (kit) => kit.post({ authorization: 'Basic Ym90OmJvdA==' }) },
  {
    name: 'a valid token behind a forged one',
    expect: 401,
    run: async (kit) => kit.post({ authorization: `Bearer a.b.c, Bearer ${await kit.token()}` }),
  },
  { name: 'a 12 KB token', expect: 401, run: (kit) => kit.post({ authorization: `Bearer ${'a'.repeat(12_000)}.b.c` }) },
  { name: 'header of the token is no JSON', expect: 401, run: withToken(() => 'bm90LWpzb24.e30.c2ln') },
  { name: 'alg none', expect: 401, run: withToken((kit) => forge({ alg: 'none', kid: kid(kit) }, null)) },
  {
    name: 'alg none with the signature of a valid token',
    expect: 401,
    run: withToken(
      async (kit) => forge({ alg: 'none', kid: kid(kit) }, null) + ((await kit.token()).split('.')[2] ?? ''),
    ),
  },
  {
    name: 'HS256 with the public key as the secret',
    expect: 401,
    run: withToken(async (kit) =>
      forge({ alg: 'HS256', kid: kid(kit) }, await exportSPKI(kit.botFramework.keys.current().publicKey)),
    ),
  },
  {
    name: 'HS256 with the published modulus as the secret',
    expect: 401,
    run: withToken((kit) => forge({ alg: 'HS256', kid: kid(kit) }, kit.botFramework.keys.current().published.n ?? 'n')),
  },
  {
    name: 'an algorithm that is not on the list (RS512)',
    expect: 401,
    run: withToken((kit) => forge({ alg: 'RS512', kid: kid(kit) }, stranger.privateKey)),
  },
  {
    name: "a stranger's key under a known key id",
    expect: 401,
    run: withToken((kit) => forge({ alg: 'RS256', kid: kid(kit) }, stranger.privateKey)),
  },
  {
    name: 'an unknown key id',
    expect: 401,
    run: withToken(() => forge({ alg: 'RS256', kid: 'made-up' }, stranger.privateKey)),
  },
  { name: 'no key id', expect: 401, run: withToken(() => forge({ alg: 'RS256' }, stranger.privateKey)) },
  {
    name: 'a key id that is no text',
    expect: 401,
    run: withToken(() => forge({ alg: 'RS256', kid: ['x'] }, stranger.privateKey)),
  },
  {
    name: 'a key id that walks to a file',
    expect: 401,
    run: withToken(() => forge({ alg: 'HS256', kid: '../../../../dev/null' }, '')),
  },
  {
    name: "the attacker's own key inside the token (jwk)",
    expect: 401,
    run: withToken(async (kit) =>
      forge({ alg: 'RS256', kid: kid(kit), jwk: await attackerJwk() }, stranger.privateKey),
    ),
  },
  {
    name: "the attacker's own key service (jku)",
    expect: 401,
    run: withToken((kit) =>
      forge({ alg: 'RS256', kid: kid(kit), jku: 'https://evil.example/keys' }, stranger.privateKey),
    ),
  },
  {
    name: 'claims changed after signing',
    expect: 401,
    run: withToken(async (kit) => {
      const [header, , signature] = (await kit.token()).split('.');
      return `${header}.${encode({ ...validClaims(), admin: true })}.${signature}`;
    }),
  },
  { name: 'a signature cut short', expect: 401, run: withToken(async (kit) => (await kit.token()).slice(0, -20)) },
  { name: 'another audience', expect: 401, run: withClaims(() => ({ aud: '00000000-0000-0000-0000-000000000001' })) },
  { name: 'our audience among others', expect: 401, run: withClaims(() => ({ aud: [appId, 'https://evil.example'] })) },
  { name: 'no audience', expect: 401, run: withClaims(() => ({ aud: undefined })) },
  { name: 'another issuer', expect: 401, run: withClaims(() => ({ iss: 'https://evil.example' })) },
  {
    name: 'the issuer of the emulator',
    expect: 401,
    run: withClaims(() => ({ iss: `https://sts.windows.net/${tenantId}/` })),
  },
  { name: 'no issuer', expect: 401, run: withClaims(() => ({ iss: undefined })) },
  {
    name: 'an Entra token whose azp is our app',
    expect: 401,
    run: withToken((kit) => kit.entra.tokenFor(appId, appId, { azp: appId, ver: '2.0', serviceurl: serviceUrl })),
  },
  {
    name: "an Entra key's signature under the issuer of the Bot Framework",
    expect: 401,
    run: withToken((kit) => signToken(kit.entra.keys.current(), validClaims())),
  },
  {
    name: 'a skill token of another bot',
    expect: 401,
    run: withClaims(() => ({
      iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      ver: '2.0',
      azp: '11111111-1111-1111-1111-111111111111',
    })),
  },
  { name: 'expired six minutes ago', expect: 401, run: withClaims(() => ({ nbf: minutes(-60), exp: minutes(-6) })) },
  { name: 'no expiry', expect: 401, run: withClaims(() => ({ exp: undefined })) },
  {
    name: 'an expiry that is text',
    expect: 401,
    run: withToken((kit) =>
      signToken(kit.botFramework.keys.current(), { ...validClaims(), exp: '9999999999' as never }),
    ),
  },
  { name: 'not valid for another six minutes', expect: 401, run: withClaims(() => ({ nbf: minutes(6) })) },
  { name: 'no service address in the token', expect: 401, run: withClaims(() => ({ serviceurl: undefined })) },
  {
    name: 'a token for another region',
    expect: 401,
    run: withClaims(() => ({ serviceurl: 'https://smba.trafficmanager.net/amer/' })),
  },
  {
    name: 'a service address that differs in one slash',
    expect: 401,
    run: (kit) => kit.post({ activity: activityWith({ serviceUrl: serviceUrl.slice(0, -1) }) }),
  },
  {
    name: 'no service address in the activity',
    expect: 401,
    run: (kit) => kit.post({ activity: activityWith({ serviceUrl: undefined }) }),
  },
];
