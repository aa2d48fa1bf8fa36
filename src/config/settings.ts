import type { Policy } from '../domain/policy.ts';
import type { LogLevel } from '../lib/log.ts';
import type { Secret } from '../lib/secret.ts';
import type { Cloud } from './clouds.ts';
import type { ProviderChoice } from './providersFrom.ts';

/** How the bot proves to Entra who it is. */
export type BotCredentialSetting =
  | {
      readonly kind: 'certificate';
      /** SHA-256 of the certificate, as 64 hexadecimal digits. */
      readonly thumbprintSha256: string;
      readonly certificatePem: string;
      /** PKCS 8, not encrypted. */
      readonly privateKeyPem: Secret<string>;
    }
  | { readonly kind: 'secret'; readonly secret: Secret<string> }
  | { readonly kind: 'managedIdentity'; readonly clientId: string };

/** A certificate or a secret; the two an app can act with on behalf of others. */
export type AppCredentialSetting = Exclude<BotCredentialSetting, { kind: 'managedIdentity' }>;

/** Whose rights on the backup server restores use. */
export type VeeamSignIn =
  | { readonly kind: 'administrator'; readonly username: string; readonly password: Secret<string> }
  | {
      readonly kind: 'organization';
      /** Such as `contoso.onmicrosoft.com`. */
      readonly name: string;
      readonly applicationId: string;
      readonly credential: AppCredentialSetting;
    }
  | { readonly kind: 'portalOperator'; readonly connection: string };

/** How the bot reaches the backup server, and what that server writes restored items with. */
export type VeeamSettings = {
  /** Scheme, host and port. */
  readonly url: string;
  readonly signIn: VeeamSignIn;
  readonly certificateAuthorityPem: string | null;
  /** The REST version to insist on, or null for the newest both sides know. */
  readonly version: 'v5' | 'v6' | 'v7' | 'v8' | null;
  /** Name of the organization, where the version cannot be asked by tenant id. */
  readonly organization: string | null;
  /** Null where people restore with their own rights. */
  readonly restore:
    | {
        readonly form: 'application';
        readonly applicationId: string;
        /** The PFX file, base64. */
        readonly certificatePfxBase64: Secret<string>;
        readonly certificatePassword: Secret<string>;
        readonly impersonationAccount: string | null;
      }
    | { readonly form: 'account'; readonly userName: string; readonly password: Secret<string> }
    | null;
  /** What mailboxes alone know (seed 004). */
  readonly mailboxes: {
    readonly skipUnresolved: boolean;
    readonly excludeInPlaceHoldItems: boolean;
    readonly excludeLitigationHoldItems: boolean;
    readonly recentItemRestorePeriodDays: number | null;
    readonly casServer: string | null;
    readonly onPremises: {
      readonly domainName: string;
      readonly userName: string;
      readonly password: Secret<string>;
    } | null;
  };
};

/** The validated configuration of the running bot. */
export type Settings = {
  readonly bot: {
    readonly appId: string;
    readonly tenantId: string;
    readonly allowedTenantIds: readonly string[];
    readonly credential: BotCredentialSetting;
  };
  readonly cloud: Cloud;
  /** The proxy Microsoft's services are reached through; the backup server is always reached directly. */
  readonly proxyUrl: string | null;
  readonly server: { readonly host: string; readonly port: number; readonly drainSeconds: number };
  /** Where the data is kept when there is no `databaseUrl`. */
  readonly dataFolder: string;
  /** The PostgreSQL database to keep the data in; null for the embedded one. */
  readonly databaseUrl: Secret<string> | null;
  readonly logLevel: LogLevel;
  /** Whether `GET /metrics` answers. */
  readonly metrics: boolean;
  /** Which backup product serves which workload. */
  readonly providers: ProviderChoice;
  /** Null where Veeam restores nothing. */
  readonly veeam: VeeamSettings | null;
  /** Whose rights restores of Microsoft 365 Backup use. */
  readonly graphSignIn: { readonly kind: 'app' } | { readonly kind: 'delegated'; readonly connection: string };
  readonly policy: Policy;
  /** The channel that is told outcomes. */
  readonly announce: { readonly channelId: string; readonly serviceUrl: string } | null;
};
