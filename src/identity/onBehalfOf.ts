import { ConfidentialClientApplication } from '@azure/msal-node';
import { Fault } from '../lib/fault.ts';
import { type BotCredentialSettings, codesOf, proofOf } from './botCredential.ts';

/** A token of a person for an API, and who Entra says they are. */
export type DelegatedToken = {
  readonly token: string;
  readonly expiresAtMilliseconds: number;
  readonly personId: string;
  readonly tenantId: string;
};

/** Exchanges a token of a person for the bot for one for an API (OAuth 2.0 on-behalf-of). */
export type OnBehalfOf = (assertion: string, scope: string) => Promise<DelegatedToken>;

/** What Entra says when the person has to do something: agree, prove themselves again, sign in anew (Microsoft Learn, "on-behalf-of flow"). */
const personIsNeeded = ['interaction_required', 'consent_required', 'login_required', 'invalid_grant'];

/**
 * Entra checks the signature, the audience and the age of the assertion, so what comes back speaks for the person it names. A client is made
 * for each exchange: msal would keep every person's tokens otherwise. Throws a `Fault` `SIGN_IN_NEEDED` when the person has to act,
 * `SIGN_IN_UNREACHABLE` for everything else; the cause is Entra's code, never a token.
 */
export function createOnBehalfOf(settings: BotCredentialSettings): OnBehalfOf {
  const proof = proofOf(settings.credential);
  if (proof === null)
    throw new Error('A managed identity cannot act on behalf of people: use a certificate or a secret.');
  return async (assertion, scope) => {
    const application = new ConfidentialClientApplication({
      auth: { clientId: settings.appId, authority: `${settings.signInOrigin}/${settings.tenantId}`, ...proof },
    });
    try {
      const result = await application.acquireTokenOnBehalfOf({ oboAssertion: assertion, scopes: [scope] });
      if (result === null || result.accessToken === '') throw new Error('no token');
      return {
        token: result.accessToken,
        expiresAtMilliseconds: result.expiresOn?.getTime() ?? 0,
        personId: result.uniqueId.toLowerCase(),
        tenantId: result.tenantId.toLowerCase(),
      };
    } catch (error) {
      const cause = codesOf(error);
      const needed = personIsNeeded.some((code) => cause.includes(code));
      throw new Fault(needed ? 'SIGN_IN_NEEDED' : 'SIGN_IN_UNREACHABLE', { cause, effect: 'none' });
    }
  };
}
