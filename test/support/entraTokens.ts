import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { entraTrust } from '../../src/sandbox/veeam/entraTrust.ts';
import type { EntraTrust } from '../../src/sandbox/veeam/simulator.ts';
import { tenant } from '../../src/sandbox/world.ts';
import type { MovableClock } from './veeamSandbox.ts';

export const portalApplicationId = '3f1c2b7a-8f0e-4a57-9d53-1f6f0f5e2c11';

export type EntraTokens = {
  trust: EntraTrust;
  /** A token of a person for the portal, as the sign-in service would issue it; `changes` spoil it. */
  tokenOf(personId: string, changes?: Record<string, unknown>): Promise<string>;
  /** The same, signed by somebody else. */
  forged(personId: string): Promise<string>;
};

/** Keys of a sign-in service of the test's own, and the trust a simulator puts in them. */
export async function entraTokens(clock: MovableClock): Promise<EntraTokens> {
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'test', alg: 'RS256' };
  const sign = (
    key: Parameters<SignJWT['sign']>[0],
    personId: string,
    changes: Record<string, unknown> = {},
  ): Promise<string> =>
    new SignJWT({
      oid: personId,
      tid: tenant.id,
      aud: `api://${portalApplicationId}`,
      scp: 'access_as_user',
      ...changes,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'test' })
      .setExpirationTime(Math.floor(clock.now().getTime() / 1000) + 3600)
      .sign(key);
  return {
    trust: entraTrust({
      keys: async () => ({ keys: [jwk] }),
      clock,
      portalApplicationId,
      authority: `https://login.microsoftonline.com/${tenant.id}`,
      portalUri: 'https://127.0.0.1:4443',
    }),
    tokenOf: (personId, changes) => sign(own.privateKey, personId, changes),
    forged: (personId) => sign(foreign.privateKey, personId),
  };
}
