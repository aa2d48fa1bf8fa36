import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createServer, type RunningServer, type ServerOptions } from '../../src/server/createServer.ts';

let server: RunningServer | undefined;
let port = 0;
let handled: Buffer[] = [];
let faults: unknown[] = [];

async function start(options: Partial<ServerOptions> = {}): Promise<void> {
  handled = [];
  faults = [];
  server = createServer({
    async handleMessage(_authorization, body) {
      handled.push(body);
      return { status: 200, body: { heard: body.length } };
    },
    waitingFor: () => [],
    onFault: (error) => faults.push(error),
    ...options,
  });
  port = await server.listen({ host: '127.0.0.1', port: 0 });
}

afterEach(async () => {
  await server?.stop();
});

const url = (path: string) => `http://127.0.0.1:${port}${path}`;
const json = { 'content-type': 'application/json' };
const post = (init: RequestInit) => fetch(url('/api/messages'), { method: 'POST', headers: json, ...init });

function open(headers: Record<string, string> = json): ClientRequest {
  return request({ host: '127.0.0.1', port, path: '/api/messages', method: 'POST', headers });
}

async function answerOf(
  client: ClientRequest,
): Promise<{ status: number | undefined; headers: IncomingMessage['headers'] }> {
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  response.resume();
  return { status: response.statusCode, headers: response.headers };
}

describe('createServer', () => {
  it('hands the bytes of a JSON body to the handler and sends its answer', async () => {
    await start();
    const response = await post({ body: '{"a":1}' });
    expect([response.status, await response.json()]).toEqual([200, { heard: 7 }]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('takes 256 KiB and refuses one byte more, announced or not', async () => {
    await start();
    expect((await post({ body: 'x'.repeat(256 * 1024) })).status).toBe(200);
    expect((await post({ body: 'x'.repeat(256 * 1024 + 1) })).status).toBe(413);
    const chunked = open();
    chunked.write('x'.repeat(200_000));
    chunked.write('x'.repeat(200_000));
    expect((await answerOf(chunked)).status).toBe(413);
    chunked.destroy();
    expect(handled).toHaveLength(1);
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, identity', 'x-unknown'])(
    'refuses content-encoding %s unread',
    async (encoding) => {
      await start();
      expect((await post({ body: '{}', headers: { ...json, 'content-encoding': encoding } })).status).toBe(415);
      expect(handled).toHaveLength(0);
    },
  );

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/jsonp'])(
    'refuses content type %s',
    async (type) => {
      await start();
      expect((await post({ body: '{}', headers: { 'content-type': type } })).status).toBe(415);
      expect(handled).toHaveLength(0);
    },
  );

  it('gives up on a body that does not come, without waiting for it', async () => {
    await start({ bodyTimeoutMilliseconds: 50 });
    const client = open({ ...json, 'content-length': '100' });
    client.write('{');
    expect((await answerOf(client)).status).toBe(408);
    client.destroy();
    expect(handled).toHaveLength(0);
  });

  it('answers 500 with nothing in it when the handler breaks, and tells the fault to us alone', async () => {
    await start({ handleMessage: () => Promise.reject(new Error('secret detail')) });
    const response = await post({ body: '{}' });
    expect([response.status, await response.text()]).toEqual([500, '']);
    expect(faults).toMatchObject([{ message: 'secret detail' }]);
  });

  it('says alive, and ready only when nothing is waited for', async () => {
    const waitingFor = ['database'];
    await start({ waitingFor: () => waitingFor });
    expect((await fetch(url('/healthz'))).status).toBe(200);
    const waiting = await fetch(url('/readyz'));
    expect([waiting.status, await waiting.json()]).toEqual([503, { waitingFor: ['database'] }]);
    waitingFor.pop();
    expect((await fetch(url('/readyz'))).status).toBe(200);
  });

  it('shows metrics only when given', async () => {
    await start();
    expect((await fetch(url('/metrics'))).status).toBe(404);
    await server?.stop();
    await start({ metrics: async () => ({ contentType: 'text/plain', text: 'up 1\n' }) });
    expect(await (await fetch(url('/metrics'))).text()).toBe('up 1\n');
  });

  it('finishes what is in flight before it stops, and takes nothing new', async () => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    await start({
      async handleMessage() {
        begun.resolve();
        await finish.promise;
        return { status: 200, body: { done: true } };
      },
    });
    const answering = post({ body: '{}' });
    await begun.promise;
    const stopping = server?.stop();
    await expect(fetch(url('/healthz'))).rejects.toThrow();
    finish.resolve();
    expect(await (await answering).json()).toEqual({ done: true });
    await stopping;
  });

  it('still answers for its notice time when it is told to stop, and says meanwhile that it is not ready', async () => {
    await start({ noticeMilliseconds: 300, handleMessage: async () => ({ status: 200, body: { done: true } }) });
    const stopping = server?.stop();
    const notReady = await fetch(url('/readyz'));
    expect([notReady.status, await notReady.json()]).toEqual([503, { waitingFor: ['stopping'] }]);
    const answered = await post({ body: '{}' });
    expect([answered.status, answered.headers.get('connection')]).toEqual([200, 'close']);
    await stopping;
    await expect(fetch(url('/healthz'))).rejects.toThrow();
  });

  it('cuts what does not finish within the drain time', async () => {
    await start({ handleMessage: () => new Promise(() => {}), drainMilliseconds: 50 });
    const client = open();
    client.end('{}');
    const cut = once(client, 'error');
    await once(client, 'finish');
    await server?.stop();
    expect((await cut)[0]).toMatchObject({ code: 'ECONNRESET' });
  });
});
