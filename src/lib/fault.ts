/**
 * A bug or an outage: an exception with a code from the catalogue (`domain/faults`), a cause, and whether the world may have
 * changed before it happened.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: string;
  /** `none`: the other side certainly did nothing, so doing it again is safe. `unknown`: it may have done it. */
  readonly effect: 'none' | 'unknown';
  /** When the other side asked to be left alone for a while. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: string,
    options: { cause?: unknown; effect?: 'none' | 'unknown'; retryAfterSeconds?: number | null } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.effect = options.effect ?? 'unknown';
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

/** The code of a fault, or `UNEXPECTED` for anything else that was thrown. */
export const faultCodeOf = (thrown: unknown): string => (thrown instanceof Fault ? thrown.code : 'UNEXPECTED');
