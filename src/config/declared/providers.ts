import { optional, withDefault } from '../declaration.ts';
import * as kind from '../kinds.ts';

const choice = (what: string, also: string, choices: readonly ['veeam', ...string[]]) =>
  optional({
    section: 'Backup products',
    about: `The same for ${what}${also}.`,
    example: 'veeam',
    kind: kind.oneOf(choices),
    needed: 'no: as `PROVIDER`',
  });

/** Which backup product restores what. People never choose one: the card asks only what they want back. */
export const providerSettings = {
  PROVIDER: withDefault({
    section: 'Backup products',
    about: 'Backup product that restores: veeam (Veeam Backup for Microsoft 365) or graph (Microsoft 365 Backup).',
    example: 'graph',
    kind: kind.oneOf(['veeam', 'graph']),
    fallback: 'veeam',
  }),
  PROVIDER_EXCHANGE: choice('mailboxes, or off', '', ['veeam', 'graph', 'off']),
  PROVIDER_ONEDRIVE: choice('OneDrives, or off', '', ['veeam', 'graph', 'off']),
  PROVIDER_SHAREPOINT: choice('SharePoint sites, or off', '', ['veeam', 'graph', 'off']),
  PROVIDER_TEAMS: choice('teams, or off', '; Microsoft 365 Backup does not cover them', ['veeam', 'off']),
};
