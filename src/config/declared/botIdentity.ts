import { cloudNames } from '../clouds.ts';
import { optional, required, withDefault } from '../declaration.ts';
import * as kind from '../kinds.ts';
import { anId } from './examples.ts';

const oneCredential = 'exactly one bot credential';

/** Who the bot is and how it proves that. */
export const botIdentitySettings = {
  BOT_APP_ID: required({
    section: 'Bot',
    about: 'Application (client) id of the bot in Entra.',
    example: anId,
    kind: kind.guid,
  }),
  BOT_TENANT_ID: required({
    section: 'Bot',
    about: 'Directory (tenant) id the bot lives in.',
    example: anId,
    kind: kind.guid,
  }),
  BOT_CERTIFICATE_FILE: optional({
    section: 'Bot',
    about:
      'PEM file with the certificate the bot signs in with (recommended); its private key may be in the same file.',
    example: '/etc/restore-bot/bot.pem',
    kind: kind.text,
    needed: oneCredential,
  }),
  BOT_CERTIFICATE_KEY_FILE: optional({
    section: 'Bot',
    about: 'PEM file with the private key, when it is not in the certificate file.',
    example: '/etc/restore-bot/bot.key',
    kind: kind.text,
  }),
  BOT_CERTIFICATE_KEY_PASSWORD: optional({
    section: 'Bot',
    about: 'Password of the private key, when it has one.',
    example: '…',
    kind: kind.text,
    secret: true,
  }),
  BOT_CLIENT_SECRET: optional({
    section: 'Bot',
    about: 'Client secret (the value, not its id) the bot signs in with.',
    example: '…',
    kind: kind.text,
    needed: oneCredential,
    secret: true,
  }),
  BOT_MANAGED_IDENTITY_CLIENT_ID: optional({
    section: 'Bot',
    about: 'Client id of the user-assigned managed identity the bot signs in with.',
    example: anId,
    kind: kind.guid,
    needed: oneCredential,
  }),
  CLOUD: withDefault({
    section: 'Bot',
    about: `Microsoft cloud: ${cloudNames.join(', ')}. It sets every sign-in, key and Graph address.`,
    example: 'public',
    kind: kind.oneOf(cloudNames),
    fallback: 'public',
  }),
};
