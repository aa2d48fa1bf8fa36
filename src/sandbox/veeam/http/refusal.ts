/** The error codes of v8. */
export type VendorErrorCode =
  | 'ProxyOffline'
  | 'OutdatedChangeToken'
  | 'ResourceAccessDenied'
  | 'ResourceNotFound'
  | 'ParameterValidationFailure'
  | 'Timeout'
  | 'OperationConflict'
  | 'HttpError';

/** A "no" of the simulated server: thrown by handlers, turned into a reply in the version's shape in one place. */
export class VendorRefusal extends Error {
  readonly status: number;
  readonly code: VendorErrorCode | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: VendorErrorCode | null, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const notFound = (what: string): VendorRefusal =>
  new VendorRefusal(404, 'ResourceNotFound', `${what} was not found.`);

export const invalid = (message: string): VendorRefusal =>
  new VendorRefusal(400, 'ParameterValidationFailure', message);

export const denied = (message: string): VendorRefusal => new VendorRefusal(403, 'ResourceAccessDenied', message);
