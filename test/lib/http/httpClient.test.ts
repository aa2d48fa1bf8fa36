import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/lib/fault.ts';
import { createHttpClient, type HttpDeps } from '../../../src/lib/http/httpClient.ts';
import type { HttpClient, HttpExchange, HttpRequest } from '../../../src/lib/http/httpTypes.ts';

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const codes = { unreachable: 'OFFLINE', untrusted: 'UNTRUSTED', unreadable: 'UNREADABLE' };
const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  return (server.address() as AddressInfo).port;
}

/** A real server, a client for it, and what the client paused and reported. */
async function start(listener: RequestListener, options: { maximumReplyBytes?: number } = {}) {
  const port = await listen(createServer(listener));
  return connect(`http://127.0.0.1:${port}/base/`, options);
}

function connect(baseUrl: string, options: { maximumReplyBytes?: number; caPem?: string } = {}) {
  const pauses: number[] = [];
  const exchanges: HttpExchange[] = [];
  const deps: HttpDeps = {
    pause: async (seconds) => {
      pauses.push(seconds);
    },
    random: () => 0.5,
    onExchange: (exchange) => exchanges.push(exchange),
  };
  const client: HttpClient = createHttpClient(
    { baseUrl, faultCodes: codes, connectTimeoutSeconds: 2, ...options },
    deps,
  );
  opened.push(client);
  return { client, pauses, exchanges };
}

const fault = async (promise: Promise<unknown>): Promise<Fault> => {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Fault)) throw new Error(`expected a fault, got ${String(thrown)}`);
  return thrown;
};

const get: HttpRequest = { method: 'GET', path: '/thing' };
const post: HttpRequest = { method: 'POST', path: '/thing', body: { json: { a: 1 } } };

describe('a call', () => {
  it('carries query, JSON body and a correlation id, and reads the reply', async () => {
    const { client } = await start((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        response.setHeader('x-seen', String(request.headers['x-correlation-id']));
        response.end(JSON.stringify({ url: request.url, type: request.headers['content-type'], body }));
      });
    });
    const reply = await client.send({ ...post, query: { a: 'x y', b: true, c: undefined } });
    expect(reply.body).toEqual({
      kind: 'json',
      value: { url: '/base/thing?a=x+y&b=true', type: 'application/json', body: '{"a":1}' },
    });
    expect(reply.header('x-seen')).toBe(reply.correlationId);
  });

  it('accepts empty and non-JSON bodies of errors', async () => {
    const { client } = await start((request, response) => {
      response.statusCode = 404;
      response.setHeader('content-type', 'text/html');
      response.end(request.url?.endsWith('empty') ? '' : '<h1>no</h1>');
    });
    expect((await client.send({ ...get, path: '/empty' })).body).toEqual({ kind: 'empty' });
    expect((await client.send(get)).body).toEqual({ kind: 'other', mediaType: 'text/html' });
  });

  it('refuses a reply over the limit', async () => {
    const { client } = await start((_, response) => response.end('x'.repeat(2000)), { maximumReplyBytes: 1000 });
    expect(await fault(client.send(get))).toMatchObject({ code: 'UNREADABLE', effect: 'none' });
    expect(await fault(client.send(post))).toMatchObject({ code: 'UNREADABLE', effect: 'unknown' });
  });

  it('ends with the signal, without another try', async () => {
    const stop = new AbortController();
    let calls = 0;
    const { client } = await start(() => {
      calls += 1;
      stop.abort();
    });
    expect(await fault(client.send({ ...get, signal: stop.signal }))).toMatchObject({ code: 'OFFLINE' });
    expect(calls).toBe(1);
  });
});

describe('effect', () => {
  it('is none for a refused POST and unknown for a failed or half-answered one', async () => {
    const { client } = await start((request, response) => {
      response.statusCode = Number(request.url?.slice('/base/'.length));
      response.end('{}');
    });
    const effectOf = async (status: number): Promise<string> =>
      (await client.send({ ...post, path: `/${status}` })).effect;
    expect([await effectOf(400), await effectOf(404), await effectOf(409)]).toEqual(['none', 'none', 'none']);
    expect([await effectOf(408), await effectOf(500), await effectOf(503)]).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('is unknown when the connection is reset after a POST was sent, and the POST is sent once', async () => {
    let calls = 0;
    const { client, pauses } = await start((request) => {
      calls += 1;
      request.socket.resetAndDestroy();
    });
    expect(await fault(client.send(post))).toMatchObject({ code: 'OFFLINE', effect: 'unknown' });
    expect([calls, pauses.length]).toEqual([1, 0]);
  });

  it('is unknown when no answer to a POST comes in time', async () => {
    const { client } = await start(() => undefined);
    const late = client.send({ ...post, headersTimeoutSeconds: 0.05 });
    expect(await fault(late)).toMatchObject({ code: 'OFFLINE', effect: 'unknown' });
  });

  it('is none when no connection was made', async () => {
    const port = await listen(createServer());
    await opened.pop()?.close();
    const { client, pauses } = connect(`http://127.0.0.1:${port}`);
    expect(await fault(client.send(post))).toMatchObject({ code: 'OFFLINE', effect: 'none' });
    expect(pauses).toHaveLength(3);
  });
});

describe('trying again', () => {
  const failing = (status: number, headers: Record<string, string> = {}) => {
    let calls = 0;
    const listener: RequestListener = (_, response) => {
      calls += 1;
      response.writeHead(calls < 3 ? status : 200, headers);
      response.end('{}');
    };
    return { listener, calls: () => calls };
  };

  it('repeats reads after 503, 429 and a reset', async () => {
    for (const status of [429, 502, 503, 504]) {
      const server = failing(status);
      const { client } = await start(server.listener);
      expect((await client.send(get)).status).toBe(200);
      expect(server.calls()).toBe(3);
    }
    let calls = 0;
    const { client } = await start((request, response) => {
      calls += 1;
      if (calls < 3) request.socket.resetAndDestroy();
      else response.end();
    });
    expect((await client.send(get)).status).toBe(200);
  });

  it('repeats a POST only after 429 with Retry-After, never after 503', async () => {
    const throttled = failing(429, { 'retry-after': '2' });
    const one = await start(throttled.listener);
    expect((await one.client.send(post)).status).toBe(200);
    expect(one.pauses).toEqual([2.25, 2.25]);

    const unavailable = failing(503, { 'retry-after': '2' });
    const two = await start(unavailable.listener);
    expect((await two.client.send(post)).status).toBe(503);
    expect(unavailable.calls()).toBe(1);
  });

  it('gives the answer back when the server asks for a longer wait than allowed', async () => {
    const { client, pauses } = await start((_, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    const reply = await client.send(get);
    expect([reply.status, reply.retryAfterSeconds, pauses.length]).toEqual([429, 120, 0]);
  });

  it('does not repeat where the caller wants none, nor a failed or refused read', async () => {
    const server = failing(503);
    const { client } = await start(server.listener);
    expect((await client.send({ ...get, retries: 0 })).status).toBe(503);
    for (const status of [400, 500]) {
      const other = failing(status);
      expect((await (await start(other.listener)).client.send(get)).status).toBe(status);
      expect(other.calls()).toBe(1);
    }
  });
});

describe('TLS', () => {
  const secure = async (): Promise<number> =>
    listen(
      createTlsServer({ key: fixture('localhost.key'), cert: fixture('localhost.crt') }, (_, response) =>
        response.end('{}'),
      ),
    );

  it('refuses an unknown certificate without sending anything, once', async () => {
    const { client, exchanges } = connect(`https://127.0.0.1:${await secure()}`);
    expect(await fault(client.send(post))).toMatchObject({ code: 'UNTRUSTED', effect: 'none' });
    expect(exchanges).toHaveLength(1);
  });

  it('trusts the configured authority, and no one else then', async () => {
    const { client } = connect(`https://127.0.0.1:${await secure()}`, { caPem: fixture('localhost.crt') });
    expect((await client.send(get)).status).toBe(200);
  });

  it('is required away from this machine, and an authority must be one', () => {
    expect(() => connect('http://backup.example:4443')).toThrow('https://');
    expect(() => connect('https://backup.example:4443', { caPem: 'nothing' })).toThrow('PEM');
  });
});

it('reports exchanges without query, headers, bodies or secrets, also in faults', async () => {
  const canary = 'canary-7f3a';
  const { client, exchanges } = await start((request, response) => {
    if (request.method === 'POST') request.socket.resetAndDestroy();
    else response.writeHead(500).end(canary);
  });
  const request = { query: { q: canary }, headers: { authorization: canary } };
  await client.send({ ...get, ...request });
  const thrown = await fault(client.send({ ...post, ...request, body: { form: { password: canary } } }));
  expect(exchanges.map((exchange) => [exchange.method, exchange.path, exchange.outcome])).toEqual([
    ['GET', '/thing', 500],
    ['POST', '/thing', expect.any(String)],
  ]);
  const everything = JSON.stringify([
    exchanges,
    thrown,
    thrown.stack,
    String(thrown.cause),
    (thrown.cause as Error).stack,
  ]);
  expect(everything).not.toContain(canary);
});
