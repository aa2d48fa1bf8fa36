import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../../lib/clock.ts';
import type { SigningKeys } from './signingKeys.ts';

/** What a verified Bot Framework token says. */
export type TokenClaims = JWTPayload & {
  iss: string;
  aud: string;
  exp: number;
  /** The only address this caller may have us answer to. */
  serviceurl: string;
};

export type TokenRules = {
  issuer: string;
  /** The bot's app id; the token must be meant for exactly this one. */
  audience: string;
  keys: SigningKeys;
  clock: Clock;
};

/** The clock skew Microsoft documents for connector tokens ("Authentication with the Bot Connector API", step 4). */
const clockToleranceSeconds = 5 * 60;

/** A token without the signature that was checked is never returned. */
export type VerifiedToken = { claims: TokenClaims; endorsements: readonly string[] };

const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * Verifies the Authorization header of a request from the Bot Framework: RS256 signature by a current key of the issuer,
 * issuer, audience, expiry (required) and not-before. Undefined for everything else – why is nobody's business outside.
 * Throws `SigningKeysUnavailable` when the keys cannot be had.
 */
export async function verifyToken(header: string | undefined, rules: TokenRules): Promise<VerifiedToken | undefined> {
  const token = bearer.exec(header ?? '')?.[1];
  if (token === undefined) return undefined;
  const { kid } = protectedHeader(token);
  if (typeof kid !== 'string') return undefined;
  const signingKey = await rules.keys.find(kid);
  if (signingKey === undefined) return undefined;
  try {
    const { payload } = await jwtVerify(token, signingKey.key, {
      algorithms: ['RS256'],
      issuer: rules.issuer,
      audience: rules.audience,
      clockTolerance: clockToleranceSeconds,
      currentDate: rules.clock.now(),
      requiredClaims: ['exp'],
    });
    if (typeof payload.aud !== 'string' || typeof payload.serviceurl !== 'string') return undefined;
    return { claims: payload as TokenClaims, endorsements: signingKey.endorsements };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** The header of a token nobody has verified yet; empty when it is not even JSON. */
function protectedHeader(token: string): { kid?: unknown } {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return {};
  }
}
