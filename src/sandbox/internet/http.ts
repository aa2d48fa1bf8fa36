import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One simulated host: gets every request sent to its name. */
export type Host = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What a host answers. `undefined` as body sends none. */
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> };

const maxBytes = 4 * 1024 * 1024;

/** Reads a request body as text; more than 4 MiB is an error. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new Error('The simulated service was sent more than 4 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Parsed JSON of a request body, or undefined when it is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse(await readText(request));
  } catch {
    return undefined;
  }
}

/** Sends a reply as JSON. */
export function sendReply(response: ServerResponse, { status, body, headers }: Reply): void {
  if (response.destroyed) return;
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, { ...(text === '' ? {} : { 'content-type': 'application/json' }), ...headers });
  response.end(text);
}

/** Makes a node listener of a host; an exception in a simulator is a 500 that says so, so that a test cannot miss it. */
export function listenerOf(host: Host): RequestListener {
  return (request, response) => {
    host(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendReply(response, { status: 500, body: { simulatorFault: String(error) } });
      else response.destroy();
    });
  };
}

/** Listens on 127.0.0.1 and returns the port. A busy port is said in one sentence with the fix. */
export function listenOnLoopback(server: Server, port: number, whatFor: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      reject(
        new Error(`Port ${port} for ${whatFor} is in use: stop what uses it, or choose another port.`, {
          cause: error,
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Closes a server and every connection it still has. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Resolves when the connection of a request has ended. */
export const clientGone = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => (response.destroyed ? resolve() : response.once('close', resolve)));
