import type * as z from 'zod';
import { Fault } from '../../lib/fault.ts';
import type { HttpClient, HttpReply, HttpRequest } from '../../lib/http/httpTypes.ts';
import { faultOfReply } from './faultTable.ts';
import type { TokenCache } from './signIns/tokenCache.ts';
import type { ActionCall, VersionTable } from './versions/versionTable.ts';

type Query = NonNullable<HttpRequest['query']>;

/** What a call leaves open: how long to wait, and whether a missing resource is an answer. */
export type CallOptions = {
  readonly query?: Query;
  readonly headersTimeoutSeconds?: number;
  readonly signal?: AbortSignal;
};

/** The signed-in API of one version: parsed replies in, faults of our catalogue out. Paths are without the version. */
export type VeeamApi = {
  /** The server's time as its last reply told it, to the second; ours until then. */
  serverTimeUtc(): string;
  version(): Promise<VersionTable>;
  read<T>(schema: z.ZodType<T>, path: string, options?: CallOptions): Promise<T>;
  /** Null when the server does not know the resource. */
  readIfThere<T>(schema: z.ZodType<T>, path: string, options?: CallOptions): Promise<T | null>;
  /** Null when this login may not read the resource. */
  readIfAllowed<T>(schema: z.ZodType<T>, path: string): Promise<T | null>;
  /** One changing call; its fault says whether it may have worked. */
  change<T>(schema: z.ZodType<T>, call: ActionCall, options?: CallOptions): Promise<T>;
  /** One changing call without an answer that may be done twice; false when the server does not know the resource. */
  changeIfThere(call: ActionCall): Promise<boolean>;
};

export function createVeeamApi(options: {
  readonly http: HttpClient;
  readonly tokens: TokenCache;
  readonly version: () => Promise<VersionTable>;
  readonly nowMilliseconds: () => number;
}): VeeamApi {
  const { http, tokens, version, nowMilliseconds } = options;
  let aheadMilliseconds = 0;

  function noteTime(reply: HttpReply): HttpReply {
    const at = Date.parse(reply.header('date') ?? '');
    if (!Number.isNaN(at)) aheadMilliseconds = at - nowMilliseconds();
    return reply;
  }

  /** Sends with the cached token, and once more with a fresh one when it was refused. A refused call had no effect. */
  async function send(request: HttpRequest): Promise<HttpReply> {
    const path = `/${(await version()).name}${request.path}`;
    const token = await tokens.get();
    const sent = await http.send({ ...request, path, headers: { authorization: `Bearer ${token}` } });
    if (sent.status !== 401) return noteTime(sent);
    tokens.reject(token);
    return noteTime(await http.send({ ...request, path, headers: { authorization: `Bearer ${await tokens.get()}` } }));
  }

  async function get<T>(schema: z.ZodType<T>, path: string, call: CallOptions = {}): Promise<T | null> {
    const reply = await send({ method: 'GET', path, ...call });
    if (reply.status === 404) return null;
    return parsed(schema, reply, path);
  }

  return {
    version,
    serverTimeUtc: () => new Date(nowMilliseconds() + aheadMilliseconds).toISOString(),
    readIfThere: get,
    async readIfAllowed(schema, path) {
      const reply = await send({ method: 'GET', path });
      return reply.status === 403 ? null : parsed(schema, reply, path);
    },
    async read(schema, path, call) {
      const found = await get(schema, path, call);
      if (found === null) throw new Fault(missing(path), { effect: 'none', cause: new Error('HTTP 404') });
      return found;
    },
    async change(schema, call, more = {}) {
      return parsed(schema, await send({ method: 'POST', path: call.path, ...bodyOf(call), ...more }), call.path);
    },
    async changeIfThere(call) {
      const reply = await send({ method: 'POST', path: call.path, ...bodyOf(call), repeatable: true });
      if (reply.status >= 200 && reply.status < 300) return true;
      const fault = faultOfReply(reply, 'session');
      if (fault.code === 'BACKUP_SESSION_GONE') return false;
      throw fault;
    },
  };
}

const bodyOf = (call: ActionCall): Pick<HttpRequest, 'body'> =>
  call.body === undefined ? {} : { body: { json: call.body } };

const isSession = (path: string): boolean => path.toLowerCase().startsWith('/restoresessions/');

const missing = (path: string): string => (isSession(path) ? 'BACKUP_SESSION_GONE' : 'BACKUP_REFUSED');

function parsed<T>(schema: z.ZodType<T>, reply: HttpReply, path: string): T {
  if (reply.status < 200 || reply.status >= 300) throw faultOfReply(reply, isSession(path) ? 'session' : 'other');
  const result = schema.safeParse(reply.body.kind === 'json' ? reply.body.value : undefined);
  if (result.success) return result.data;
  // Where the answer differs from what we know, not what it said.
  const where = result.error.issues.map((issue) => issue.path.join('.')).slice(0, 5);
  throw new Fault('BACKUP_BROKEN', { effect: reply.effect, cause: new Error(`reply differs at ${where.join(', ')}`) });
}
