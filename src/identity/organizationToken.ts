import { ConfidentialClientApplication } from '@azure/msal-node';
import { Fault } from '../lib/fault.ts';
import { type BotCredentialSettings, codesOf, proofOf } from './botCredential.ts';

/**
 * The JSON document of Microsoft's token reply for an application of the organization, fetched anew each time; the backup server takes it
 * whole (vb365.md §1.4). The documented way there is a person with a device code; that an application's own document is taken too is an
 * inference. Throws a `Fault` `SIGN_IN_UNREACHABLE` whose cause is Entra's code.
 */
export function createOrganizationToken(
  settings: BotCredentialSettings & { readonly audience: string },
): () => Promise<string> {
  const proof = proofOf(settings.credential);
  if (proof === null) throw new Error('A managed identity cannot sign the organization in.');
  const application = new ConfidentialClientApplication({
    auth: { clientId: settings.appId, authority: `${settings.signInOrigin}/${settings.tenantId}`, ...proof },
  });
  return async () => {
    try {
      const result = await application.acquireTokenByClientCredential({
        scopes: [`${settings.audience}/.default`],
        skipCache: true,
      });
      if (result === null || result.accessToken === '') throw new Error('no token');
      const lifetime = Math.max(0, Math.floor(((result.expiresOn?.getTime() ?? 0) - Date.now()) / 1000));
      return JSON.stringify({ token_type: 'Bearer', expires_in: lifetime, access_token: result.accessToken });
    } catch (error) {
      throw new Fault('SIGN_IN_UNREACHABLE', { cause: codesOf(error), effect: 'none' });
    }
  };
}
