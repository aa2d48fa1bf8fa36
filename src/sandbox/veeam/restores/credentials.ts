import { anyObject, guid, text } from '../http/readers.ts';
import { invalid } from '../http/refusal.ts';
import type { Simulator } from '../simulator.ts';
import type { Restore, Session } from '../state.ts';

/** Body properties of restore credentials; mailbox bulk and OneDrive bulk spell the user's name in their own ways. */
export const credentialShape = {
  userName: text,
  userPassword: text,
  userCode: text,
  applicationId: guid,
  applicationCertificate: text,
  applicationCertificatePassword: text,
};

export const impersonation = { impersonationAccountName: text };

export const bulkMailCredentialShape = {
  office365UserName: text,
  office365UserPassword: text,
  userCode: text,
  applicationId: guid,
  applicationCertificate: text,
  applicationCertificatePassword: text,
  ...impersonation,
  domainName: text,
  onPremisesUserName: text,
  onPremisesUserPassword: text,
};

export const bulkDriveCredentialShape = {
  officeUsername: text,
  officeUserpassword: text,
  userCode: text,
  applicationId: guid,
  applicationCertificate: text,
  applicationCertificatePassword: text,
  onpremisesUsername: text,
  onpremisesUserpassword: text,
};

const credentialNames = new Set(
  Object.keys({ ...credentialShape, ...bulkMailCredentialShape, ...bulkDriveCredentialShape }).map((name) =>
    name.toLowerCase(),
  ),
);

/** What a client sent, without anything that is or names a credential: fit for the record. */
export function withoutCredentials(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {};
  const entries = Object.entries(anyObject(body, 'body'));
  return Object.fromEntries(entries.filter(([name]) => !credentialNames.has(name.toLowerCase())));
}

type Given = {
  userName?: string;
  userPassword?: string;
  userCode?: string;
  applicationId?: string;
  applicationCertificate?: string;
  applicationCertificatePassword?: string;
  impersonationAccountName?: string;
};

export type Credential = { form: Restore['credential']; error: string | null };

const isBase64 = (value: string): boolean => value.length >= 8 && /^[A-Za-z0-9+/\s]+={0,2}$/.test(value);

/**
 * Finds the one credential form of a restore body: a user, a device code, or an application's certificate. None, two or
 * half of one is refused (400), as is a certificate without an impersonation account where the vendor requires one. `error` says why signing in to Microsoft 365 with it fails later.
 */
export function readCredential(
  simulator: Simulator,
  session: Session,
  given: Given,
  needsImpersonation = false,
): Credential {
  const hasUser = given.userName !== undefined || given.userPassword !== undefined;
  const hasCode = given.userCode !== undefined;
  const hasApp = given.applicationId !== undefined || given.applicationCertificate !== undefined;
  const forms = [hasUser, hasCode, hasApp].filter(Boolean).length;
  if (forms === 0) throw invalid('Credentials for the restore are required.');
  if (forms > 1) throw invalid('Only one kind of credentials can be used for the restore.');
  if (given.impersonationAccountName !== undefined && given.applicationCertificate === undefined) {
    throw invalid('impersonationAccountName can be used with applicationCertificate only.');
  }
  if (hasUser) return readUser(given);
  if (hasCode) {
    const isIssued = session.deviceCodes.includes(given.userCode ?? '');
    return { form: 'deviceCode', error: isIssued ? null : 'The device code is not valid or has expired.' };
  }
  const isStrict = needsImpersonation && simulator.switches.certificateNeedsImpersonation === 'asDocumented';
  if (isStrict && !given.impersonationAccountName) {
    throw invalid('impersonationAccountName is required when an application certificate is used.');
  }
  return readCertificate(simulator, given);
}

function readUser(given: Given): Credential {
  if (!given.userName || !given.userPassword) throw invalid('Both the user name and the password are required.');
  return { form: 'user', error: null };
}

function readCertificate(simulator: Simulator, given: Given): Credential {
  const { applicationId, applicationCertificate, applicationCertificatePassword } = given;
  if (!applicationId || !applicationCertificate) {
    throw invalid('Both applicationId and applicationCertificate are required.');
  }
  if (!isBase64(applicationCertificate)) throw invalid('Invalid length for a Base-64 char array or string.');
  const expected = simulator.accounts.restoreApplication;
  const isKnown =
    expected === null ||
    (expected.applicationId.toLowerCase() === applicationId &&
      expected.certificatePassword === applicationCertificatePassword);
  return { form: 'certificate', error: isKnown ? null : 'The server has rejected the client credentials.' };
}
