import type { Tokens } from '../../ports/tokens.ts';

/** How the bot reaches Microsoft 365 Backup. */
export type GraphSettings = {
  /** Scheme and host of Microsoft Graph; also the audience of the token. Microsoft 365 Backup exists in the global service only. */
  readonly graphOrigin: string;
  /** The bot's own app registration: sessions it made carry this id. */
  readonly appId: string;
  /** Whose tokens: the app's own, or those of the person whose rights a restore uses. */
  readonly actsAs?: 'app' | 'person';
  readonly tokens: Tokens;
  readonly proxyUrl?: string | undefined;
};
