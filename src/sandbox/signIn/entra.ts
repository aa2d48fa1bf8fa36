import { createHash, X509Certificate } from 'node:crypto';
import { type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../../lib/clock.ts';
import { type Host, type Reply, readText, sendReply } from '../internet/http.ts';
import { createDelegated, type Delegated, type DelegatedPermissions } from './delegated.ts';
import { createKeyRing, type KeyRing, signToken } from './keyRing.ts';

/** An app registration: what it may prove itself with, the audiences it may ask for, the application permissions it has. */
export type AppRegistration = {
  appId: string;
  secret?: string;
  certificatePem?: string;
  audiences: readonly string[];
  /** e.g. `User.Read.All`; in every token of the app. */
  roles?: readonly string[];
  /** What it may ask for on behalf of people. */
  delegated?: DelegatedPermissions;
};

export type Entra = {
  /** `login.microsoftonline.com`. */
  host: Host;
  keys: KeyRing;
  /** Sign-in of people. */
  delegated: Delegated;
  /** Verifies an access token from an Authorization header; undefined when a service would answer 401. */
  verify(authorization: string | undefined, audience: string): Promise<JWTPayload | undefined>;
  /** An access token as the token endpoint would issue it. */
  tokenFor(appId: string, audience: string, changes?: JWTPayload): Promise<string>;
  /** Every token request: what was asked and what came of it. No secrets. */
  record: readonly { appId: string; scope: string; proof: 'secret' | 'certificate' | 'none'; result: string }[];
};

type Refusal = { status: 400 | 401; error: string; code: number };
const invalidClient = (code: number): Refusal => ({ status: 401, error: 'invalid_client', code });
const invalidRequest = (code: number): Refusal => ({ status: 400, error: 'invalid_request', code });

const tokenSeconds = 3600;
const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * Simulates Entra sign-in for one tenant: authority discovery, OpenID metadata, keys and the client-credentials grant with a
 * secret or a certificate assertion. It refuses unknown apps, wrong secrets, foreign assertions and audiences not granted,
 * with the AADSTS numbers Microsoft documents.
 */
export async function createEntra(options: {
  tenantId: string;
  apps: readonly AppRegistration[];
  clock: Clock;
  /** Who has an account; nobody unless said. */
  isPerson?: (personId: string) => boolean;
}): Promise<Entra> {
  const { tenantId, apps, clock, isPerson = () => false } = options;
  const keys = await createKeyRing();
  const delegated = createDelegated({ tenantId, clock, keys, isPerson });
  const issuer = `https://sts.windows.net/${tenantId}/`;
  const record: Entra['record'][number][] = [];

  function tokenFor(appId: string, audience: string, changes: JWTPayload = {}): Promise<string> {
    const now = Math.floor(clock.now().getTime() / 1000);
    return signToken(keys.current(), {
      iss: issuer,
      aud: audience,
      appid: appId,
      tid: tenantId,
      ver: '1.0',
      roles: [...(apps.find((app) => app.appId === appId)?.roles ?? [])],
      iat: now,
      nbf: now,
      exp: now + tokenSeconds,
      ...changes,
    });
  }

  async function grant(form: URLSearchParams, tokenUrl: string): Promise<Reply> {
    const appId = form.get('client_id') ?? '';
    const scope = form.get('scope') ?? '';
    const proof = form.has('client_secret') ? 'secret' : form.has('client_assertion') ? 'certificate' : 'none';
    const app = apps.find((one) => one.appId === appId);
    const isOnBehalfOf = form.get('grant_type') === jwtBearer;
    const refusal = await refuse(form, app, scope, tokenUrl);
    if (refusal === undefined && app !== undefined && isOnBehalfOf) {
      const { reply, result } = await delegated.grant(form, app);
      record.push({ appId, scope, proof, result });
      return reply;
    }
    record.push({ appId, scope, proof, result: refusal === undefined ? 'token' : `AADSTS${refusal.code}` });
    if (refusal !== undefined) {
      const body = {
        error: refusal.error,
        error_description: `AADSTS${refusal.code}: refused.`,
        error_codes: [refusal.code],
      };
      return { status: refusal.status, body };
    }
    const access_token = await tokenFor(appId, audienceOf(scope));
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: tokenSeconds, ext_expires_in: tokenSeconds, access_token },
    };
  }

  async function refuse(
    form: URLSearchParams,
    app: AppRegistration | undefined,
    scope: string,
    tokenUrl: string,
  ): Promise<Refusal | undefined> {
    const grantType = form.get('grant_type');
    if (grantType !== 'client_credentials' && grantType !== jwtBearer) return invalidRequest(900144);
    if (app === undefined) return { status: 400, error: 'unauthorized_client', code: 700016 };
    const secret = form.get('client_secret');
    const assertion = form.get('client_assertion');
    if (secret !== null) {
      if (secret !== app.secret) return invalidClient(7000215);
    } else if (assertion !== null) {
      if (!(await isSignedBy(app, assertion, tokenUrl, clock))) return invalidClient(700027);
    } else {
      return invalidClient(7000216);
    }
    if (grantType === jwtBearer) return undefined;
    if (!scope.split(' ').some((one) => one.endsWith('/.default')))
      return { status: 400, error: 'invalid_scope', code: 70011 };
    if (!app.audiences.includes(audienceOf(scope))) return { status: 400, error: 'invalid_resource', code: 500011 };
    return undefined;
  }

  return {
    keys,
    record,
    delegated,
    tokenFor,
    async verify(authorization, audience) {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return undefined;
      try {
        const currentDate = clock.now();
        const { payload } = await jwtVerify(token, keys.current().publicKey, {
          issuer,
          audience,
          currentDate,
          algorithms: ['RS256'],
        });
        return payload;
      } catch {
        return undefined;
      }
    },
    async host(request, response) {
      const url = new URL(request.url ?? '/', 'https://login.microsoftonline.com');
      const authority = `https://login.microsoftonline.com/${tenantId}`;
      if (url.pathname === '/common/discovery/instance')
        return sendReply(response, { status: 200, body: discovery(tenantId) });
      if (url.pathname === `/${tenantId}/v2.0/.well-known/openid-configuration`) {
        return sendReply(response, { status: 200, body: openIdConfiguration(authority) });
      }
      if (url.pathname.endsWith('/discovery/v2.0/keys')) {
        return sendReply(response, { status: 200, body: { keys: keys.published() } });
      }
      if (url.pathname === `/${tenantId}/oauth2/v2.0/token` && request.method === 'POST') {
        const form = new URLSearchParams(await readText(request));
        return sendReply(response, await grant(form, `${authority}/oauth2/v2.0/token`));
      }
      sendReply(response, { status: 404 });
    },
  };
}

/** `https://graph.microsoft.com/.default openid` → `https://graph.microsoft.com`. */
function audienceOf(scope: string): string {
  return (scope.split(' ').find((one) => one.endsWith('/.default')) ?? '').replace(/\/\.default$/, '');
}

async function isSignedBy(app: AppRegistration, assertion: string, tokenUrl: string, clock: Clock): Promise<boolean> {
  if (app.certificatePem === undefined) return false;
  const certificate = new X509Certificate(app.certificatePem);
  try {
    const { protectedHeader } = await jwtVerify(assertion, certificate.publicKey, {
      subject: app.appId,
      issuer: app.appId,
      audience: tokenUrl,
      currentDate: clock.now(),
      requiredClaims: ['exp'],
      // msal rounds `nbf` up to the next second; Entra allows a skew of minutes.
      clockTolerance: 300,
    });
    const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url');
    if (protectedHeader['x5t#S256'] !== thumbprint) return false;
    return true;
  } catch {
    return false;
  }
}

function openIdConfiguration(authority: string): Record<string, unknown> {
  return {
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function discovery(tenantId: string): Record<string, unknown> {
  const aliases = ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'];
  return {
    tenant_discovery_endpoint: `https://login.microsoftonline.com/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: aliases[0], preferred_cache: 'login.windows.net', aliases }],
  };
}
