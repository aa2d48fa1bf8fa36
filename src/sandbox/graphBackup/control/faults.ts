import type { Strike } from '../../internet/strike.ts';

/** What may go wrong on purpose, once a request matches. */
export type FaultKind =
  /** The connection is reset before the work is done. */
  | 'reset'
  /** The work is done, then the connection is reset: the client never learns. */
  | 'lostResponse'
  /** An error status (500 unless given), before the work is done. */
  | 'status'
  /** No answer until the client gives up; the work is never done. */
  | 'hang'
  /** The work is done, and no answer until the client gives up. */
  | 'held'
  /** No answer, and the work is done only once the client is gone: what was queued is finished all the same. */
  | 'late'
  /** The work is done; the body is not JSON. */
  | 'garbage';

export type Fault = Strike & {
  kind: FaultKind;
  status?: number;
  code?: string;
  retryAfterSeconds?: number;
  /** The client ports of the requests it struck, oldest first. */
  struck?: number[];
};
