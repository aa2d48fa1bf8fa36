import { optional, withDefault } from '../declaration.ts';
import * as kind from '../kinds.ts';
import { anId } from './examples.ts';

const forVeeam = 'where Veeam restores';
const forAdministrator = 'with VEEAM_SIGN_IN=administrator';
const forOrganization = 'with VEEAM_SIGN_IN=organization';
const unlessOperator = 'where Veeam restores, but with VEEAM_SIGN_IN=portalOperator';

/** Whose rights on the backup server restores use. */
export const veeamSignIns = ['administrator', 'organization', 'portalOperator'] as const;

/** How the bot reaches the backup server, and the credential items are restored with. */
export const backupServerSettings = {
  VEEAM_URL: optional({
    section: 'Backup server',
    needed: forVeeam,
    about: 'Address of the REST service of Veeam Backup for Microsoft 365.',
    example: 'https://backup.contoso.com:4443',
    kind: kind.secureOrigin,
  }),
  VEEAM_SIGN_IN: withDefault({
    section: 'Backup server',
    about:
      'Whose rights on the backup server restores use: administrator (a service account), organization (the organization itself) or portalOperator (the person who decides, or who asks for their own data).',
    example: 'portalOperator',
    kind: kind.oneOf(veeamSignIns),
    fallback: 'administrator',
  }),
  VEEAM_USERNAME: optional({
    section: 'Backup server',
    needed: forAdministrator,
    about: 'Service account of the bot on the backup server.',
    example: 'CONTOSO\\svc-restore-bot',
    kind: kind.text,
  }),
  VEEAM_PASSWORD: optional({
    section: 'Backup server',
    needed: forAdministrator,
    about: 'Password of that account.',
    example: '…',
    kind: kind.text,
    secret: true,
  }),
  VEEAM_ORGANIZATION_APP_ID: optional({
    section: 'Backup server',
    needed: forOrganization,
    about: 'Entra application the organization was added to the backup server with (modern app-only authentication).',
    example: anId,
    kind: kind.guid,
  }),
  VEEAM_ORGANIZATION_APP_CERTIFICATE_FILE: optional({
    section: 'Backup server',
    needed: `${forOrganization}, or the secret`,
    about: 'PEM file with the certificate of that application and its private key (recommended).',
    example: '/etc/restore-bot/organization.pem',
    kind: kind.text,
  }),
  VEEAM_ORGANIZATION_APP_SECRET: optional({
    section: 'Backup server',
    needed: `${forOrganization}, or the certificate`,
    about: 'Client secret of that application.',
    example: '…',
    kind: kind.text,
    secret: true,
  }),
  VEEAM_SIGN_IN_CONNECTION: optional({
    section: 'Backup server',
    needed: 'with VEEAM_SIGN_IN=portalOperator',
    about: 'Name of the OAuth connection of the Azure Bot whose scope is the restore portal.',
    example: 'restore-portal',
    kind: kind.connectionName,
  }),
  VEEAM_CA_FILE: optional({
    section: 'Backup server',
    about:
      'PEM file of the authority that signed the certificate of the backup server, when the system does not trust it.',
    example: '/etc/restore-bot/backup-ca.pem',
    kind: kind.text,
  }),
  VEEAM_VERSION: optional({
    section: 'Backup server',
    about: 'REST version to speak; without it, the newest one both sides know.',
    example: 'v8',
    kind: kind.oneOf(['v5', 'v6', 'v7', 'v8']),
  }),
  VEEAM_ORGANIZATION: optional({
    section: 'Backup server',
    about:
      'Name of the organization on the backup server; with VEEAM_SIGN_IN=organization, and for v5 to v7 with several organizations (v8 is asked by tenant id).',
    example: 'contoso.onmicrosoft.com',
    kind: kind.text,
  }),
  VEEAM_RESTORE_APP_ID: optional({
    section: 'Backup server',
    needed: unlessOperator,
    about: 'Entra application the backup server writes restored items with.',
    example: anId,
    kind: kind.guid,
  }),
  VEEAM_RESTORE_CERTIFICATE_FILE: optional({
    section: 'Backup server',
    needed: unlessOperator,
    about: 'PFX file with the certificate and key of that application.',
    example: '/etc/restore-bot/restore.pfx',
    kind: kind.text,
  }),
  VEEAM_RESTORE_CERTIFICATE_PASSWORD: optional({
    section: 'Backup server',
    needed: unlessOperator,
    about: 'Password of the PFX file.',
    example: '…',
    kind: kind.text,
    secret: true,
  }),
  VEEAM_RESTORE_IMPERSONATION_ACCOUNT: optional({
    section: 'Backup server',
    about: 'Account that application acts as, where Veeam asks for one (group mailboxes without owners, sites, teams).',
    example: 'restore@contoso.com',
    kind: kind.text.regex(/^[^\s@]+@[^\s@]+$/, 'is not an account such as restore@contoso.com'),
  }),
};
