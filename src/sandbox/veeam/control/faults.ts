import type { Strike } from '../../internet/strike.ts';
import type { VendorErrorCode } from '../http/refusal.ts';

/** What may go wrong on purpose, once a request matches. */
export type FaultKind =
  /** The connection is reset before the work is done. */
  | 'reset'
  /** The work is done, then the connection is reset: the client never learns. */
  | 'lostResponse'
  /** The connection is reset as soon as the work has begun; the work goes on (restores that hold the request). */
  | 'cut'
  /** An error status (500 unless given), before the work is done. */
  | 'status'
  /** No answer until the client gives up or the server closes; the work is never done. */
  | 'hang'
  /** The work is done, and no answer until the client gives up or the server closes. */
  | 'held'
  /** No answer, and the work is done only once the client is gone: what a gateway had queued is finished all the same. */
  | 'late'
  /** The work is done; the body is not what it should be. */
  | 'garbage'
  /** The service restarts: sessions and sign-ins are gone; the connection is reset. */
  | 'restart';

export type Fault = Strike & {
  kind: FaultKind;
  status?: number;
  /** What the body of an error status says. */
  message?: string;
  code?: VendorErrorCode;
  retryAfterSeconds?: number;
  /** The client ports of the requests it struck, oldest first. */
  struck?: number[];
  /** How many of them have their work done and wait for an answer they will not get. */
  answered?: number;
};
