import { createServer, request as sendOn } from 'node:http';
import { listenOnLoopback } from '../../../src/sandbox/internet/http.ts';

const lookEveryMilliseconds = 200;

/** A load balancer without sticky sessions: each request goes to the next process that said lately that it is ready. */
export async function startRoundRobin(port: number, behind: readonly number[]): Promise<{ stop(): Promise<void> }> {
  let next = 0;
  const ready = behind.map(() => true);
  const look = async (port: number, index: number): Promise<void> => {
    ready[index] = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.ok;
      },
      () => false,
    );
  };
  const looking = behind.map((port, index) => setInterval(() => void look(port, index), lookEveryMilliseconds));
  const server = createServer(async (request, response) => {
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk as Buffer);
    const tryNext = (left: number): void => {
      if (left === 0) return void response.writeHead(502).end();
      const { method, url: path, headers } = request;
      do next = (next + 1) % behind.length;
      while (!ready[next] && ready.includes(true));
      // A connection each: one that is kept may be closed by its process in the moment it is used again.
      const to = { host: '127.0.0.1', port: behind[next], method, path, headers, agent: false } as const;
      const sent = sendOn(to, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.once('error', () => response.destroy());
      });
      // Once a process has taken the request only its sender may send it again.
      sent.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNREFUSED' ? tryNext(left - 1) : response.destroy(),
      );
      sent.end(Buffer.concat(body));
    };
    tryNext(behind.length);
  });
  await listenOnLoopback(server, port, 'the load balancer');
  return {
    stop: () =>
      new Promise((done) => {
        for (const timer of looking) clearInterval(timer);
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
