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
  GRAPH_SIGN_IN: withDefault({
    section: 'Backup products',
    about:
      'Whose rights restores of Microsoft 365 Backup use: app (the bot) or delegated (the person who decides; where Microsoft stays the controller).',
    example: 'delegated',
    kind: kind.oneOf(['app', 'delegated']),
    fallback: 'app',
  }),
  GRAPH_SIGN_IN_CONNECTION: optional({
    section: 'Backup products',
    needed: 'with GRAPH_SIGN_IN=delegated',
    about: 'Name of the OAuth connection of the Azure Bot whose scopes are those of Microsoft 365 Backup.',
    example: 'microsoft-backup',
    kind: kind.connectionName,
  }),
  PROVIDER_EXCHANGE: choice('mailboxes, or off', '', ['veeam', 'graph', 'off']),
  PROVIDER_ONEDRIVE: choice('OneDrives, or off', '', ['veeam', 'graph', 'off']),
  PROVIDER_SHAREPOINT: choice('SharePoint sites, or off', '', ['veeam', 'graph', 'off']),
  PROVIDER_TEAMS: choice('teams, or off', '; Microsoft 365 Backup does not cover them', ['veeam', 'off']),
};
