import { createServer } from 'node:http';
import { close, listenOnLoopback } from './http.ts';

/** A port of this machine nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server, 0, 'the look for a free port');
  await close(server);
  return port;
}
