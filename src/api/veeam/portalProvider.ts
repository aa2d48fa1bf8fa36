import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../lib/clock.ts';
import { Fault } from '../../lib/fault.ts';
import type { PersonTokens } from '../../ports/personTokens.ts';
import type { PeopleSignIn, Provider } from '../../ports/provider.ts';
import { perPerson } from '../perPerson.ts';
import { createVeeamProvider, type VeeamDeps } from './provider.ts';
import { connectTo } from './serverConnection.ts';
import type { LoginSettings, VeeamSettings } from './settings.ts';
import { portalScope } from './signIns/portalOperator.ts';
import { createTokenThrottle } from './signIns/tokenThrottle.ts';

/** The backup server as people of its restore portal use it. */
export type Portal = {
  /** The scope of Microsoft's token the portal takes; the server tells it. */
  scope(): Promise<string>;
  /** The provider that signs in as the people it restores for, with tokens of this connection. */
  provider(connection: string, tenantId: string, tokens: Pick<PersonTokens, 'get' | 'has'>): Provider;
};

type PortalSettings = Omit<
  Extract<VeeamSettings, { portalPerson: unknown }>,
  keyof Extract<LoginSettings, { portalPerson: unknown }>
>;

/** Own data is restored with the rights of whoever asks; everything else with those of whoever decided. */
export const personOfPortalRun: PeopleSignIn['personOf'] = ({ requesterId, deciderId, targets }) =>
  targets.length > 0 && targets.every(({ target }) => target.id.toLowerCase() === requesterId.toLowerCase())
    ? requesterId
    : deciderId;

/** All people share the connections, the version and the server's limit of token calls, because the server counts callers. */
export function openPortal(settings: PortalSettings, deps: VeeamDeps): Portal {
  const clock = deps.clock ?? systemClock;
  const server = connectTo(settings, deps);
  const pause = deps.pause ?? ((seconds: number) => wait(seconds * 1000));
  const tokenThrottle = createTokenThrottle({ nowMilliseconds: () => clock.now().getTime(), pause });
  return {
    scope: async () => portalScope(server.http, await server.version.get()),
    provider(connection, tenantId, tokens) {
      const signingIn = (objectId: string, token: () => Promise<string>): Provider =>
        createVeeamProvider(
          { ...settings, portalPerson: { objectId, tenantId, token } },
          { ...deps, server, tokenThrottle },
        );
      const nobody = signingIn('nobody', async () => {
        throw new Fault('SIGN_IN_NEEDED', { effect: 'none' });
      });
      return perPerson(nobody, {
        connection,
        personOf: personOfPortalRun,
        has: (personId) => tokens.has(personId, connection),
        as: (personId) => signingIn(personId, () => tokens.get(personId, connection)),
        looksAs: 'person',
      });
    },
  };
}
