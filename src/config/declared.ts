import type { Declaration, ValuesOf } from './declaration.ts';
import { appPackageSettings } from './declared/appPackage.ts';
import { backupServerSettings } from './declared/backupServer.ts';
import { botIdentitySettings } from './declared/botIdentity.ts';
import { peopleSettings } from './declared/people.ts';
import { providerSettings } from './declared/providers.ts';
import { restoringSettings } from './declared/restoring.ts';
import { serverSettings } from './declared/server.ts';
import { teamsSettings } from './declared/teams.ts';

/** The settings the running bot reads. */
export const botSettings = {
  ...botIdentitySettings,
  ...serverSettings,
  ...providerSettings,
  ...backupServerSettings,
  ...restoringSettings,
  ...peopleSettings,
  ...teamsSettings,
};

/** The settings `npm run package` reads. */
export const packageSettings = { BOT_APP_ID: botIdentitySettings.BOT_APP_ID, ...appPackageSettings };

/** The settings the commands that look into the bot's data read. */
export const storeSettings = { DATA_FOLDER: serverSettings.DATA_FOLDER, DATABASE_URL: serverSettings.DATABASE_URL };

export type BotValues = ValuesOf<typeof botSettings>;
export type PackageValues = ValuesOf<typeof packageSettings>;

/** Every setting by name, in the order of the README's table. */
export const declared: Readonly<Record<string, Declaration<unknown>>> = { ...botSettings, ...appPackageSettings };
