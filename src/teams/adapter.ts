import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConfiguration,
  BotFrameworkAuthentication,
  BotFrameworkAuthenticationFactory,
  ClaimsIdentity,
  type ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { bearerCredentials, type ConnectorToken, TeamsConnectorFactory } from './connectorFactory.ts';
import type { AuthenticatedActivity } from './frontDoor/authenticate.ts';
import type { BotCloud } from './frontDoor/botCloud.ts';
import { createServiceAddressCheck } from './frontDoor/serviceAddress.ts';

export type AdapterSettings = {
  appId: string;
  cloud: BotCloud;
  /** The bot's token for `cloud.connectorAudience`. */
  connectorToken: ConnectorToken;
  /** How long one call of the connector may take; 15 s unless said. */
  timeoutMilliseconds?: number;
};

/**
 * Gives botbuilder what it needs to answer, and takes away what it must not do: requests are authenticated by the front door
 * alone, so the SDK's own way in always refuses.
 */
class FrontDoorAuthentication extends BotFrameworkAuthentication {
  readonly #settings: AdapterSettings;
  readonly #connectors: ConnectorFactory;
  #userTokens: Promise<UserTokenClient> | undefined;

  constructor(settings: AdapterSettings) {
    super();
    this.#settings = settings;
    this.#connectors = new TeamsConnectorFactory(
      settings.connectorToken,
      createServiceAddressCheck(settings.cloud.serviceOrigins),
      settings.timeoutMilliseconds ?? 15_000,
    );
  }

  override async authenticateRequest(): Promise<AuthenticateRequestResult> {
    throw new Error('Requests are authenticated by the front door: use processAuthenticated().');
  }

  override async authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    throw new Error('Streaming connections are not accepted.');
  }

  override createConnectorFactory(): ConnectorFactory {
    return this.#connectors;
  }

  /** One client serves all turns: it holds nothing of a turn. */
  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokens ??= sdkUserTokens(this.#settings).createUserTokenClient(identity);
    return this.#userTokens;
  }

  override getOriginatingAudience(): string {
    return this.#settings.cloud.connectorAudience;
  }
}

/** The SDK's own client of the token service (it exports no other way to one), with our token and our cloud. */
function sdkUserTokens({ appId, cloud, connectorToken }: AdapterSettings): BotFrameworkAuthentication {
  return BotFrameworkAuthenticationFactory.create(
    '',
    true,
    cloud.signInOrigin,
    cloud.connectorAudience,
    cloud.tokenIssuer,
    cloud.tokenServiceUrl,
    cloud.keyMetadataUrl,
    cloud.keyMetadataUrl,
    '',
    {
      isValidAppId: async (id) => id === appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => bearerCredentials(connectorToken),
    },
    new AuthenticationConfiguration(),
  );
}

/** botbuilder's adapter behind our front door. Proactive calls (`continueConversationAsync`, `createConversationAsync`) work as usual. */
export class TeamsAdapter extends CloudAdapter {
  readonly #settings: AdapterSettings;

  constructor(settings: AdapterSettings) {
    super(new FrontDoorAuthentication(settings));
    this.#settings = settings;
  }

  /** The client of the token service, signed with the bot's own token. */
  userTokens(): Promise<UserTokenClient> {
    // The SDK reads the app id the token service is told from the audience of these claims.
    const identity = new ClaimsIdentity([{ type: 'aud', value: this.#settings.appId }], true);
    return this.botFrameworkAuthentication.createUserTokenClient(identity);
  }

  /**
   * Runs `logic` for an activity the front door let in. Returns what the caller is to be told: the invoke response its logic
   * sent, `501` for an invoke nobody answered, and undefined for everything else. What `logic` throws is thrown here.
   */
  async processAuthenticated(
    { activity, claims }: AuthenticatedActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const identity = new ClaimsIdentity(
      Object.entries(claims).map(([type, value]) => ({ type, value: String(value) })),
      true,
    );
    const audience = this.#settings.cloud.connectorAudience;
    const connectorFactory = this.botFrameworkAuthentication.createConnectorFactory(identity);
    return this.processActivity(
      { audience, claimsIdentity: identity, connectorFactory },
      toSdkActivity(activity),
      logic,
    );
  }
}

/** botbuilder wants dates where the wire has text, and buffers replies into the HTTP answer if asked to: Teams never asks. */
function toSdkActivity(activity: AuthenticatedActivity['activity']): Activity {
  const { timestamp, localTimestamp, deliveryMode: _ignored, ...rest } = activity;
  return {
    ...rest,
    ...(timestamp === undefined ? {} : { timestamp: new Date(timestamp) }),
    ...(localTimestamp === undefined
      ? {}
      : { localTimestamp: new Date(localTimestamp), rawLocalTimestamp: localTimestamp }),
    ...(timestamp === undefined ? {} : { rawTimestamp: timestamp }),
  } as unknown as Activity;
}
