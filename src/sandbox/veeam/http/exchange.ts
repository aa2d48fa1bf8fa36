import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from './call.ts';
import { invalid, VendorRefusal } from './refusal.ts';

/** Reads a body up to a limit; refused with 413 beyond it. The rest of a body that is too large is not read. */
async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = new VendorRefusal(413, 'HttpError', 'The request is too large.', { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as JSON, or form fields as an object; undefined when there is none. Other types are refused with 415. */
export async function readRequestBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.length === 0) return undefined;
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
  }
  if (!type.includes('json')) throw new VendorRefusal(415, 'HttpError', 'The media type is not supported.');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw invalid('The request body is not valid JSON.');
  }
}

/** Sends a reply; `Date` is the server's own, which may be off. */
export function send(response: ServerResponse, reply: Reply, nowUtc: string): void {
  if (response.destroyed || response.headersSent) return;
  response.setHeader('date', new Date(nowUtc).toUTCString());
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.statusCode = reply.status;
  if (reply.body === undefined) {
    response.end();
    return;
  }
  const isText = typeof reply.body === 'string';
  response.setHeader('content-type', isText ? 'text/html' : 'application/json; charset=utf-8');
  response.end(isText ? reply.body : JSON.stringify(reply.body));
}
