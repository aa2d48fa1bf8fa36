import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { createServer as createRestify, type Request, type Response } from 'restify';
import { readBody } from './readBody.ts';

/** What a message handler says back; `body` is sent as JSON. */
export type MessageReply = { status: number; body?: unknown };

export type ServerOptions = {
  /** Authenticates and handles one activity. It answers bad input with a status and throws only on faults. */
  handleMessage: (authorization: string | undefined, body: Buffer) => Promise<MessageReply>;
  /** Names what the bot still waits for (`database`, `signing keys`); empty means ready. */
  waitingFor: () => Promise<readonly string[]> | readonly string[];
  /** Prometheus text, when wanted. */
  metrics?: () => Promise<{ contentType: string; text: string }>;
  /** Told about exceptions; the caller of the bot never sees them. */
  onFault: (error: unknown) => void;
  /** How long a body may take to arrive; 5 s unless said. */
  bodyTimeoutMilliseconds?: number;
  /** How long requests in flight may take when stopping; 10 s unless said. */
  drainMilliseconds?: number;
  /**
   * How long new requests are still answered when stopping, while `/readyz` says 503, so that a load balancer sends them elsewhere before the
   * port is closed; 0 unless said.
   */
  noticeMilliseconds?: number;
};

export type RunningServer = {
  /** Listens and returns the port actually used. Rejects with EADDRINUSE as node does. */
  listen(address: { host: string; port: number }): Promise<number>;
  /** Says that it is not ready for the notice time, stops accepting, lets requests in flight finish (up to the drain time), then closes every connection. */
  stop(): Promise<void>;
};

const maxBodyBytes = 256 * 1024;
/** A refused sender may finish sending (unread) for this long, so that it can read our answer. */
const lingerMilliseconds = 3_000;

/** The HTTP side of the bot: `POST /api/messages`, `GET /healthz`, `GET /readyz` and, if given, `GET /metrics`. */
export function createServer(options: ServerOptions): RunningServer {
  const restify = createRestify({ name: 'bot', strictNext: false });
  const http = restify.server as Server;
  http.headersTimeout = 10_000;
  http.requestTimeout = 30_000;
  let stopping = false;
  // restify repeats the errors of its HTTP server on itself, where nobody listening would end the process.
  restify.on('error', (error: unknown) => {
    if (http.listening) options.onFault(error);
  });

  // restify would say which route or method it missed, or what was thrown; the status is enough.
  restify.on('restifyError', (_request: Request, _response: Response, error: Error, done: () => void) => {
    if (!('statusCode' in error) || Number(error.statusCode) >= 500) options.onFault(error);
    Object.assign(error, { toJSON: () => ({}), toString: () => '' });
    done();
  });

  // restify listens for upgrades without answering them, which would leave the connection open for good.
  restify.on('upgrade', (_request: IncomingMessage, socket: Duplex) => socket.destroy());

  restify.post('/api/messages', async (request: Request, response: Response) => {
    const read = await readBody(request, {
      maxBytes: maxBodyBytes,
      timeoutMilliseconds: options.bodyTimeoutMilliseconds ?? 5_000,
    });
    if ('refused' in read) return turnAway(request, response, read.refused);
    const reply = await handle(request.headers.authorization, read.bytes);
    send(response, reply.status, reply.body);
  });

  restify.get('/healthz', async (_request: Request, response: Response) => send(response, 200, { status: 'alive' }));

  restify.get('/readyz', async (_request: Request, response: Response) => {
    const waitingFor = stopping ? ['stopping'] : await options.waitingFor();
    send(response, waitingFor.length === 0 ? 200 : 503, { waitingFor });
  });

  const { metrics } = options;
  if (metrics !== undefined) {
    restify.get('/metrics', async (_request: Request, response: Response) => {
      const { contentType, text } = await metrics();
      response.writeHead(200, { 'content-type': contentType });
      response.end(text);
    });
  }

  async function handle(authorization: string | undefined, body: Buffer): Promise<MessageReply> {
    try {
      return await options.handleMessage(authorization, body);
    } catch (error) {
      options.onFault(error);
      return { status: 500 };
    }
  }

  function send(response: ServerResponse, status: number, body?: unknown): void {
    if (response.headersSent || response.destroyed) return;
    const text = body === undefined ? '' : JSON.stringify(body);
    response.writeHead(status, {
      ...(text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      'content-length': Buffer.byteLength(text),
      'x-content-type-options': 'nosniff',
      ...(stopping ? { connection: 'close' } : {}),
    });
    response.end(text);
  }

  function turnAway(request: IncomingMessage, response: ServerResponse, status: number): void {
    send(response, status);
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), lingerMilliseconds);
    request.once('close', () => clearTimeout(timer)).resume();
  }

  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, host, () => {
          http.off('error', reject);
          resolve((http.address() as AddressInfo).port);
        });
      }),
    async stop() {
      stopping = true;
      const { noticeMilliseconds = 0 } = options;
      if (noticeMilliseconds > 0) await wait(noticeMilliseconds);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => http.closeAllConnections(), options.drainMilliseconds ?? 10_000);
        http.close(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}
