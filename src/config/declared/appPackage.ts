import { optional, required } from '../declaration.ts';
import * as kind from '../kinds.ts';
import { anId } from './examples.ts';

/** The settings only `npm run package` reads. */
export const appPackageSettings = {
  PACKAGE_COMPANY: required({
    section: 'App package',
    about: 'Your company, shown as the developer of the app in Teams.',
    example: 'Contoso Ltd',
    kind: kind.text.max(32, 'is longer than 32 characters'),
  }),
  PACKAGE_WEBSITE_URL: required({
    section: 'App package',
    about: 'Page about the bot, such as your help desk.',
    example: 'https://it.contoso.com/restore-bot',
    kind: kind.httpsAddress,
  }),
  PACKAGE_PRIVACY_URL: optional({
    section: 'App package',
    about: 'Privacy statement; without it, the page about the bot.',
    example: 'https://contoso.com/privacy',
    kind: kind.httpsAddress,
  }),
  PACKAGE_TERMS_URL: optional({
    section: 'App package',
    about: 'Terms of use; without it, the page about the bot.',
    example: 'https://contoso.com/terms',
    kind: kind.httpsAddress,
  }),
  PACKAGE_TEAMS_APP_ID: optional({
    section: 'App package',
    about: 'Id of the app in the Teams catalogue; without it, the id of the bot.',
    example: anId,
    kind: kind.guid,
  }),
};
