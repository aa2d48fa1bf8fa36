import { describe, expect, it } from 'vitest';
import { faultOfReply } from '../../../src/api/veeam/faultTable.ts';

const reply = (status: number, value: unknown): Parameters<typeof faultOfReply>[0] => ({
  status,
  body: { kind: 'json', value },
  effect: 'unknown',
  retryAfterSeconds: null,
  header: () => null,
  correlationId: 'test',
});

/** Texts people have reported of real servers (vb365.md §6), in the three forms errors come in. */
describe('known texts of the vendor', () => {
  it.each([
    ['Restore session cannot be created.', 'BACKUP_EXPLORERS'],
    ['An unsecured or incorrectly secured fault was received from the other party.', 'BACKUP_SERVICES'],
    ['The server did not provide a meaningful reply; this might be caused by a contract mismatch.', 'BACKUP_SERVICES'],
    ['Failed to find users for tenant account', 'BACKUP_RESTORE_CREDENTIAL'],
    ['cannot open user mailbox', 'BACKUP_RESTORE_CREDENTIAL'],
    ['Invalid length for a Base-64 char array or string.', 'BACKUP_RESTORE_CREDENTIAL'],
    ['Resource cannot be found for current key', 'BACKUP_SESSION_GONE'],
    ['The server has rejected the client credentials', 'BACKUP_SIGN_IN'],
    ['The logon attempt failed', 'BACKUP_SIGN_IN'],
    ['Authorization Error: Invalid credential', 'BACKUP_SIGN_IN'],
    ['Username or password is incorrect', 'BACKUP_SIGN_IN'],
    ['The password of the account has expired.', 'BACKUP_PASSWORD_EXPIRED'],
    ['Multi-factor authentication is required.', 'BACKUP_MFA'],
  ])('%s', (text, code) => {
    expect(faultOfReply(reply(500, { message: text }), 'session').code).toBe(code);
    expect(faultOfReply(reply(400, { error: 'invalid_grant', error_description: text }), 'other').code).toBe(code);
    const v8 = faultOfReply(reply(500, { message: text, errorCode: null, stackTrace: 'at Veeam.Secret()' }), 'session');
    expect(v8.code).toBe(code);
    expect(JSON.stringify([v8, String(v8.cause), v8.stack])).not.toContain('Veeam.Secret');
    expect(String(v8.cause)).not.toContain(text);
  });

  it.each([
    ['ProxyOffline', 'BACKUP_BROKEN'],
    ['OutdatedChangeToken', 'BACKUP_REFUSED'],
    ['ResourceAccessDenied', 'BACKUP_FORBIDDEN'],
    ['ResourceNotFound', 'BACKUP_SESSION_GONE'],
    ['ParameterValidationFailure', 'BACKUP_REFUSED'],
    ['OrganizationTransfer', 'BACKUP_BUSY'],
    ['RepositoryOwnerChangeTooManyLinks', 'BACKUP_BUSY'],
    ['Timeout', 'BACKUP_BROKEN'],
    ['OperationConflict', 'BACKUP_BUSY'],
    ['HttpError', 'BACKUP_BROKEN'],
    ['SomethingNew', 'BACKUP_BROKEN'],
  ])('error code %s is %s whatever the status', (errorCode, code) => {
    expect(faultOfReply(reply(500, { message: 'x', errorCode }), 'session').code).toBe(code);
  });
});
