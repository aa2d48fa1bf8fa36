import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** A key pair with its public half as a key service publishes it. */
export type RingKey = {
  keyId: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  published: JWK & { kid: string; endorsements?: string[] };
};

/** The signing keys of one issuer. */
export type KeyRing = {
  /** Key that signs now. */
  current(): RingKey;
  published(): readonly RingKey['published'][];
  /** A new key takes over; the old one is no longer published. */
  rotate(): Promise<RingKey>;
  /** One more published key, with endorsements of its own; it does not become the current one. */
  add(endorsements?: string[]): Promise<RingKey>;
};

/** Creates a ring with one RSA key. Bot Framework keys carry `endorsements`: the channels their owner may speak for. */
export async function createKeyRing(endorsements?: string[]): Promise<KeyRing> {
  let key = await newKey(endorsements);
  const others: RingKey[] = [];
  return {
    current: () => key,
    published: () => [key, ...others].map(({ published }) => published),
    async rotate() {
      key = await newKey(endorsements);
      return key;
    },
    async add(own) {
      const other = await newKey(own);
      others.push(other);
      return other;
    },
  };
}

async function newKey(endorsements: string[] | undefined): Promise<RingKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const keyId = randomUUID();
  const published = {
    ...(await exportJWK(publicKey)),
    kid: keyId,
    use: 'sig',
    ...(endorsements === undefined ? {} : { endorsements }),
  };
  return { keyId, privateKey, publicKey, published };
}

/** Signs claims as RS256. */
export function signToken(key: RingKey, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.keyId, typ: 'JWT' }).sign(key.privateKey);
}
