/**
 * Where a Microsoft cloud keeps the services the bot depends on. It is a closed list: configuration picks a cloud by name and
 * can never point the front door at somebody else's keys.
 */
export type Cloud = {
  /** `iss` of every token the Bot Framework signs for a bot. */
  readonly tokenIssuer: string;
  /** OpenID metadata that names the signing keys of that issuer. */
  readonly keyMetadataUrl: string;
  /** Audience of the token the bot sends to the connector. */
  readonly connectorAudience: string;
  /** Entra sign-in for the bot's own tokens. */
  readonly signInOrigin: string;
  /** Bot Framework token service (card sign-in). */
  readonly tokenServiceUrl: string;
  /** Origins Teams uses as `serviceUrl`. Whole origins, no wildcards: anybody can register below `trafficmanager.net`. */
  readonly serviceOrigins: readonly string[];
  /** Where a message to a channel is sent before Teams has told the bot a nearer address. */
  readonly defaultServiceUrl: string;
  readonly graphOrigin: string;
};

export const cloudNames = ['public', 'usGovernment', 'usDefense'] as const;
export type CloudName = (typeof cloudNames)[number];

const usGovernment = {
  tokenIssuer: 'https://api.botframework.us',
  keyMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  connectorAudience: 'https://api.botframework.us',
  signInOrigin: 'https://login.microsoftonline.us',
  tokenServiceUrl: 'https://api.botframework.azure.us',
} as const;

/**
 * Constants of botframework-connector 4.23 (`AuthenticationConstants`, `GovernmentConstants`); service addresses from Microsoft
 * Learn, "send proactive messages" (GCC lives in the public cloud); Graph origins from "national cloud deployments".
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    tokenIssuer: 'https://api.botframework.com',
    keyMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    connectorAudience: 'https://api.botframework.com',
    signInOrigin: 'https://login.microsoftonline.com',
    tokenServiceUrl: 'https://api.botframework.com',
    serviceOrigins: ['https://smba.trafficmanager.net', 'https://smba.infra.gcc.teams.microsoft.com'],
    defaultServiceUrl: 'https://smba.trafficmanager.net/teams/',
    graphOrigin: 'https://graph.microsoft.com',
  },
  usGovernment: {
    ...usGovernment,
    serviceOrigins: ['https://smba.infra.gov.teams.microsoft.us'],
    defaultServiceUrl: 'https://smba.infra.gov.teams.microsoft.us/teams/',
    graphOrigin: 'https://graph.microsoft.us',
  },
  usDefense: {
    ...usGovernment,
    serviceOrigins: ['https://smba.infra.dod.teams.microsoft.us'],
    defaultServiceUrl: 'https://smba.infra.dod.teams.microsoft.us/teams/',
    graphOrigin: 'https://dod-graph.microsoft.us',
  },
};

/** Hosts below which Microsoft alone can register names; `SERVICE_URL_HOSTS` may add from these only. */
export const isMicrosoftServiceHost = (host: string): boolean =>
  host === 'smba.trafficmanager.net' || /\.teams\.microsoft\.(?:com|us)$/.test(host);
