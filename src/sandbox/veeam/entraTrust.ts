import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Clock } from '../../lib/clock.ts';
import type { EntraTrust } from './simulator.ts';

/**
 * Trust in the simulated sign-in service: tokens count when one of its keys signed them and they have not expired.
 * `keys` is asked each time, so that keys may be rolled over.
 */
export function entraTrust(options: {
  keys: () => Promise<JSONWebKeySet>;
  clock: Clock;
  portalApplicationId: string;
  authority: string;
  portalUri: string;
}): EntraTrust {
  const { keys, clock, portalApplicationId, authority, portalUri } = options;
  return {
    portalApplicationId,
    authority,
    portalUri,
    verify: async (token) => {
      try {
        const verified = await jwtVerify(token, createLocalJWKSet(await keys()), {
          currentDate: clock.now(),
          algorithms: ['RS256'],
        });
        return { ...verified.payload };
      } catch {
        return null;
      }
    },
  };
}
