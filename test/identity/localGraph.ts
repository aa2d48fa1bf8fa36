import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { GraphHttp } from '../../src/identity/graphCall.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createHttpClient } from '../../src/lib/http/httpClient.ts';
import type { Tokens } from '../../src/ports/tokens.ts';
import { createDirectory } from '../../src/sandbox/directory/createDirectory.ts';
import type { DirectoryGroup, DirectoryPerson } from '../../src/sandbox/directory/people.ts';
import { createSites, isSites } from '../../src/sandbox/graphBackup/createSites.ts';
import { close, listenerOf, listenOnLoopback } from '../../src/sandbox/internet/http.ts';
import { createEntra } from '../../src/sandbox/signIn/entra.ts';
import type { World } from '../../src/sandbox/world.ts';

export const tenantId = '8c7a1d1e-2b3c-4d5e-8f90-a1b2c3d4e5f6';
const appId = '5f0b8a52-6a5b-4a57-9d67-3f3f3a1f0c01';
export const graphOrigin = 'https://graph.microsoft.com';

export type LocalGraph = {
  http: GraphHttp;
  tokens: Tokens;
  people: DirectoryPerson[];
  /** "METHOD path status" of every request. */
  requests: readonly string[];
  /** When set, answers everything in place of the directory: for what a directory should never say. */
  instead: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  stop(): Promise<void>;
};

/** The simulated directory with the simulated sign-in before it, asked over HTTP through the product's own client. */
export async function startLocalGraph(options: {
  people: DirectoryPerson[];
  groups: readonly DirectoryGroup[];
  roles: string[];
  /** The world whose sites are answered for beside the directory. */
  world?: World;
}): Promise<LocalGraph> {
  const audiences = [graphOrigin];
  const entra = await createEntra({ tenantId, clock: systemClock, apps: [{ appId, audiences, roles: options.roles }] });
  const verify = (authorization: string | undefined) => entra.verify(authorization, graphOrigin);
  const directory = createDirectory({
    people: () => local.people,
    groups: () => options.groups,
    verify,
  });
  const sites = options.world && createSites({ world: options.world, verify });
  const answer = listenerOf(async (request, response) => {
    await (sites && isSites(request.url ?? '') ? sites : directory.host)(request, response);
  });
  const server = createServer((request, response) => (local.instead ?? answer)(request, response));
  const baseUrl = `http://127.0.0.1:${await listenOnLoopback(server, 0, 'the directory')}`;
  const code = 'DIRECTORY_UNREACHABLE';
  const faultCodes = { unreachable: code, untrusted: code, unreadable: code };
  const http = createHttpClient({ baseUrl, faultCodes });
  const local: LocalGraph = {
    http,
    tokens: { get: (scope) => entra.tokenFor(appId, scope.replace('/.default', '')) },
    people: options.people,
    requests: directory.requests,
    instead: null,
    async stop() {
      server.closeAllConnections();
      await Promise.all([close(server), http.close()]);
    },
  };
  return local;
}
