import type { JWTPayload } from 'jose';
import type { Clock } from '../../lib/clock.ts';
import { type Host, sendReply } from '../internet/http.ts';
import { createKeyRing, type KeyRing, signToken } from './keyRing.ts';

/** The part of the Bot Framework that signs requests to bots, and publishes the keys. */
export type BotFramework = {
  /** `login.botframework.com`. */
  host: Host;
  keys: KeyRing;
  /** How often the keys were fetched. */
  keyRequests(): number;
  /** While true the key service answers 503. */
  setDown(down: boolean): void;
  /** A token as Teams sends it to a bot. `changes` overrides or (with undefined) removes claims. */
  tokenFor(bot: { appId: string; serviceUrl: string }, changes?: JWTPayload): Promise<string>;
};

const issuer = 'https://api.botframework.com';

/** Simulates `login.botframework.com`; documents as in Microsoft Learn, "Authentication with the Bot Connector API". */
export async function createBotFramework(clock: Clock): Promise<BotFramework> {
  const keys = await createKeyRing(['msteams', 'skypeids']);
  let keyRequests = 0;
  let down = false;
  return {
    keys,
    keyRequests: () => keyRequests,
    setDown: (value) => {
      down = value;
    },
    async host(request, response) {
      if (down) return sendReply(response, { status: 503 });
      if (request.url === '/v1/.well-known/openidconfiguration') {
        const base = originOf(request.headers.host);
        const body = {
          issuer,
          jwks_uri: `${base}/v1/.well-known/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        };
        return sendReply(response, { status: 200, body });
      }
      if (request.url === '/v1/.well-known/keys') {
        keyRequests += 1;
        return sendReply(response, { status: 200, body: { keys: keys.published() } });
      }
      sendReply(response, { status: 404 });
    },
    tokenFor({ appId, serviceUrl }, changes = {}) {
      const now = Math.floor(clock.now().getTime() / 1000);
      const claims = {
        iss: issuer,
        aud: appId,
        serviceurl: serviceUrl,
        iat: now,
        nbf: now,
        exp: now + 3600,
        ...changes,
      };
      return signToken(keys.current(), claims);
    },
  };
}

/** Behind the simulated internet the host has its real name; in-process tests reach it on 127.0.0.1. */
function originOf(host = ''): string {
  return host.startsWith('127.0.0.1') ? `http://${host}` : `https://${host}`;
}
