import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, Pool, ProxyAgent } from 'undici';
import { Fault } from '../fault.ts';
import type { HttpClient, HttpExchange, HttpFaultCodes, HttpReply, HttpRequest } from './httpTypes.ts';
import { BodyTooLarge, readBody } from './readBody.ts';
import { type Attempt, parseRetryAfter, type RetryPolicy, retryWait } from './retryWait.ts';
import { type TransportFailure, transportFailure } from './transportFailure.ts';
import { checkedBaseUrl, trustedCertificates } from './trust.ts';

export type HttpClientOptions = {
  readonly baseUrl: string;
  /** PEM of the only authority to trust; without it the system's are trusted. */
  readonly caPem?: string | undefined;
  readonly faultCodes: HttpFaultCodes;
  /** The proxy this API is reached through, such as `http://proxy.example:3128`. TLS to the API is verified all the same. */
  readonly proxyUrl?: string | undefined;
  readonly connections?: number;
  readonly connectTimeoutSeconds?: number;
  readonly headersTimeoutSeconds?: number;
  /** Longest silence within a body. */
  readonly bodyTimeoutSeconds?: number;
  readonly maximumReplyBytes?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** Name of the header that carries our id of the call, so that both sides' logs meet. */
  readonly correlationHeader?: string;
};

/** What a client needs from outside; tests put a mock transport and a clock here. */
export type HttpDeps = {
  readonly dispatcher?: Dispatcher;
  readonly pause?: (seconds: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly random?: () => number;
  readonly now?: () => Date;
  readonly onExchange?: (exchange: HttpExchange) => void;
};

const pauseForReal = (seconds: number, signal: AbortSignal | undefined): Promise<void> =>
  wait(seconds * 1000, undefined, signal ? { signal } : {});

type Tried = { readonly reply: HttpReply } | { readonly failure: TransportFailure };

/**
 * The one way out to an HTTP API: base URL, pooled connections, time limits, verified TLS, careful retries, a cap on replies.
 * It returns every status; what a status means belongs to the API. Nothing of a body, a query or a header leaves it.
 */
export function createHttpClient(options: HttpClientOptions, deps: HttpDeps = {}): HttpClient {
  const base = checkedBaseUrl(options.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const dispatcher = deps.dispatcher ?? openPool(base, options);
  const retry: RetryPolicy = { retries: 3, firstWaitSeconds: 0.5, longestWaitSeconds: 30, ...options.retry };
  const { pause = pauseForReal, random = Math.random, now = () => new Date() } = deps;

  async function once(request: HttpRequest, correlationId: string, repeatable: boolean): Promise<Tried> {
    try {
      const response = await dispatcher.request({
        origin: base.origin,
        path: prefix + request.path + queryString(request.query),
        method: request.method,
        headers: headersOf(request, options.correlationHeader ?? 'x-correlation-id', correlationId),
        body: bodyOf(request),
        signal: request.signal ?? null,
        headersTimeout: 1000 * (request.headersTimeoutSeconds ?? options.headersTimeoutSeconds ?? 60),
        bodyTimeout: 1000 * (options.bodyTimeoutSeconds ?? 60),
      });
      const header = (name: string): string | null => {
        const value = response.headers[name];
        return (Array.isArray(value) ? value[0] : value) ?? null;
      };
      const mediaType = header('content-type') ?? '';
      const body = await readBody(response.body, mediaType, options.maximumReplyBytes ?? 32_000_000);
      const status = response.statusCode;
      const refused = status >= 400 && status < 500 && status !== 408;
      return {
        reply: {
          status,
          body,
          header,
          effect: repeatable || refused ? 'none' : 'unknown',
          retryAfterSeconds: parseRetryAfter(header('retry-after'), now()),
          correlationId,
        },
      };
    } catch (thrown) {
      if (thrown instanceof BodyTooLarge)
        throw new Fault(options.faultCodes.unreadable, { effect: repeatable ? 'none' : 'unknown' });
      return { failure: transportFailure(thrown) };
    }
  }

  async function send(request: HttpRequest): Promise<HttpReply> {
    const repeatable = request.method === 'GET' || request.repeatable === true;
    const policy = { ...retry, retries: request.retries ?? retry.retries };
    for (let number = 1; ; number += 1) {
      const correlationId = randomUUID();
      const begun = performance.now();
      const tried = await once(request, correlationId, repeatable);
      deps.onExchange?.({
        method: request.method,
        path: request.path,
        attempt: number,
        durationMilliseconds: Math.round(performance.now() - begun),
        correlationId,
        outcome: 'reply' in tried ? tried.reply.status : tried.failure.code,
      });
      const seconds = request.signal?.aborted ? null : retryWait(attemptOf(tried, number, repeatable), policy, random);
      if (seconds !== null) await pause(seconds, request.signal);
      else if ('reply' in tried) return tried.reply;
      else throw faultOf(tried.failure, options.faultCodes, repeatable);
    }
  }

  return { send, close: () => dispatcher.close() };
}

function openPool(base: URL, options: HttpClientOptions): Dispatcher {
  const connectTimeout = 1000 * (options.connectTimeoutSeconds ?? 10);
  if (options.proxyUrl !== undefined) {
    return new ProxyAgent({
      uri: options.proxyUrl,
      connections: options.connections ?? 16,
      keepAliveTimeout: 4000,
      requestTls: { timeout: connectTimeout, rejectUnauthorized: true, ca: trustedCertificates(options.caPem) },
    });
  }
  return new Pool(base.origin, {
    connections: options.connections ?? 16,
    // Shorter than the usual 60 s of servers and gateways, so that a call is not written into a connection they are closing.
    keepAliveTimeout: 4000,
    connect:
      base.protocol === 'https:'
        ? { timeout: connectTimeout, rejectUnauthorized: true, ca: trustedCertificates(options.caPem) }
        : { timeout: connectTimeout },
  });
}

function queryString(query: HttpRequest['query']): string {
  const entries = Object.entries(query ?? {}).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}

function headersOf(request: HttpRequest, correlationHeader: string, correlationId: string): Record<string, string> {
  const contentType =
    request.body === undefined
      ? {}
      : { 'content-type': 'json' in request.body ? 'application/json' : 'application/x-www-form-urlencoded' };
  return { accept: 'application/json', ...contentType, ...request.headers, [correlationHeader]: correlationId };
}

function bodyOf(request: HttpRequest): string | null {
  if (request.body === undefined) return null;
  return 'json' in request.body ? JSON.stringify(request.body.json) : new URLSearchParams(request.body.form).toString();
}

function attemptOf(tried: Tried, number: number, repeatable: boolean): Attempt {
  if ('failure' in tried) return { ...tried.failure, number, repeatable, status: null, retryAfterSeconds: null };
  const { status, retryAfterSeconds } = tried.reply;
  return { number, repeatable, status, opened: true, untrusted: false, retryAfterSeconds };
}

function faultOf(failure: TransportFailure, codes: HttpFaultCodes, repeatable: boolean): Fault {
  return new Fault(failure.untrusted ? codes.untrusted : codes.unreachable, {
    // Only the system's code: messages of transports can hold addresses and parts of what was sent.
    cause: new Error(failure.code),
    effect: repeatable || !failure.opened ? 'none' : 'unknown',
  });
}
