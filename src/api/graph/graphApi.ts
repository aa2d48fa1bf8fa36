import type * as z from 'zod';
import { Fault } from '../../lib/fault.ts';
import type { HttpClient, HttpReply, HttpRequest } from '../../lib/http/httpTypes.ts';
import { errorCodeOf, faultOfReply } from './faultTable.ts';
import type { GraphSettings } from './settings.ts';

export type Query = NonNullable<HttpRequest['query']>;

/** One call. `path` is below `/solutions/backupRestore`, or below another `root` of Microsoft Graph. */
export type GraphCall = {
  readonly root?: string;
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly query?: Query;
  readonly json?: unknown;
  /** A POST that only asks. */
  readonly repeatable?: boolean;
};

/** What was answered, or the code it was refused with and the fault that means. */
export type Answer<T> = { readonly value: T } | { readonly refused: string; readonly fault: Fault };

/** The signed-in API: parsed replies in, faults of our catalogue out. */
export type GraphApi = {
  /** The server's time as its last reply told it, to the second; ours until then. */
  serverTimeUtc(): string;
  /** The answer, or how it was refused. Throws when no usable answer came. */
  ask<T>(schema: z.ZodType<T>, call: GraphCall): Promise<Answer<T>>;
  /** The answer; a refusal is thrown as its fault. */
  call<T>(schema: z.ZodType<T>, call: GraphCall): Promise<T>;
  /** The call for the next page of a collection; throws when the link leads anywhere else. */
  next(link: string): GraphCall;
};

export const apiRoot = '/v1.0/solutions/backupRestore';

export function createGraphApi(options: {
  readonly http: HttpClient;
  readonly settings: GraphSettings;
  readonly queueRetrySeconds: number;
  readonly nowMilliseconds: () => number;
}): GraphApi {
  const { http, settings, queueRetrySeconds, nowMilliseconds } = options;
  let aheadMilliseconds = 0;

  async function send({ method, root = apiRoot, path, query, json, repeatable }: GraphCall): Promise<HttpReply> {
    const token = await settings.tokens.get(`${settings.graphOrigin}/.default`);
    const reply = await http.send({
      method,
      path: `${root}${path}`,
      ...(query === undefined ? {} : { query }),
      // Without it `failed` and `granular` come as `unknownFutureValue` (graph.md §7.1).
      headers: { authorization: `Bearer ${token}`, prefer: 'include-unknown-enum-members' },
      ...(json === undefined ? {} : { body: { json } }),
      ...(repeatable === undefined ? {} : { repeatable }),
    });
    const at = Date.parse(reply.header('date') ?? '');
    if (!Number.isNaN(at)) aheadMilliseconds = at - nowMilliseconds();
    return reply;
  }

  async function ask<T>(schema: z.ZodType<T>, call: GraphCall): Promise<Answer<T>> {
    const reply = await send(call);
    if (reply.status < 200 || reply.status >= 300)
      return {
        refused: errorCodeOf(reply) ?? String(reply.status),
        fault: faultOfReply(reply, queueRetrySeconds, settings.actsAs),
      };
    const result = schema.safeParse(reply.body.kind === 'json' ? reply.body.value : undefined);
    if (result.success) return { value: result.data };
    // Where the answer differs from what we know, not what it said.
    const where = result.error.issues.map((issue) => issue.path.join('.')).slice(0, 5);
    throw new Fault('GRAPH_BROKEN', { effect: reply.effect, cause: new Error(`reply differs at ${where.join(', ')}`) });
  }

  return {
    serverTimeUtc: () => new Date(nowMilliseconds() + aheadMilliseconds).toISOString(),
    ask,
    async call(schema, call) {
      const answer = await ask(schema, call);
      if ('fault' in answer) throw answer.fault;
      return answer.value;
    },
    next(link) {
      // Links are absolute or relative to the version (graph.md §3); the token goes to the configured host only.
      const url = new URL(link.startsWith('/solutions/') ? `/v1.0${link}` : link, settings.graphOrigin);
      if (url.origin !== new URL(settings.graphOrigin).origin || !url.pathname.startsWith(`${apiRoot}/`))
        throw new Fault('GRAPH_BROKEN', { effect: 'none', cause: new Error('a next link to another place') });
      return {
        method: 'GET',
        path: url.pathname.slice(apiRoot.length),
        query: Object.fromEntries(url.searchParams),
      };
    },
  };
}
