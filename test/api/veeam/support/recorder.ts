import { Agent, type Dispatcher } from 'undici';
import { vendorSchema } from '../../../support/veeamSandbox.ts';

/** One exchange between the client and the simulator, as it went over the wire. */
export type Recorded = {
  readonly method: string;
  /** With the version, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly requestHeaders: string;
  readonly requestBody: string | null;
  readonly status: number;
  readonly responseBody: string;
};

/** A transport that records what it carries. */
export type Recorder = {
  readonly dispatcher: Dispatcher;
  readonly all: Recorded[];
  /** `GET /restoresessions/{id}`: method and path without version and ids, for counting calls. */
  calls(): string[];
  /** Violations of the vendor's closed schema, in either direction; empty where the schemas are not on this machine. */
  violations(): string[];
  clear(): void;
};

const idSegment = /^[0-9a-f]{8}-[0-9a-f-]{27,}$/i;

const shapeOf = ({ method, path }: Recorded): string =>
  `${method} ${path
    .split('/')
    .slice(2)
    .map((segment) => (idSegment.test(segment) ? '{id}' : segment))
    .join('/')}`;

export function createRecorder(): Recorder {
  const all: Recorded[] = [];
  const agent = new Agent({ keepAliveTimeout: 1000 });
  const dispatcher = agent.compose((dispatch) => (options, handler) => {
    const url = new URL(String(options.path), 'http://recorded');
    const parts: Buffer[] = [];
    let status = 0;
    const recording: Dispatcher.DispatchHandler = {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade: (controller, code, headers, socket) =>
        handler.onRequestUpgrade?.(controller, code, headers, socket),
      onResponseStart: (controller, code, headers, message) => {
        status = code;
        handler.onResponseStart?.(controller, code, headers, message);
      },
      onResponseData: (controller, chunk) => {
        parts.push(Buffer.from(chunk));
        handler.onResponseData?.(controller, chunk);
      },
      onResponseEnd: (controller, trailers) => {
        add();
        handler.onResponseEnd?.(controller, trailers);
      },
      onResponseError: (controller, error) => {
        add();
        handler.onResponseError?.(controller, error);
      },
    };
    const add = (): void => {
      all.push({
        method: String(options.method),
        path: url.pathname,
        query: url.searchParams,
        requestHeaders: JSON.stringify(options.headers),
        requestBody: typeof options.body === 'string' ? options.body : null,
        status,
        responseBody: Buffer.concat(parts).toString('utf8'),
      });
    };
    return dispatch(options, recording);
  });
  return {
    dispatcher,
    all,
    calls: () => all.map(shapeOf),
    violations: () => all.flatMap(violationsOf),
    clear: () => {
      all.length = 0;
    },
  };
}

const parse = (text: string | null): unknown => (text === null || text === '' ? undefined : JSON.parse(text));

function violationsOf(exchange: Recorded): string[] {
  const version = exchange.path.split('/')[1] ?? '';
  if (exchange.status === 0 || exchange.status >= 400) return [];
  const { method, path, query, status } = exchange;
  const isForm = exchange.requestHeaders.includes('x-www-form-urlencoded');
  const requestBody = isForm ? formBody(exchange.requestBody ?? '') : parse(exchange.requestBody);
  const told = { method, path, query, status, requestBody, responseBody: parse(exchange.responseBody) };
  return vendorSchema(version)?.violations(told) ?? [];
}

/** The fields of a form as the schema types them: texts, and booleans written as words. */
const formBody = (body: string): Record<string, unknown> =>
  Object.fromEntries([...new URLSearchParams(body)].map(([key, value]) => [key, value === 'true' ? true : value]));
