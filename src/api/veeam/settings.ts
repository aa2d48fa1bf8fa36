import type { Secret } from '../../lib/secret.ts';
import type { VersionName } from './versions/versionTable.ts';

/** What the restore itself signs in to Microsoft 365 with: exactly one form (vb365.md §5.1). */
export type RestoreCredential =
  | {
      readonly form: 'application';
      readonly applicationId: string;
      /** The PFX file in base64. */
      readonly certificate: Secret<string>;
      readonly certificatePassword: Secret<string>;
      /** Only for group mailboxes without owners, team and site owners. */
      readonly impersonationAccountName?: string;
    }
  | { readonly form: 'account'; readonly userName: string; readonly password: Secret<string> }
  | {
      readonly form: 'deviceCode';
      /** Shows a person the code and resolves when they have signed in with it; every restore needs one anew. */
      readonly askPerson: (prompt: {
        readonly userCode: string;
        readonly verificationUrl: string;
        readonly expiresInSeconds: number;
      }) => Promise<void>;
    };

/** A credential as a restore body takes it. */
export type ReadyCredential =
  | Exclude<RestoreCredential, { form: 'deviceCode' }>
  | { readonly form: 'userCode'; readonly userCode: Secret<string> };

/** What else the mailbox call takes (seed 004); organizations with Exchange servers of their own need some of it. */
export type MailboxSettings = {
  readonly casServer?: string;
  /** Items backed up within so many days come back first. */
  readonly recentItemRestorePeriodDays?: number;
  readonly skipUnresolved?: boolean;
  readonly excludeInPlaceHoldItems?: boolean;
  readonly excludeLitigationHoldItems?: boolean;
  readonly onPremises?: { readonly domainName: string; readonly userName: string; readonly password: Secret<string> };
};

/** The backup administrator's account. */
export type AdministratorAccount = { readonly userName: string; readonly password: Secret<string> };

/** The organization itself, as it was added with modern app-only authentication. */
export type OrganizationAccount = {
  /** Such as `contoso.onmicrosoft.com`. */
  readonly name: string;
  /** The whole JSON document of Microsoft's token reply, fetched anew. */
  readonly tokenDocument: () => Promise<string>;
};

/** A person of the restore portal. */
export type PortalPerson = {
  readonly objectId: string;
  readonly tenantId: string;
  /** Their Entra token for a scope, on their behalf. Throws a `Fault` when they have to sign in first. */
  readonly token: (scope: string) => Promise<string>;
};

/** How a provider signs in to the backup server: exactly one of the three. */
export type LoginSettings =
  | { readonly account: AdministratorAccount }
  | { readonly organization: OrganizationAccount }
  | { readonly portalPerson: PortalPerson };

export type VeeamSettings = LoginSettings & {
  /** Such as `https://backup.example:4443`; without the version. */
  readonly baseUrl: string;
  readonly caPem?: string | undefined;
  /** `auto` probes for the newest version the server serves. */
  readonly version: VersionName | 'auto';
  /** Null where people restore with their own rights. */
  readonly restoreCredential: RestoreCredential | null;
  readonly mailboxes?: MailboxSettings;
  /** The organization's name on the backup server; needed for v5 to v7 when the server holds several, because only v8 tells tenant ids. */
  readonly organizationName?: string | undefined;
};
