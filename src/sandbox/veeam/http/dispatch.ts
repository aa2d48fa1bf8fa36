import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientGone } from '../../internet/http.ts';
import { strike } from '../../internet/strike.ts';
import type { Fault } from '../control/faults.ts';
import { settle } from '../restores/restoreProgress.ts';
import { routes } from '../routes.ts';
import { stopIdleSessions } from '../sessions/idleSessions.ts';
import { restartService, type Simulator, serverNowUtc } from '../simulator.ts';
import { profiles, type VersionProfile } from '../versions.ts';
import { authorize } from './authorize.ts';
import type { Call, Reply } from './call.ts';
import { errorReply } from './errorReply.ts';
import { readRequestBody, send } from './exchange.ts';
import { invalid, notFound, VendorRefusal } from './refusal.ts';
import { type Match, makeRouter } from './router.ts';
import { isActionPath, translateAction } from './v5Actions.ts';

const find = makeRouter(routes);

type Asked = { profile: VersionProfile; path: string; url: URL };

/** Version, path after it and query; undefined when the version is not served. */
function parse(simulator: Simulator, request: IncomingMessage): Asked | undefined {
  const url = new URL(`http://localhost${(request.url ?? '/').replace(/^\/*/, '/')}`);
  const [, first = '', path = '/'] = /^\/([^/]*)(\/.*)?$/.exec(url.pathname) ?? [];
  const version = simulator.versions.find((candidate) => candidate === first.toLowerCase());
  return version === undefined ? undefined : { profile: profiles[version], path, url };
}

function requireMatch(found: Match | 'wrongMethod' | undefined): Match {
  if (found === 'wrongMethod') throw new VendorRefusal(405, 'HttpError', 'The method is not supported.');
  if (found === undefined) throw notFound('The resource');
  return found;
}

/** Finds the route and the body; v5's actions are led to the paths later versions have. */
async function resolveRoute(
  simulator: Simulator,
  request: IncomingMessage,
  { profile, path }: Asked,
): Promise<Match & { body: () => Promise<unknown> }> {
  const method = request.method ?? 'GET';
  const readBody = (): Promise<unknown> => readRequestBody(request, simulator.switches.maxBodyBytes);
  if (profile.version !== 'v5' || method !== 'POST' || !isActionPath(path)) {
    return { ...requireMatch(find(profile.version, method, path)), body: readBody };
  }
  authorize(simulator, profile, 'any', request.headers.authorization);
  const action = translateAction(path, await readBody());
  if (!action) throw invalid('The action is not supported.');
  return { ...requireMatch(find('v6', method, action.path)), body: async () => action.body };
}

async function work(
  simulator: Simulator,
  request: IncomingMessage,
  asked: Asked,
  signal: AbortSignal,
  mayBegin: Promise<void>,
): Promise<Reply> {
  const { route, params, body } = await resolveRoute(simulator, request, asked);
  const login = authorize(simulator, asked.profile, route.audience, request.headers.authorization);
  const call: Call = {
    simulator,
    profile: asked.profile,
    method: route.method,
    operation: route.pattern,
    params,
    query: new Map([...asked.url.searchParams].map(([name, value]) => [name.toLowerCase(), value])),
    body: await body(),
    login,
    clientAddress: request.socket.remoteAddress ?? '',
    signal,
  };
  await mayBegin;
  return route.handler(call);
}

/** What a fault does before the work; undefined lets the work begin. */
function faultReply(
  simulator: Simulator,
  fault: Fault | undefined,
  response: ServerResponse,
): Reply | 'gone' | undefined {
  switch (fault?.kind) {
    case 'restart':
      restartService(simulator);
      response.destroy();
      return 'gone';
    case 'reset':
      response.destroy();
      return 'gone';
    case 'hang':
      return 'gone';
    case 'status': {
      const retryAfter = fault.retryAfterSeconds;
      const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
      const { status = 500, code = 'HttpError', message = 'An error has occurred.' } = fault;
      throw new VendorRefusal(status, code, message, headers);
    }
    default:
      return undefined;
  }
}

function closing(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

/** Resets the connection once a restore has begun; a request that begins none ends like a lost response. */
function cutWhenStarted(simulator: Simulator, response: ServerResponse): void {
  const before = simulator.state.restores.length;
  const looking = setInterval(() => {
    if (simulator.state.restores.length > before) response.destroy();
  }, 1);
  response.once('close', () => clearInterval(looking));
}

/** Answers one request of the vendor's API. */
export async function dispatch(
  simulator: Simulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  settle(simulator);
  stopIdleSessions(simulator);
  const asked = parse(simulator, request);
  if (!asked) {
    send(response, { status: 404 }, serverNowUtc(simulator));
    return;
  }
  const fault = strike(simulator.faults, request.method ?? 'GET', asked.path);
  if (fault) fault.struck = [...(fault.struck ?? []), request.socket.remotePort ?? 0];
  let reply: Reply;
  try {
    const early = faultReply(simulator, fault, response);
    if (early === 'gone') return;
    const mayBegin = fault?.kind === 'late' ? clientGone(response) : Promise.resolve();
    const working = early ?? work(simulator, request, asked, closing(response), mayBegin);
    if (fault?.kind === 'cut') cutWhenStarted(simulator, response);
    reply = await working;
    if (fault?.kind === 'held') {
      fault.answered = (fault.answered ?? 0) + 1;
      await clientGone(response);
    }
  } catch (error) {
    reply = errorReply(error, asked.profile, asked.path, simulator.switches);
    // A request that never came whole is its client's doing.
    if (!(error instanceof VendorRefusal) && request.complete) simulator.bugs.push(error);
  }
  if (fault?.kind === 'lostResponse' || fault?.kind === 'cut') response.destroy();
  else send(response, fault?.kind === 'garbage' ? { ...reply, body: '{"sess<html>' } : reply, serverNowUtc(simulator));
}
