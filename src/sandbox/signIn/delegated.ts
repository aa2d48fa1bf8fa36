import { type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../../lib/clock.ts';
import type { Reply } from '../internet/http.ts';
import { type KeyRing, signToken } from './keyRing.ts';

/** What an app may ask for on behalf of people: scopes by the API's audience. */
export type DelegatedPermissions = Readonly<Record<string, readonly string[]>>;

/** The part of sign-in that is about people: tokens of theirs, and what they agreed to. */
export type Delegated = {
  /** A token of a person for an app's own API, as a Teams client gets it without asking. `changes` spoil it. */
  personToken(personId: string, appId: string, changes?: JWTPayload): Promise<string>;
  /** A token of a person for an API, as after a sign-in with a page: they have agreed, and proved themselves. */
  afterSignInPage(personId: string, appId: string, scope: string): Promise<string>;
  /** What nobody has agreed to yet; without it an admin has agreed for everybody. */
  withholdConsent(personId: string): void;
  /** Conditional access asks for another proof before the next token of this person. */
  requireInteraction(personId: string): void;
  grant(
    form: URLSearchParams,
    app: { readonly appId: string; readonly delegated?: DelegatedPermissions },
  ): Promise<Granted>;
};

type Granted = { readonly reply: Reply; readonly result: string };
type Refusal = { readonly error: string; readonly code: number; readonly suberror?: string };

const tokenSeconds = 3600;

/**
 * The on-behalf-of grant (Microsoft Learn, "OAuth 2.0 On-Behalf-Of flow"): refuses assertions that are forged, of another tenant, too old or
 * meant for another app, scopes that were not granted, people who have not agreed or have to prove themselves again – with the AADSTS
 * numbers Microsoft documents.
 */
export function createDelegated(options: {
  readonly tenantId: string;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly isPerson: (personId: string) => boolean;
}): Delegated {
  const { tenantId, clock, keys, isPerson } = options;
  const issuer = `https://sts.windows.net/${tenantId}/`;
  const withheld = new Set<string>();
  const interactive = new Set<string>();

  function issue(personId: string, audience: string, scp: string, changes: JWTPayload = {}): Promise<string> {
    const now = Math.floor(clock.now().getTime() / 1000);
    return signToken(keys.current(), {
      iss: issuer,
      aud: audience,
      oid: personId,
      tid: tenantId,
      scp,
      ver: '1.0',
      iat: now,
      nbf: now,
      exp: now + tokenSeconds,
      ...changes,
    });
  }

  async function personOf(assertion: string, appId: string): Promise<string | Refusal> {
    try {
      const { payload } = await jwtVerify(assertion, keys.current().publicKey, {
        issuer,
        currentDate: clock.now(),
        algorithms: ['RS256'],
      });
      if (payload.aud !== `api://botid-${appId}` && payload.aud !== appId)
        return { error: 'invalid_grant', code: 500131 };
      return String(payload.oid);
    } catch (error) {
      const isOld = (error as { code?: string }).code === 'ERR_JWT_EXPIRED';
      return { error: 'invalid_grant', code: isOld ? 500133 : 50013 };
    }
  }

  function refusalFor(
    personId: string,
    audience: string,
    wanted: string,
    permissions: DelegatedPermissions,
  ): Refusal | null {
    const scopes = permissions[audience];
    if (scopes === undefined) return { error: 'invalid_resource', code: 500011 };
    if (wanted !== '.default' && !scopes.includes(wanted))
      return { error: 'invalid_grant', code: 65001, suberror: 'consent_required' };
    if (!isPerson(personId)) return { error: 'invalid_grant', code: 50034 };
    if (withheld.has(personId)) return { error: 'invalid_grant', code: 65001, suberror: 'consent_required' };
    if (interactive.has(personId)) return { error: 'interaction_required', code: 50079, suberror: 'basic_action' };
    return null;
  }

  const refuse = ({ error, code, suberror }: Refusal): Granted => ({
    result: `AADSTS${code}`,
    reply: {
      status: 400,
      body: {
        error,
        error_description: `AADSTS${code}: refused.`,
        error_codes: [code],
        ...(suberror === undefined ? {} : { suberror }),
      },
    },
  });

  return {
    personToken: (personId, appId, changes) => issue(personId, `api://botid-${appId}`, 'access_as_user', changes),
    async afterSignInPage(personId, appId, scope) {
      withheld.delete(personId);
      interactive.delete(personId);
      const scopes = scope.split(' ').map(split);
      const wanted = scopes.map((one) => one.wanted).join(' ');
      return issue(personId, scopes[0]?.audience ?? '', wanted, { appid: appId });
    },
    withholdConsent: (personId) => void withheld.add(personId),
    requireInteraction: (personId) => void interactive.add(personId),
    async grant(form, { appId, delegated = {} }) {
      if (form.get('requested_token_use') !== 'on_behalf_of') return refuse({ error: 'invalid_request', code: 900144 });
      const person = await personOf(form.get('assertion') ?? '', appId);
      if (typeof person !== 'string') return refuse(person);
      const { audience, wanted } = split((form.get('scope') ?? '').split(' ').find((one) => one.includes('://')) ?? '');
      const refusal = refusalFor(person, audience, wanted, delegated);
      if (refusal !== null) return refuse(refusal);
      const scp = wanted === '.default' ? (delegated[audience] ?? []).join(' ') : wanted;
      const client_info = Buffer.from(JSON.stringify({ uid: person, utid: tenantId })).toString('base64url');
      const id_token = await issue(person, appId, '', {
        iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        sub: person,
      });
      return {
        result: 'token',
        reply: {
          status: 200,
          body: {
            token_type: 'Bearer',
            scope: `${audience}/${wanted}`,
            expires_in: tokenSeconds,
            ext_expires_in: tokenSeconds,
            access_token: await issue(person, audience, scp, { appid: appId }),
            id_token,
            client_info,
          },
        },
      };
    },
  };
}

/** `api://x/access_as_user` → the API and the scope. */
function split(scope: string): { readonly audience: string; readonly wanted: string } {
  const at = scope.lastIndexOf('/');
  return { audience: scope.slice(0, at), wanted: scope.slice(at + 1) };
}
