import { Fault } from '../lib/fault.ts';
import type { HttpClient } from '../lib/http/httpTypes.ts';
import type { Tokens } from '../ports/tokens.ts';

/** The HTTP helper; its base address is that of Microsoft Graph. */
export type GraphHttp = Pick<HttpClient, 'send'>;

export type GraphQuestion = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Asked by POST, with this body. */
  readonly json?: unknown;
};

/**
 * Asks Microsoft Graph one thing and returns the JSON of the answer, or undefined when Graph does not know what was asked for. The time
 * limit covers everything, the token included, so that a click is answered in time. Nothing here changes anything in Graph.
 */
export type AskGraph = (question: GraphQuestion, timeLimitMilliseconds: number) => Promise<unknown>;

export function createAskGraph(options: { http: GraphHttp; tokens: Tokens; graphOrigin: string }): AskGraph {
  const { http, tokens, graphOrigin } = options;

  async function ask({ path, query, json }: GraphQuestion, signal: AbortSignal): Promise<unknown> {
    const token = await tokens.get(`${graphOrigin}/.default`);
    const reply = await http.send({
      method: json === undefined ? 'GET' : 'POST',
      path: `/v1.0${path}`,
      ...(query === undefined ? {} : { query }),
      headers: { authorization: `Bearer ${token}` },
      ...(json === undefined ? {} : { body: { json } }),
      signal,
      repeatable: true,
      // Whoever asks is waiting; they try again themselves.
      retries: 0,
    });
    if (reply.status === 200 && reply.body.kind === 'json') return reply.body.value;
    if (reply.status === 404) return undefined;
    throw faultOf(reply.status, reply.retryAfterSeconds);
  }

  return async (question, timeLimitMilliseconds) => {
    const late = AbortSignal.timeout(timeLimitMilliseconds);
    const tooLate = Promise.withResolvers<never>();
    const giveUp = () => tooLate.reject(unreachable('no answer in time'));
    late.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([ask(question, late), tooLate.promise]);
    } catch (thrown) {
      throw thrown instanceof Fault ? thrown : unreachable(thrown);
    } finally {
      late.removeEventListener('abort', giveUp);
    }
  };
}

/** The fault for an answer that cannot be used. */
export const unreachable = (cause: unknown): Fault => new Fault('DIRECTORY_UNREACHABLE', { cause, effect: 'none' });

function faultOf(status: number, retryAfterSeconds: number | null): Fault {
  const code = status === 401 || status === 403 ? 'DIRECTORY_FORBIDDEN' : 'DIRECTORY_UNREACHABLE';
  return new Fault(code, { cause: new Error(`HTTP ${status}`), effect: 'none', retryAfterSeconds });
}
