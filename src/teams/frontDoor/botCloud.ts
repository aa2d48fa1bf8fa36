/** Where a Microsoft cloud keeps the services a bot depends on; `config/clouds` has the closed list of them. */
export type BotCloud = {
  /** `iss` of every token the Bot Framework signs for a bot. */
  readonly tokenIssuer: string;
  /** OpenID metadata that names the signing keys of that issuer. */
  readonly keyMetadataUrl: string;
  /** Audience of the token the bot sends to the connector. */
  readonly connectorAudience: string;
  /** Entra sign-in for the bot's own token. */
  readonly signInOrigin: string;
  /** Bot Framework token service (card sign-in). */
  readonly tokenServiceUrl: string;
  /** Origins Teams uses as `serviceUrl`. Whole origins, no wildcards: anybody can register below `trafficmanager.net`. */
  readonly serviceOrigins: readonly string[];
};
