/**
 * Where a Microsoft cloud keeps the services a bot depends on. It is a closed list: configuration picks a cloud by name and
 * can never point the front door at somebody else's keys.
 */
export type BotCloud = {
  /** `iss` of every token the Bot Framework signs for a bot. */
  tokenIssuer: string;
  /** OpenID metadata that names the signing keys of that issuer. */
  keyMetadataUrl: string;
  /** Audience of the token the bot sends to the connector. */
  connectorAudience: string;
  /** Entra sign-in for the bot's own token. */
  signInOrigin: string;
  /** Bot Framework token service (card sign-in). */
  tokenServiceUrl: string;
  /** Origins Teams uses as `serviceUrl`. Whole origins, no wildcards: anybody can register below `trafficmanager.net`. */
  serviceOrigins: readonly string[];
};

/**
 * The clouds a bot can live in. Constants of botframework-connector 4.23 (`AuthenticationConstants`, `GovernmentConstants`);
 * service origins as Microsoft Learn lists them under "send proactive messages".
 */
export const botClouds = {
  public: {
    tokenIssuer: 'https://api.botframework.com',
    keyMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    connectorAudience: 'https://api.botframework.com',
    signInOrigin: 'https://login.microsoftonline.com',
    tokenServiceUrl: 'https://api.botframework.com',
    serviceOrigins: ['https://smba.trafficmanager.net', 'https://smba.infra.gcc.teams.microsoft.com'],
  },
  usGovernment: {
    tokenIssuer: 'https://api.botframework.us',
    keyMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    connectorAudience: 'https://api.botframework.us',
    signInOrigin: 'https://login.microsoftonline.us',
    tokenServiceUrl: 'https://api.botframework.azure.us',
    serviceOrigins: ['https://smba.infra.gov.teams.microsoft.us', 'https://smba.infra.dod.teams.microsoft.us'],
  },
} as const satisfies Record<string, BotCloud>;

/** The names configuration may use. */
export type BotCloudName = keyof typeof botClouds;
