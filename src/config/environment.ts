import type { Problem } from './problem.ts';
import { type PackageSettings, readPackageSettings } from './readPackageSettings.ts';
import { readSettings } from './readSettings.ts';
import { readStoreSettings, type StoreSettings } from './readStoreSettings.ts';
import { realSettingsIn } from './sandbox.ts';
import type { Settings } from './settings.ts';

/** The settings of this process. The only place that reads its environment. */
export const loadSettings = (): Settings | Problem[] => readSettings(process.env);

/** The settings of `npm run package` in this process. */
export const loadPackageSettings = (): PackageSettings | Problem[] => readPackageSettings(process.env);

/** Where this process finds the bot's data. */
export const loadStoreSettings = (): StoreSettings | Problem[] => readStoreSettings(process.env);

/** What keeps this process from starting the sandbox; empty when it may. */
export const realSettingsHere = (): Problem[] => realSettingsIn(process.env);
