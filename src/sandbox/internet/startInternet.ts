import { mkdir, writeFile } from 'node:fs/promises';
import { createServer as createProxy, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServerCertificate } from './certificates.ts';
import { close, type Host, listenerOf, listenOnLoopback } from './http.ts';

export type Internet = {
  /** What a child process needs in its environment to live in this internet. Nothing of it is known to the product. */
  environment: Record<string, string>;
  /** Names somebody tried to reach and which do not exist here; nothing was sent anywhere. */
  refusedHosts: readonly string[];
  stop(): Promise<void>;
};

/**
 * A small internet on 127.0.0.1: a CONNECT proxy in front of one TLS server that answers for every given host name, with an
 * authority of its own. A process started with `environment` runs unmodified, with its production addresses and full TLS and
 * token checks, and cannot reach anything else: unknown names are refused.
 */
export async function startInternet(options: {
  hosts: Readonly<Record<string, Host>>;
  /** Where the authority's certificate is written (`authority.pem`). */
  folder: string;
}): Promise<Internet> {
  const names = Object.keys(options.hosts);
  const { authorityPem, certificatePem, privateKeyPem } = await createServerCertificate(names);
  await mkdir(options.folder, { recursive: true });
  const authorityFile = join(options.folder, 'authority.pem');
  await writeFile(authorityFile, authorityPem);

  const tls = createTlsServer(
    { key: privateKeyPem, cert: certificatePem },
    listenerOf(async (request, response) => {
      const name = (request.headers.host ?? '').replace(/:443$/, '');
      const host = options.hosts[name];
      if (host === undefined) throw new Error(`no simulated host ${name}`);
      await host(request, response);
    }),
  );
  const tlsPort = await listenOnLoopback(tls as unknown as Server, 0, 'the simulated internet');

  const refusedHosts: string[] = [];
  const proxy = createProxy((_request, response) => response.writeHead(403).end());
  const tunnels = new Set<Socket>();
  proxy.on('connect', (request, client: Socket, head) => {
    const [name = '', port] = (request.url ?? '').split(':');
    client.on('error', () => client.destroy());
    if (!names.includes(name) || port !== '443') {
      refusedHosts.push(request.url ?? '');
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      tunnels.add(socket);
      socket.on('close', () => tunnels.delete(socket));
    }
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  const proxyPort = await listenOnLoopback(proxy, 0, 'the proxy of the simulated internet');

  return {
    environment: {
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`,
      NO_PROXY: '127.0.0.1,localhost',
      NODE_EXTRA_CA_CERTS: authorityFile,
    },
    refusedHosts,
    async stop() {
      for (const socket of tunnels) socket.destroy();
      await Promise.all([close(proxy), close(tls as unknown as Server)]);
    },
  };
}
