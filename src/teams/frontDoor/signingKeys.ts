import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';

/** A public key of the Bot Framework and the channels its owner may speak for. */
export type SigningKey = { key: CryptoKey; endorsements: readonly string[] };

/** The signing keys of one issuer. */
export type SigningKeys = {
  /** The key of that id, or undefined when the issuer does not have it (any more). Throws `SigningKeysUnavailable`. */
  find(keyId: string): Promise<SigningKey | undefined>;
};

/** Nothing can be verified now: the key service has not answered for too long. */
export class SigningKeysUnavailable extends Error {
  readonly code = 'front-door.keys-unavailable';
}

export type SigningKeysOptions = {
  metadataUrl: string;
  /** GET that returns parsed JSON or throws; it must have a time limit of its own. */
  fetchJson: (url: string) => Promise<unknown>;
  clock: Clock;
  /** Told when a refresh fails; the keys at hand stay in use meanwhile. */
  onFault: (error: unknown) => void;
};

/** A withdrawn key stops working after this long at the latest. */
const refreshAfterMilliseconds = 60 * 60 * 1000;
/** Microsoft asks for a refresh at least once in 24 hours; older keys are not believed. */
const distrustAfterMilliseconds = 24 * 60 * 60 * 1000;
/** Strangers can make up key ids; they cannot make us ask more often than this. A new key is honoured as late as this. */
const retryAfterMilliseconds = 30 * 1000;

const metadataShape = z.looseObject({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const keysShape = z.looseObject({
  keys: z.array(
    z.looseObject({ kid: z.string().optional(), kty: z.string(), endorsements: z.array(z.string()).optional() }),
  ),
});

/**
 * A bounded cache of signing keys: an unknown key id causes one look-up, at most every 30 seconds; each refresh replaces the
 * whole set, so rotated-out keys are dropped. (botbuilder looks an unknown key up once an hour and keeps old ones.)
 */
export function createSigningKeys(options: SigningKeysOptions): SigningKeys {
  let keys = new Map<string, SigningKey>();
  let loadedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;
  const now = () => options.clock.now().getTime();

  async function load(): Promise<void> {
    try {
      const metadata = metadataShape.parse(await options.fetchJson(options.metadataUrl));
      const listed = keysShape.parse(await options.fetchJson(metadata.jwks_uri)).keys;
      const rsaKeys = listed.filter((key) => key.kty === 'RSA' && key.kid !== undefined);
      const imported = rsaKeys.map(async ({ kid, endorsements, ...jwk }) => {
        const key = await importJWK(jwk, 'RS256');
        return [kid ?? '', { key: key as CryptoKey, endorsements: endorsements ?? [] }] as const;
      });
      keys = new Map(await Promise.all(imported));
      loadedAt = now();
    } catch (error) {
      options.onFault(error);
    } finally {
      loading = undefined;
    }
  }

  async function refresh(): Promise<void> {
    if (loading === undefined) {
      if (now() - triedAt < retryAfterMilliseconds) return;
      triedAt = now();
      loading = load();
    }
    await loading;
  }

  return {
    async find(keyId) {
      if (now() - loadedAt > refreshAfterMilliseconds || !keys.has(keyId)) await refresh();
      if (now() - loadedAt > distrustAfterMilliseconds) {
        throw new SigningKeysUnavailable(
          `The signing keys at ${options.metadataUrl} cannot be read, so no message can be verified. Check outgoing HTTPS (proxy, firewall, CA).`,
        );
      }
      return keys.get(keyId);
    },
  };
}
