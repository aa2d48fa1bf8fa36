import type { Settings } from './config/settings.ts';
import { createBotToken } from './identity/botCredential.ts';

/** Where the bot's own tokens come from: its credential, revealed here and nowhere else. */
export const botTokenFrom = ({ bot, cloud }: Settings): ReturnType<typeof createBotToken> =>
  createBotToken({
    appId: bot.appId,
    tenantId: bot.tenantId,
    signInOrigin: cloud.signInOrigin,
    credential: revealed(bot.credential),
  });

function revealed(credential: Settings['bot']['credential']): Parameters<typeof createBotToken>[0]['credential'] {
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
