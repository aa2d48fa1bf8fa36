import type { VersionTable } from '../versions/versionTable.ts';

/** The fields of a token request, before the antiforgery switch. */
export type TokenForm = Readonly<Record<string, string>>;

/**
 * A way to sign in to the backup server. `form` may ask elsewhere (Entra) for what it sends; it is called only when a new
 * sign-in is needed, never for a refresh.
 */
export type SignIn = {
  readonly kind: 'administrator' | 'organization' | 'portalOperator';
  /** Tells logins apart; one token and one follower per key. Holds no secret and no address. */
  readonly key: string;
  form(version: VersionTable): Promise<TokenForm>;
};
