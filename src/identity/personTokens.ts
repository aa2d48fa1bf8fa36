import { z } from 'zod';
import type { Person } from '../domain/terms.ts';
import type { Clock } from '../lib/clock.ts';
import { Fault, faultCodeOf } from '../lib/fault.ts';
import type { PersonTokens, SignInResult } from '../ports/personTokens.ts';
import type { OnBehalfOf } from './onBehalfOf.ts';

/** A token is given out only while it is good for this long: a call takes time. */
const marginMilliseconds = 2 * 60_000;
/** People kept at most; the ones not used for longest are forgotten first and are asked again. */
const keptAtMost = 2_000;

type Kept = { readonly token: string; readonly untilMilliseconds: number };
/** What one person gave: the assertion of their client, and the tokens got with it or with a button. */
type Held = { assertion: (Kept & { readonly tenantId: string }) | null; readonly tokens: Map<string, Kept> };

const claims = z.looseObject({ oid: z.string(), tid: z.string(), exp: z.number() });

/** Who a token says it is of and until when. Not verified here: Entra or the API it is for does that when it is used. */
function claimsOf(token: string): { personId: string; tenantId: string; untilMilliseconds: number } | null {
  try {
    const read = claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
    return { personId: read.oid.toLowerCase(), tenantId: read.tid.toLowerCase(), untilMilliseconds: read.exp * 1000 };
  } catch {
    return null;
  }
}

/**
 * Keeps people's tokens in memory. A token counts only when it names the very person whose authenticated activity brought it, in the same
 * tenant: anybody can send anything from their own client. `scopes` tells what each connection is for; it may have to ask elsewhere.
 */
export function createPersonTokens(options: {
  readonly onBehalfOf: OnBehalfOf;
  readonly scopes: Readonly<Record<string, () => Promise<string>>>;
  readonly clock: Clock;
}): PersonTokens {
  const { onBehalfOf, scopes, clock } = options;
  const people = new Map<string, Held>();
  /** Teams sends one exchange for each client a person has open; they cost one question. */
  const exchanging = new Map<string, Promise<SignInResult>>();

  const isGood = (kept: Kept | null | undefined): kept is Kept =>
    kept !== null && kept !== undefined && kept.untilMilliseconds - marginMilliseconds > clock.now().getTime();

  function heldOf(personId: string): Held {
    const held = people.get(personId) ?? { assertion: null, tokens: new Map<string, Kept>() };
    people.delete(personId);
    people.set(personId, held);
    const oldest = people.size > keptAtMost ? people.keys().next() : null;
    if (oldest && !oldest.done) people.delete(oldest.value);
    return held;
  }

  async function ask(personId: string, tenantId: string, connection: string, assertion: string): Promise<Kept> {
    const scope = await scopeOf(connection)();
    const got = await onBehalfOf(assertion, scope);
    if (got.personId !== personId || got.tenantId !== tenantId)
      throw new Fault('SIGN_IN_NEEDED', { effect: 'none', cause: 'the token is of somebody else' });
    const kept = { token: got.token, untilMilliseconds: got.expiresAtMilliseconds };
    heldOf(personId).tokens.set(connection, kept);
    return kept;
  }

  function scopeOf(connection: string): () => Promise<string> {
    const scope = Object.hasOwn(scopes, connection) ? scopes[connection] : undefined;
    if (scope === undefined) throw new Fault('UNEXPECTED', { effect: 'none', cause: `no connection ${connection}` });
    return scope;
  }

  const isOf = (token: ReturnType<typeof claimsOf>, person: Person): boolean =>
    token !== null && token.personId === person.id.toLowerCase() && token.tenantId === person.tenantId.toLowerCase();

  async function exchange(person: Person, connection: string, assertion: string): Promise<SignInResult> {
    const named = claimsOf(assertion);
    if (!Object.hasOwn(scopes, connection) || named === null || !isOf(named, person)) return 'refused';
    try {
      const { personId, tenantId, untilMilliseconds } = named;
      await ask(personId, tenantId, connection, assertion);
      heldOf(personId).assertion = { token: assertion, tenantId, untilMilliseconds };
      return 'accepted';
    } catch (thrown) {
      return faultCodeOf(thrown) === 'SIGN_IN_NEEDED' ? 'again' : 'unavailable';
    }
  }

  return {
    connections: Object.keys(scopes),
    exchange(person, connection, assertion) {
      const key = `${person.id} ${connection} ${assertion}`;
      const known = exchanging.get(key);
      if (known) return known;
      const fresh = exchange(person, connection, assertion).finally(() => exchanging.delete(key));
      exchanging.set(key, fresh);
      return fresh;
    },
    take(person, connection, token) {
      const named = claimsOf(token);
      if (!Object.hasOwn(scopes, connection) || named === null || !isOf(named, person)) return 'refused';
      const { personId, untilMilliseconds } = named;
      heldOf(personId).tokens.set(connection, { token, untilMilliseconds });
      return 'accepted';
    },
    has(personId, connection) {
      const held = people.get(personId);
      return isGood(held?.tokens.get(connection)) || isGood(held?.assertion);
    },
    async get(personId, connection) {
      const held = people.get(personId);
      const kept = held?.tokens.get(connection);
      if (isGood(kept)) return kept.token;
      const assertion = held?.assertion;
      if (!held || !assertion || !isGood(assertion)) throw new Fault('SIGN_IN_NEEDED', { effect: 'none' });
      try {
        return (await ask(personId, assertion.tenantId, connection, assertion.token)).token;
      } catch (thrown) {
        // They may have signed in anew meanwhile.
        if (faultCodeOf(thrown) === 'SIGN_IN_NEEDED' && held.assertion === assertion) held.assertion = null;
        throw thrown;
      }
    },
  };
}
