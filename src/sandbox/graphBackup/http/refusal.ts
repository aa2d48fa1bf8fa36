/** An expected "no" of the service: status, code and wire message of graph.md §6.1. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  readonly status: number;
  readonly code: string;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, code: string, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const invalid = (code: string, message: string): GraphRefusal => new GraphRefusal(400, code, message);
export const sessionNotFound = (): GraphRefusal =>
  new GraphRefusal(404, 'RestoreSessionNotFound', 'Restore Session Not Found.');
export const draftOnly = (done: 'patched' | 'deleted' | 'activated'): GraphRefusal =>
  new GraphRefusal(403, 'RestoreSessionActionNotAllowed', `Restore session can only be ${done} in Draft state.`);
