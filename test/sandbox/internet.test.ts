import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close, listenOnLoopback, sendReply } from '../../src/sandbox/internet/http.ts';
import { type Internet, startInternet } from '../../src/sandbox/internet/startInternet.ts';

let folder: string;
let internet: Internet;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'internet-'));
  const hosts = {
    'graph.microsoft.com': async (_request: unknown, response: Parameters<typeof sendReply>[0]) =>
      sendReply(response, { status: 200, body: { here: 'graph' } }),
  };
  internet = await startInternet({ folder, hosts });
});

afterAll(async () => {
  await internet.stop();
  await rm(folder, { recursive: true });
});

/** What an unmodified program sees: the body it got, or the code of its error. */
async function seenFrom(url: string, environment: Record<string, string>): Promise<string> {
  const program = `fetch(${JSON.stringify(url)}).then((r) => r.text(), (e) => e.cause?.code ?? String(e)).then(console.log)`;
  const child = spawn(process.execPath, ['-e', program], { env: { ...environment, NODE_NO_WARNINGS: '1' } });
  return (await child.stdout.toArray()).join('').trim();
}

describe('startInternet', () => {
  it('is where a program with its environment finds the hosts, with TLS', async () => {
    expect(await seenFrom('https://graph.microsoft.com/v1.0/users', internet.environment)).toBe('{"here":"graph"}');
  });

  it('is not believed by a program that does not trust its authority', async () => {
    const { NODE_EXTRA_CA_CERTS: _authority, ...rest } = internet.environment;
    expect(await seenFrom('https://graph.microsoft.com/', rest)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('leads nowhere else', async () => {
    expect(await seenFrom('https://example.com/', internet.environment)).not.toContain('{');
    expect(internet.refusedHosts).toEqual(['example.com:443']);
  });
});

describe('listenOnLoopback', () => {
  it('says in one sentence that a port is busy', async () => {
    const [first, second] = [createServer(), createServer()];
    const port = await listenOnLoopback(first, 0, 'the first');
    const busy = `Port ${port} for the gateway is in use: stop what uses it, or choose another port.`;
    await expect(listenOnLoopback(second, port, 'the gateway')).rejects.toThrow(busy);
    await close(first);
  });
});
