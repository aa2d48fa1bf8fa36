import type { Reply } from '../internet/http.ts';

/** Microsoft Graph takes at most so many questions in one batch. */
const most = 20;

/** One question of a batch. */
export type Part = { method: string; url: URL; body: unknown };

/** Whether a request is a batch of questions. */
export const isBatch = (method: string, url: URL): boolean => method === 'POST' && url.pathname === '/v1.0/$batch';

/** Answers each question of a batch by itself: the batch is a 200 also when all of them are refused. Its own mistakes are a 400. */
export function answerBatch(body: unknown, answer: (part: Part) => Reply): Reply {
  const { requests } = (body ?? {}) as { requests?: unknown };
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > most) return refused;
  const parts = requests as { id?: unknown; method?: unknown; url?: unknown; body?: unknown }[];
  const ids = new Set(parts.map(({ id }) => id));
  if (ids.size < parts.length || parts.some(({ id, url }) => typeof id !== 'string' || typeof url !== 'string'))
    return refused;
  const responses = parts.map(({ id, method, url, body: inner }) => {
    const reply = answer({
      method: String(method),
      url: new URL(`https://graph.microsoft.com/v1.0${url}`),
      body: inner,
    });
    return { id, status: reply.status, headers: reply.headers ?? {}, body: reply.body };
  });
  return { status: 200, body: { responses } };
}

const refused: Reply = { status: 400, body: { error: { code: 'BadRequest', message: 'Simulated: BadRequest' } } };
