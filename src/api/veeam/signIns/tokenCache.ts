import { Fault } from '../../../lib/fault.ts';
import type { HttpClient, HttpReply } from '../../../lib/http/httpTypes.ts';
import { faultOfReply, knownTextOf } from '../faultTable.ts';
import { type TokenReply, tokenReply } from '../replies/token.ts';
import type { VersionTable } from '../versions/versionTable.ts';
import type { SignIn, TokenForm } from './signIn.ts';
import type { TokenThrottle } from './tokenThrottle.ts';

type Held = { readonly access: string; readonly refresh: string | null; readonly renewAt: number };

export type TokenCache = {
  /** A token that is good for at least a few more minutes. */
  get(): Promise<string>;
  /** Says that the server refused this token, so that the next `get` fetches another. */
  reject(token: string): void;
};

/** After a refused sign-in nothing is sent for this long: accounts are locked for less than fifty tries a minute. */
const silenceAfterRefusalMilliseconds = 60_000;

/**
 * Keeps one login's token: fetched once however many ask, refreshed before it runs out, fetched anew when a refresh is refused.
 * Both tokens stay in memory only.
 */
export function createTokenCache(options: {
  readonly signIn: SignIn;
  readonly version: () => Promise<VersionTable>;
  readonly http: HttpClient;
  readonly throttle: TokenThrottle;
  readonly nowMilliseconds: () => number;
}): TokenCache {
  const { signIn, http, throttle, nowMilliseconds } = options;
  let held: Held | null = null;
  let fetching: Promise<Held> | null = null;
  let refusedUntil = 0;
  let refusedWith = 'BACKUP_SIGN_IN';

  async function ask(version: VersionTable, form: TokenForm): Promise<HttpReply> {
    return throttle(() =>
      http.send({
        method: 'POST',
        path: `/${version.name}/token`,
        // A sign-in changes nothing. Two tries more are enough for another process of ours that has just signed in.
        repeatable: true,
        retries: 2,
        body: { form: version.antiforgery ? { ...form, disable_antiforgery_token: 'true' } : form },
      }),
    );
  }

  function keep(reply: TokenReply): Held {
    const lifetime = reply.expires_in * 1000;
    const margin = Math.min(5 * 60_000, lifetime / 4);
    return {
      access: reply.access_token,
      refresh: reply.refresh_token ?? null,
      renewAt: nowMilliseconds() + lifetime - margin,
    };
  }

  async function fetchToken(): Promise<Held> {
    const version = await options.version();
    if (held?.refresh) {
      const reply = await ask(version, { grant_type: 'refresh_token', refresh_token: held.refresh });
      if (reply.status === 200) return keep(parseToken(reply));
      if (reply.status === 429 || reply.status >= 500) throw faultOfReply(reply, 'other');
      held = null;
    }
    if (nowMilliseconds() < refusedUntil) throw new Fault(refusedWith, { effect: 'none' });
    const reply = await ask(version, await signIn.form(version));
    if (reply.status === 200) return keep(parseToken(reply));
    // 404: the server does not serve this version, which says nothing about the account.
    if (reply.status === 404 || reply.status === 429 || reply.status >= 500) throw faultOfReply(reply, 'other');
    refusedUntil = nowMilliseconds() + silenceAfterRefusalMilliseconds;
    const said = knownTextOf(reply) ?? (reply.status === 403 ? 'BACKUP_OPERATOR_ONLY' : 'BACKUP_SIGN_IN');
    // A person who is not let in is no outage for everybody else.
    const code = said === 'BACKUP_SIGN_IN' && signIn.kind === 'portalOperator' ? 'BACKUP_PERSON' : said;
    refusedWith = code;
    throw new Fault(code, { effect: 'none', cause: faultOfReply(reply, 'other').cause });
  }

  async function get(): Promise<string> {
    if (held && nowMilliseconds() < held.renewAt) return held.access;
    fetching ??= fetchToken().finally(() => {
      fetching = null;
    });
    held = await fetching;
    return held.access;
  }

  return {
    get,
    reject: (token) => {
      if (held?.access === token) held = { ...held, renewAt: 0 };
    },
  };
}

function parseToken(reply: HttpReply): TokenReply {
  const parsed = reply.body.kind === 'json' ? tokenReply.safeParse(reply.body.value) : null;
  if (!parsed?.success) throw new Fault('BACKUP_BROKEN', { effect: 'none', cause: new Error('token reply') });
  return parsed.data;
}
