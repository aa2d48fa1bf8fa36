import type { Settings } from './config/settings.ts';
import { type BotCredentialSettings, createBotToken } from './identity/botCredential.ts';

/** The bot's app and its credential, as whoever signs in with it needs them. */
export const credentialOf = ({ bot, cloud }: Settings): BotCredentialSettings => ({
  appId: bot.appId,
  tenantId: bot.tenantId,
  signInOrigin: cloud.signInOrigin,
  credential: revealed(bot.credential),
});

/** Where the bot's own tokens come from. */
export const botTokenFrom = (settings: Settings): ReturnType<typeof createBotToken> =>
  createBotToken(credentialOf(settings));

/** A credential as msal takes it; revealed here and nowhere else. */
export function revealed(credential: Settings['bot']['credential']): BotCredentialSettings['credential'] {
  switch (credential.kind) {
    case 'secret':
      return { kind: 'secret', secret: credential.secret.reveal() };
    case 'certificate':
      return { ...credential, privateKeyPem: credential.privateKeyPem.reveal() };
    case 'managedIdentity':
      return credential;
    default:
      return credential satisfies never;
  }
}
