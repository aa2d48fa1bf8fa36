import { request } from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { createServerCertificate } from '../../../src/sandbox/internet/certificates.ts';
import { startVeeamServer, type VeeamServer } from '../../../src/sandbox/veeam/startVeeamServer.ts';
import { createWorld } from '../../../src/sandbox/world.ts';
import { makeClient, movableClock, storyStart } from '../../support/veeamSandbox.ts';

let server: VeeamServer;
afterEach(async () => {
  expect(server.bugs).toEqual([]);
  await server.close();
});

const health = (url: string, ca?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(`${url}/v8/Health`, { agent: false, ...(ca !== undefined && { ca }) }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', reject).end();
  });

describe('transport', () => {
  it('speaks TLS with a certificate only a client accepts that was told its authority', async () => {
    const { authorityPem, certificatePem, privateKeyPem } = await createServerCertificate(['127.0.0.1']);
    const tls = { key: privateKeyPem, cert: certificatePem };
    server = await startVeeamServer({ world: createWorld({ startUtc: storyStart }), tls });
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(await health(server.url, authorityPem)).toBe(200);
    await expect(health(server.url)).rejects.toThrow(/self-signed|unable to (verify|get)/i);
  });

  it('serves an organization of a real size page by page', { timeout: 30_000 }, async () => {
    const extraPeople = 12_000;
    const clock = movableClock();
    server = await startVeeamServer({ world: createWorld({ startUtc: storyStart, extraPeople }), clock });
    const client = makeClient(server, 'v8');
    await client.signIn();
    const path = `/RestoreSessions/${await client.explore({ type: 'Vex' })}/organization/mailboxes`;
    const first = (await client.call('GET', `${path}?limit=10000`)).body.results;
    const second = (await client.call('GET', `${path}?limit=10000&offset=10000`)).body.results;
    expect(first).toHaveLength(10_000);
    expect(new Set([...first, ...second].map((one: { id: string }) => one.id)).size).toBe(extraPeople + 11);
    expect(client.violations).toEqual([]);
  });
});
