import type { FaultCode } from '../../domain/faults.ts';
import { Fault } from '../../lib/fault.ts';
import type { HttpReply } from '../../lib/http/httpTypes.ts';
import { errorReply } from './replies/error.ts';

/** Microsoft's error codes (graph.md §6.1, §6.2) and what they are to us; asked before the status. */
const byErrorCode: Readonly<Record<string, FaultCode>> = {
  InvalidAuthenticationToken: 'GRAPH_SIGN_IN',
  Authorization_RequestDenied: 'GRAPH_PERMISSION',
  accessDenied: 'GRAPH_PERMISSION',
  OperationNotAllowed: 'GRAPH_NOT_CONTROLLER',
  Forbidden: 'GRAPH_NOT_CONTROLLER',
  UnableToReadBillingProfile: 'GRAPH_BACKUP_OFF',
  InvalidBillingProfile: 'GRAPH_BACKUP_OFF',
  TooManyActiveRestoreSessions: 'GRAPH_QUEUE',
  RestoreSessionNotFound: 'BACKUP_SESSION_GONE',
  InvalidPathType: 'GRAPH_REFUSED',
  InvalidArtifactRequest: 'GRAPH_REFUSED',
  InvalidRestorePoint: 'GRAPH_REFUSED',
  DifferentRestoreDestinationType: 'GRAPH_REFUSED',
  RestoreArtifactsLimitBreached: 'GRAPH_REFUSED',
  DuplicateArtifactInList: 'GRAPH_REFUSED',
  InvalidRestoreSessionId: 'GRAPH_REFUSED',
  InvalidPatchRequest: 'GRAPH_REFUSED',
  RestoreSessionActionNotAllowed: 'GRAPH_REFUSED',
  FilterLengthExceeded: 'GRAPH_REFUSED',
  InvalidSearchRequest: 'GRAPH_REFUSED',
  InvalidProtectionUnitId: 'GRAPH_REFUSED',
  InvalidPolicyId: 'GRAPH_REFUSED',
  PolicyNotFound: 'GRAPH_REFUSED',
  InvalidBulkRestoreArtifactId: 'GRAPH_REFUSED',
  BulkRestoreInvalidCreateRequest: 'GRAPH_REFUSED',
  BulkRestoreRestorationResourcesCountExceedsLimit: 'GRAPH_REFUSED',
  BulkRestoreInvalidCreateRequestSiteUrl: 'GRAPH_REFUSED',
  BulkRestoreInvalidCreateRequestUserEmail: 'GRAPH_REFUSED',
  BulkRestoreArtifactsNotFound: 'GRAPH_REFUSED',
  InvalidStateForBulkRequestDeletion: 'GRAPH_REFUSED',
  IncompleteArtifactDeletion: 'GRAPH_BROKEN',
};

const byStatus: Readonly<Record<number, FaultCode>> = {
  401: 'GRAPH_SIGN_IN',
  402: 'GRAPH_BACKUP_OFF',
  403: 'GRAPH_PERMISSION',
  408: 'GRAPH_BROKEN',
  429: 'BACKUP_BUSY',
  503: 'BACKUP_BUSY',
  504: 'BACKUP_BUSY',
};

/** Refusals that are no 4xx although certainly nothing was done. */
const withoutEffect: readonly string[] = ['TooManyActiveRestoreSessions', 'IncompleteArtifactDeletion'];

/** Microsoft's own code of a reply, such as `DuplicateArtifactInList`, or null. */
export function errorCodeOf(reply: HttpReply): string | null {
  const parsed = errorReply.safeParse(reply.body.kind === 'json' ? reply.body.value : undefined);
  return parsed.success ? parsed.data.error.code : null;
}

/**
 * A 403 `UnknownError` with an empty message is what every route answers where backup is not enabled in the tenant (graph.md §6.2).
 */
function meansOff(reply: HttpReply): boolean {
  const parsed = errorReply.safeParse(reply.body.kind === 'json' ? reply.body.value : undefined);
  return reply.status === 403 && parsed.data?.error.code === 'UnknownError' && !parsed.data.error.message;
}

/**
 * The fault for an answer that is no success. Microsoft's message ends here; only its code goes on, in the cause. What a person may not do
 * (no backup role, graph.md §5) is that person's refusal and nobody else's; what the app may not do keeps everybody from restoring.
 */
export function faultOfReply(reply: HttpReply, queueRetrySeconds: number, actsAs: 'app' | 'person' = 'app'): Fault {
  const errorCode = errorCodeOf(reply);
  const meant: FaultCode = meansOff(reply)
    ? 'GRAPH_BACKUP_OFF'
    : (byErrorCode[errorCode ?? ''] ??
      byStatus[reply.status] ??
      (reply.status >= 400 && reply.status < 500 ? 'GRAPH_REFUSED' : 'GRAPH_BROKEN'));
  const code = meant === 'GRAPH_PERMISSION' && actsAs === 'person' ? 'BACKUP_SCOPE' : meant;
  return new Fault(code, {
    cause: new Error(`HTTP ${reply.status}${errorCode === null ? '' : ` ${errorCode}`}`),
    effect: withoutEffect.includes(errorCode ?? '') ? 'none' : reply.effect,
    retryAfterSeconds: reply.retryAfterSeconds ?? (code === 'GRAPH_QUEUE' ? queueRetrySeconds : null),
  });
}
