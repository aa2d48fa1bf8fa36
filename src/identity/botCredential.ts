import { ConfidentialClientApplication, ManagedIdentityApplication } from '@azure/msal-node';

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

/** Entra would not give the bot a token; the message holds Entra's code, never the credential. */
export class BotSignInFailed extends Error {
  readonly code = 'identity.bot-sign-in';
}

/**
 * Returns a function that gets the bot's own (app-only) token for an audience such as `https://api.botframework.com`. msal
 * keeps tokens until shortly before they expire, so it may be called for every request.
 */
export function createBotToken(settings: BotCredentialSettings): (audience: string) => Promise<string> {
  const acquire = createAcquire(settings);
  return async (audience) => {
    try {
      const result = await acquire(audience);
      if (result !== null && result.accessToken !== '') return result.accessToken;
    } catch (cause) {
      throw new BotSignInFailed(
        `Entra refused the bot's sign-in (${codeOf(cause)}). Check bot.appId, bot.tenantId and the bot's credential.`,
        { cause: codeOf(cause) },
      );
    }
    throw new BotSignInFailed(
      `Entra gave no token for ${audience}. Check bot.appId, bot.tenantId and the bot's credential.`,
    );
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
  const proof =
    credential.kind === 'secret'
      ? { clientSecret: credential.secret }
      : {
          clientCertificate: {
            thumbprintSha256: credential.thumbprintSha256,
            privateKey: credential.privateKeyPem,
            ...(credential.certificatePem === undefined ? {} : { x5c: credential.certificatePem }),
          },
        };
  const application = new ConfidentialClientApplication({
    auth: { clientId: appId, authority: `${signInOrigin}/${tenantId}`, ...proof },
  });
  return (audience) => application.acquireTokenByClientCredential({ scopes: [`${audience}/.default`] });
}

/** msal's messages can quote the request; its codes cannot. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { errorCode, errorNo } = error as { errorCode?: unknown; errorNo?: unknown };
  const codes = [errorCode, errorNo].filter((code) => typeof code === 'string' || typeof code === 'number');
  return codes.join(' ').trim() || 'unknown';
}
