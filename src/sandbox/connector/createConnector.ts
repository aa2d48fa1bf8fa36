import { EventEmitter, once } from 'node:events';
import type { Clock } from '../../lib/clock.ts';
import { type Host, type Reply, readJson, sendReply } from '../internet/http.ts';
import { type ConnectorContext, type ConnectorEvent, connectorRoutes } from './connectorRoutes.ts';
import { type Conversations, createConversations, type Person, type Team } from './conversations.ts';
import { connectorError, createFaults, createRateLimit, type Fault } from './faults.ts';

export type ConnectorOptions = {
  tenantId: string;
  /** The bot's app id; only its token is accepted. */
  appId: string;
  people: readonly Person[];
  teams?: readonly Team[];
  clock: Clock;
  /** `appid` of a valid token for the Bot Framework in that Authorization header, else undefined. */
  callerOf: (authorization: string | undefined) => Promise<string | undefined>;
  /** Told of everything the bot does, as it happens. */
  onEvent?: (event: ConnectorEvent) => void;
};

export type Connector = {
  /** Answers below any first path segment, as regions do: `https://smba.trafficmanager.net/emea/v3/…`. */
  host: Host;
  conversations: Conversations;
  /** Everything the bot did, in order. */
  events: readonly ConnectorEvent[];
  /** Requests as "METHOD path status", refused ones too. */
  requests: readonly string[];
  /** The first event (past or future) that fits. Rejects after the time given. */
  waitFor(fits: (event: ConnectorEvent) => boolean, timeoutMilliseconds?: number): Promise<ConnectorEvent>;
  /** Puts a fault in front of the next matching request. */
  fail(fault: Fault): void;
  /** Forgets the faults not yet met. */
  heal(): void;
  /** From now on the person has blocked the bot (403 `MessageWritesBlocked`), or not any more. */
  setUnreachable(personId: string, unreachable: boolean): void;
};

/**
 * Simulates the Teams connector: what the Agents Playground has, and what it lacks – deletes, members by page, blocked people,
 * size and rate limits, 412/429/5xx/reset on demand, and a check of the bot's bearer token.
 */
export function createConnector(options: ConnectorOptions): Connector {
  const events: ConnectorEvent[] = [];
  const requests: string[] = [];
  const unreachable = new Set<string>();
  const faults = createFaults();
  const bell = new EventEmitter().setMaxListeners(0);
  const context: ConnectorContext = {
    ...options,
    conversations: createConversations(options.teams ?? []),
    unreachable,
    mayWrite: createRateLimit(options.clock),
    tell(event) {
      events.push(event);
      bell.emit('event');
      options.onEvent?.(event);
    },
  };

  const host: Host = async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://connector');
    const path = url.pathname.replace(/^.*?(?=\/v3\/)/, '');
    const line = `${request.method} ${path}`;
    const body = request.method === 'GET' || request.method === 'DELETE' ? undefined : await readJson(request);
    const note = (status: number | string) => requests.push(`${line} ${status}`);
    if ((await options.callerOf(request.headers.authorization)) !== options.appId) {
      note(401);
      return sendReply(response, connectorError(401, 'BotNotRegistered'));
    }
    const fault = faults.take(line);
    const work = () => {
      for (const { method, path: pattern, answer } of connectorRoutes) {
        const match = method === request.method ? pattern.exec(path) : null;
        if (match)
          return answer(context, match.slice(1).map(decodePart), body as Record<string, unknown>, url.searchParams);
      }
      return connectorError(404, 'NotFound');
    };
    if (fault === undefined) {
      const reply = work();
      note(reply.status);
      return sendReply(response, reply);
    }
    if (fault.afterWork === true) work();
    note(fault.status);
    if (fault.status === 'silent') return;
    if (fault.status === 'reset') return void request.socket.destroy();
    sendReply(response, faultReply(fault, fault.status));
  };

  return {
    host,
    conversations: context.conversations,
    events,
    requests,
    async waitFor(fits, timeoutMilliseconds = 10_000) {
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      for (;;) {
        const found = events.find(fits);
        if (found !== undefined) return found;
        await once(bell, 'event', { signal });
      }
    },
    fail: faults.add,
    heal: faults.clear,
    setUnreachable(personId, value) {
      if (value) unreachable.add(personId);
      else unreachable.delete(personId);
    },
  };
}

function faultReply({ code = 'Simulated', retryAfterSeconds, location }: Fault, status: number): Reply {
  return connectorError(status, code, {
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    ...(location === undefined ? {} : { location }),
  });
}

/** The SDK leaves an unmatched optional part undefined. */
const decodePart = (part: string | undefined): string => (part === undefined ? '' : decodeURIComponent(part));
