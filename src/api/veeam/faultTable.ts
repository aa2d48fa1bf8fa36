import type { FaultCode } from '../../domain/faults.ts';
import { Fault } from '../../lib/fault.ts';
import type { HttpReply } from '../../lib/http/httpTypes.ts';
import { errorReply } from './replies/error.ts';

/** The vendor's error codes (RESTExceptionInfo of v8) and what they are to us; asked before the status. */
const byErrorCode: Readonly<Record<string, FaultCode>> = {
  ProxyOffline: 'BACKUP_BROKEN',
  OutdatedChangeToken: 'BACKUP_REFUSED',
  ResourceAccessDenied: 'BACKUP_FORBIDDEN',
  ParameterValidationFailure: 'BACKUP_REFUSED',
  OrganizationTransfer: 'BACKUP_BUSY',
  RepositoryOwnerChangeTooManyLinks: 'BACKUP_BUSY',
  Timeout: 'BACKUP_BROKEN',
  OperationConflict: 'BACKUP_BUSY',
};

/** Statuses; VB365 documents none, these are the ones seen or usual (vb365.md §6). */
const byStatus: Readonly<Record<number, FaultCode>> = {
  401: 'BACKUP_SIGN_IN',
  403: 'BACKUP_FORBIDDEN',
  408: 'BACKUP_BROKEN',
  409: 'BACKUP_BUSY',
  429: 'BACKUP_BUSY',
  503: 'BACKUP_BUSY',
};

/** Texts of the vendor that are known and mean something of their own (vb365.md §6). Only looked at, never passed on. */
const byText: readonly (readonly [RegExp, FaultCode])[] = [
  [/restore session cannot be created/i, 'BACKUP_EXPLORERS'],
  [/secured fault|meaningful reply|contract mismatch/i, 'BACKUP_SERVICES'],
  [/open user mailbox|base-64 char array|users for tenant account/i, 'BACKUP_RESTORE_CREDENTIAL'],
  [/cannot be found for current key/i, 'BACKUP_SESSION_GONE'],
  [/rejected the client credentials|logon attempt failed|invalid credential|password is incorrect/i, 'BACKUP_SIGN_IN'],
  [/multi-?factor|two-?factor/i, 'BACKUP_MFA'],
  [/password .*expired/i, 'BACKUP_PASSWORD_EXPIRED'],
];

/** The fault a known text of an error means, or null. */
export function knownTextOf(reply: HttpReply): FaultCode | null {
  if (reply.body.kind !== 'json') return null;
  const parsed = errorReply.safeParse(reply.body.value);
  const text = parsed.success ? `${parsed.data.message ?? ''} ${parsed.data.error_description ?? ''}` : '';
  return byText.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** The vendor's own error code of a reply, such as `OutdatedChangeToken`, or null. */
export function errorCodeOf(reply: HttpReply): string | null {
  if (reply.body.kind !== 'json') return null;
  const parsed = errorReply.safeParse(reply.body.value);
  return parsed.success ? (parsed.data.errorCode ?? parsed.data.error ?? null) : null;
}

/**
 * The fault for an answer that is not a success. `about` says what a missing resource was.
 * The vendor's message and stack trace end here; only its error code goes on, in the cause.
 */
export function faultOfReply(reply: HttpReply, about: 'session' | 'other'): Fault {
  const errorCode = errorCodeOf(reply);
  const missing = reply.status === 404 || errorCode === 'ResourceNotFound';
  const code: FaultCode =
    missing && about === 'session'
      ? 'BACKUP_SESSION_GONE'
      : (knownTextOf(reply) ??
        byErrorCode[errorCode ?? ''] ??
        byStatus[reply.status] ??
        (reply.status >= 400 && reply.status < 500 ? 'BACKUP_REFUSED' : 'BACKUP_BROKEN'));
  return new Fault(code, {
    cause: new Error(`HTTP ${reply.status}${errorCode === null ? '' : ` ${errorCode}`}`),
    effect: reply.effect,
    retryAfterSeconds: reply.retryAfterSeconds,
  });
}
