/** One call of an API. `path` is relative to the base URL; nothing of `query`, `headers` or `body` is ever logged. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
  readonly signal?: AbortSignal;
  /** True for a POST that may be done twice without harm (a search, a sign-in, a stop), so that it is retried like a read. */
  readonly repeatable?: boolean;
  /** How long the other side may take to begin its answer; for long polls and calls that block until the work is done. */
  readonly headersTimeoutSeconds?: number;
  /** How often a failed call is tried again where that is safe; 0 leaves trying again to the caller. */
  readonly retries?: number;
};

/** What a body turned out to be. Servers answer errors with empty or non-JSON bodies too. */
export type HttpBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other'; readonly mediaType: string };

export type HttpReply = {
  readonly status: number;
  readonly body: HttpBody;
  /** A response header by its lower-case name. */
  header(name: string): string | null;
  /** Whether the other side may have done something: `none` for reads, repeatable calls and calls it refused (4xx). */
  readonly effect: 'none' | 'unknown';
  /** `Retry-After` in seconds, when the other side sent one. */
  readonly retryAfterSeconds: number | null;
  readonly correlationId: string;
};

/** One exchange as it may be logged and measured: no query, no headers, no bodies. */
export type HttpExchange = {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly attempt: number;
  readonly durationMilliseconds: number;
  readonly correlationId: string;
  /** The status, or the system's error code when no answer came. */
  readonly outcome: number | string;
};

/** Codes of the faults thrown when no usable answer came; the names belong to the API behind the client. */
export type HttpFaultCodes = {
  /** The connection failed, was reset, or took too long. */
  readonly unreachable: string;
  /** The certificate is not trusted. */
  readonly untrusted: string;
  /** The answer could not be read: too large. */
  readonly unreadable: string;
};

export type HttpClient = {
  /**
   * Sends one call, again where that is safe, and returns whatever status came back.
   * Throws a `Fault` with one of the client's codes when no answer could be had; its `effect` says whether the call may have worked.
   */
  send(request: HttpRequest): Promise<HttpReply>;
  close(): Promise<void>;
};
