import type { ReadyCredential } from '../settings.ts';

/** How a restore body spells its credential: the bulk calls have their own names, OneDrives no impersonation (vb365.md §5.1 to §5.3). */
export type CredentialSpelling = {
  readonly userName: string;
  readonly password: string;
  readonly impersonates: boolean;
};

export const plainSpelling: CredentialSpelling = { userName: 'userName', password: 'userPassword', impersonates: true };
export const mailboxSpelling: CredentialSpelling = {
  userName: 'office365UserName',
  password: 'office365UserPassword',
  impersonates: true,
};
export const oneDriveSpelling: CredentialSpelling = {
  userName: 'officeUsername',
  password: 'officeUserpassword',
  impersonates: false,
};

/** Exactly one form of credential, as properties of a restore body. The only place where its secrets are read. */
export function credentialProperties(
  credential: ReadyCredential,
  spelling: CredentialSpelling,
): Readonly<Record<string, string>> {
  switch (credential.form) {
    case 'application':
      return {
        applicationId: credential.applicationId,
        applicationCertificate: credential.certificate.reveal(),
        applicationCertificatePassword: credential.certificatePassword.reveal(),
        ...(spelling.impersonates && credential.impersonationAccountName !== undefined
          ? { impersonationAccountName: credential.impersonationAccountName }
          : {}),
      };
    case 'account':
      return { [spelling.userName]: credential.userName, [spelling.password]: credential.password.reveal() };
    case 'userCode':
      return { userCode: credential.userCode.reveal() };
    default:
      return credential satisfies never;
  }
}
