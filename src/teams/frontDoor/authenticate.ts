import type { Clock } from '../../lib/clock.ts';
import { activityShape, type IncomingActivity } from './activity.ts';
import type { BotCloud } from './botCloud.ts';
import { parseBody } from './parseBody.ts';
import { createServiceAddressCheck } from './serviceAddress.ts';
import { type SigningKeys, SigningKeysUnavailable } from './signingKeys.ts';
import { type TokenClaims, verifyToken } from './verifyToken.ts';

/** Why a request was turned away: for counters and logs, never for the caller. */
export type FrontDoorReason =
  | 'token'
  | 'serviceUrl'
  | 'channel'
  | 'endorsement'
  | 'tenant'
  | 'body'
  | 'keysUnavailable';

export type AuthenticatedActivity = { activity: IncomingActivity; claims: TokenClaims; tenantId: string };
export type FrontDoorRefusal = { refused: 400 | 401 | 403 | 503; reason: FrontDoorReason };

export type FrontDoorSettings = {
  /** The bot's Entra application id. Without one there is no front door. */
  appId: string;
  /** Entra tenant ids whose people may speak to the bot. */
  allowedTenantIds: readonly string[];
  cloud: BotCloud;
  keys: SigningKeys;
  clock: Clock;
};

/** Turns the Authorization header and the raw body of a request into an activity that can be trusted, or a refusal. */
export type Authenticate = (
  authorization: string | undefined,
  body: Uint8Array,
) => Promise<AuthenticatedActivity | FrontDoorRefusal>;

const refuse = (refused: FrontDoorRefusal['refused'], reason: FrontDoorReason): FrontDoorRefusal => ({
  refused,
  reason,
});

/**
 * The front door. The token is verified before a byte of the body is parsed. Then the activity must fit the token (service
 * address), this bot (Teams only, address on the allow-list, a key endorsed for Teams) and this organization (the tenant of
 * the conversation and of the channel data, both allowed and the same). There is no way to switch any of it off.
 *
 * Replays are not seen here: a token is valid for many requests. Flows keep accepted clicks unique (design §5.2).
 */
export function createAuthenticate(settings: FrontDoorSettings): Authenticate {
  if (settings.appId.trim() === '') throw new Error('The front door needs the app id of the bot: set BOT_APP_ID.');
  if (settings.allowedTenantIds.length === 0) throw new Error('The front door needs a tenant: set BOT_TENANT_ID.');
  const tenants = new Set(settings.allowedTenantIds.map((id) => id.toLowerCase()));
  const isServiceAddress = createServiceAddressCheck(settings.cloud.serviceOrigins);
  const rules = {
    issuer: settings.cloud.tokenIssuer,
    audience: settings.appId,
    keys: settings.keys,
    clock: settings.clock,
  };

  return async (authorization, body) => {
    try {
      const token = await verifyToken(authorization, rules);
      if (token === undefined) return refuse(401, 'token');

      const parsed = activityShape.safeParse(parseBody(body));
      if (!parsed.success) return refuse(400, 'body');
      const activity = parsed.data;

      if (activity.serviceUrl === undefined || activity.serviceUrl !== token.claims.serviceurl) {
        return refuse(401, 'serviceUrl');
      }
      if (!isServiceAddress(activity.serviceUrl)) return refuse(403, 'serviceUrl');
      if (activity.channelId !== 'msteams') return refuse(403, 'channel');
      if (!token.endorsements.includes(activity.channelId)) return refuse(403, 'endorsement');

      const tenantId = activity.conversation.tenantId?.toLowerCase();
      if (tenantId === undefined || !tenants.has(tenantId)) return refuse(403, 'tenant');
      if (activity.channelData?.tenant?.id?.toLowerCase() !== tenantId) return refuse(403, 'tenant');
      return { activity, claims: token.claims, tenantId };
    } catch (error) {
      if (error instanceof SigningKeysUnavailable) return refuse(503, 'keysUnavailable');
      throw error;
    }
  };
}
