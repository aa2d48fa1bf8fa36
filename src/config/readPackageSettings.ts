import { declared, type PackageValues, packageSettings } from './declared.ts';
import { type Machine, thisMachine } from './machine.ts';
import type { Problem } from './problem.ts';
import { type Environment, readValues } from './readValues.ts';
import { unknownKeys } from './unknownKeys.ts';

/** What the app package for Teams is filled with. */
export type PackageSettings = {
  readonly botAppId: string;
  readonly teamsAppId: string;
  readonly company: string;
  readonly websiteUrl: string;
  readonly privacyUrl: string;
  readonly termsUrl: string;
};

/** The settings of `npm run package`, or everything that is wrong with them. It needs no secret and no backup server. */
export function readPackageSettings(
  environment: Environment,
  machine: Machine = thisMachine,
): PackageSettings | Problem[] {
  const { values, problems } = readValues(packageSettings, environment, machine);
  const found = [...problems, ...unknownKeys(declared, environment)];
  if (found.length > 0) return found;
  const complete = values as PackageValues;
  return {
    botAppId: complete.BOT_APP_ID,
    teamsAppId: complete.PACKAGE_TEAMS_APP_ID ?? complete.BOT_APP_ID,
    company: complete.PACKAGE_COMPANY,
    websiteUrl: complete.PACKAGE_WEBSITE_URL,
    privacyUrl: complete.PACKAGE_PRIVACY_URL ?? complete.PACKAGE_WEBSITE_URL,
    termsUrl: complete.PACKAGE_TERMS_URL ?? complete.PACKAGE_WEBSITE_URL,
  };
}
