import type { IncomingMessage } from 'node:http';

/** The whole body, or the HTTP status that says why it was not read. */
export type ReadBody = { bytes: Buffer } | { refused: 400 | 408 | 413 | 415 };

export type BodyLimits = { maxBytes: number; timeoutMilliseconds: number };

/** Headers that decide something here; a second one would mean two readers may see two requests. */
const singleHeaders = ['authorization', 'content-type', 'content-encoding', 'content-length'] as const;

/**
 * Reads a JSON request body, counting bytes as they arrive. Compressed bodies are refused unread (a bomb, or bytes that are
 * not gzip at all, end a plain restify process), and so is every other content type. Nothing is parsed or written anywhere.
 */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<ReadBody> {
  const refused = refuseByHeaders(request, limits.maxBytes);
  if (refused !== undefined) return { refused };

  const { promise, resolve } = Promise.withResolvers<ReadBody>();
  const chunks: Buffer[] = [];
  let length = 0;
  const onData = (chunk: Buffer) => {
    length += chunk.length;
    if (length > limits.maxBytes) resolve({ refused: 413 });
    else chunks.push(chunk);
  };
  const onEnd = () => resolve({ bytes: Buffer.concat(chunks) });
  const onAbort = () => resolve({ refused: 400 });
  const timer = setTimeout(() => resolve({ refused: 408 }), limits.timeoutMilliseconds);
  request.on('data', onData).on('end', onEnd).on('error', onAbort).on('close', onAbort);
  const outcome = await promise;
  clearTimeout(timer);
  request.off('data', onData).off('end', onEnd).off('close', onAbort);
  return outcome;
}

function refuseByHeaders(request: IncomingMessage, maxBytes: number): 400 | 413 | 415 | undefined {
  if (singleHeaders.some((name) => (request.headersDistinct[name]?.length ?? 0) > 1)) return 400;
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') return 415;
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(request.headers['content-type'] ?? ''))
    return 415;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return 413;
  return undefined;
}
