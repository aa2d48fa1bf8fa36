import { ConfidentialClientApplication, ManagedIdentityApplication } from '@azure/msal-node';
import { Fault } from '../lib/fault.ts';

/** How the bot proves to Entra who it is. A certificate is the recommended one where there is no managed identity. */
export type BotCredential =
  | { kind: 'certificate'; thumbprintSha256: string; privateKeyPem: string; certificatePem?: string }
  | { kind: 'secret'; secret: string }
  | { kind: 'managedIdentity'; clientId: string };

export type BotCredentialSettings = {
  appId: string;
  /** The bot is single tenant: its tokens come from its own tenant. */
  tenantId: string;
  /** e.g. `https://login.microsoftonline.com`. */
  signInOrigin: string;
  credential: BotCredential;
};

/**
 * Returns a function that gets the bot's own (app-only) token for an audience such as `https://api.botframework.com`. msal
 * keeps tokens until shortly before they expire, so it may be called for every request. Throws a `Fault` `SIGN_IN_UNREACHABLE`
 * whose cause is Entra's code, never the credential.
 */
export function createBotToken(settings: BotCredentialSettings): (audience: string) => Promise<string> {
  const acquire = createAcquire(settings);
  /** msal asks once per call until it has a token; the first burst after a start shall be one question. */
  const asking = new Map<string, Promise<string>>();

  async function ask(audience: string): Promise<string> {
    const result = await acquire(audience).catch((error: unknown) => {
      throw new Fault('SIGN_IN_UNREACHABLE', { cause: codesOf(error), effect: 'none' });
    });
    if (result === null || result.accessToken === '')
      throw new Fault('SIGN_IN_UNREACHABLE', { cause: 'no token', effect: 'none' });
    return result.accessToken;
  }

  return (audience) => {
    const known = asking.get(audience);
    if (known !== undefined) return known;
    const token = ask(audience).finally(() => asking.delete(audience));
    asking.set(audience, token);
    return token;
  };
}

type Acquire = (audience: string) => Promise<{ accessToken: string } | null>;

function createAcquire({ appId, tenantId, signInOrigin, credential }: BotCredentialSettings): Acquire {
  if (credential.kind === 'managedIdentity') {
    const application = new ManagedIdentityApplication({
      managedIdentityIdParams: { userAssignedClientId: credential.clientId },
    });
    return (audience) => application.acquireToken({ resource: audience });
  }
  const application = new ConfidentialClientApplication({
    auth: { clientId: appId, authority: `${signInOrigin}/${tenantId}`, ...proofOf(credential) },
  });
  return (audience) => application.acquireTokenByClientCredential({ scopes: [`${audience}/.default`] });
}

/** What msal sends as proof of the app; null for a managed identity, which proves itself in another way. */
export function proofOf(credential: BotCredential) {
  switch (credential.kind) {
    case 'managedIdentity':
      return null;
    case 'secret':
      return { clientSecret: credential.secret };
    case 'certificate':
      return {
        clientCertificate: {
          thumbprintSha256: credential.thumbprintSha256,
          privateKey: credential.privateKeyPem,
          ...(credential.certificatePem === undefined ? {} : { x5c: credential.certificatePem }),
        },
      };
    default:
      return credential satisfies never;
  }
}

/** msal's messages can quote the request; its codes (`invalid_client 7000215`) cannot. */
export function codesOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { errorCode, errorNo } = error as { errorCode?: unknown; errorNo?: unknown };
  const codes = [errorCode, errorNo].filter((code) => typeof code === 'string' || typeof code === 'number');
  return codes.join(' ').trim() || 'unknown';
}
