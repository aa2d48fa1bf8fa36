import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createGraphBackup,
  type GraphBackup,
  type GraphBackupOptions,
} from '../../../src/sandbox/graphBackup/createGraphBackup.ts';
import { close, listenerOf } from '../../../src/sandbox/internet/http.ts';
import { createWorld, type World } from '../../../src/sandbox/world.ts';
import { unexplainedByGraph } from '../../support/graphDeviations.ts';
import { hasGraphSchema, loadGraphSchema } from '../../support/graphSchema.ts';
import { type MovableClock, movableClock, storyStart } from '../../support/veeamSandbox.ts';

// biome-ignore lint/suspicious/noExplicitAny: bodies of a foreign API, looked into by the tests
export type Answer = { readonly status: number; readonly body: any; readonly headers: Headers };

export type Client = {
  readonly backup: GraphBackup;
  readonly world: World;
  readonly clock: MovableClock;
  /** Violations of the vendor's closed schema that no listed deviation explains. */
  readonly violations: string[];
  call(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
  /** The unit of a container's owner or site. */
  unitOf(cast: string, key: string): Promise<string>;
  /** The id of the latest point of a unit at an instant. */
  pointOf(unitId: string, utc: string, tags?: string): Promise<string>;
  close(): Promise<void>;
};

export type CallOptions = {
  readonly prefer?: boolean;
  readonly token?: 'app' | 'delegated' | 'none';
  readonly roles?: string[];
};

export const permissions = [
  'Control.Read.All',
  'Configuration.Read.All',
  'Search.Read.All',
  'Restore.Read.All',
  'Restore.ReadWrite.All',
].map((name) => `BackupRestore-${name}`);

const root = '/v1.0/solutions/backupRestore';

/** A plain client over real HTTP that holds every request and reply against the vendor's closed schema. */
export async function startClient(options: Partial<GraphBackupOptions> = {}): Promise<Client> {
  const clock = movableClock();
  const world = createWorld({ startUtc: storyStart });
  const backup = createGraphBackup({
    world,
    clock,
    verify: async (authorization) => {
      const [, kind, roles] = /^Bearer (app|delegated) (.*)$/.exec(authorization ?? '') ?? [];
      if (kind === undefined) return undefined;
      return kind === 'app' ? { appid: 'app-1', roles: roles?.split(' ') } : { appid: 'app-1', oid: 'p', scp: roles };
    },
    ...options,
  });
  backup.adminRoles.set('p', ['SharePoint Backup Administrator']);
  const server = createServer(listenerOf(backup.host));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const violations: string[] = [];
  const violationsOf = hasGraphSchema ? loadGraphSchema() : () => [];

  async function call(method: string, path: string, body?: unknown, more: CallOptions = {}): Promise<Answer> {
    const { prefer = true, token = 'app', roles = permissions } = more;
    const response = await fetch(`${origin}${root}${path}`, {
      method,
      headers: {
        ...(token === 'none' ? {} : { authorization: `Bearer ${token} ${roles.join(' ')}` }),
        ...(prefer ? { prefer: 'include-unknown-enum-members' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = text === '' ? undefined : JSON.parse(text);
    const url = new URL(`${origin}${root}${path}`);
    const { status } = response;
    const told = {
      method,
      path: url.pathname,
      query: url.searchParams,
      requestBody: body,
      status,
      responseBody: answer,
    };
    violations.push(...unexplainedByGraph(violationsOf(told)));
    return { status, body: answer, headers: response.headers };
  }

  return {
    backup,
    world,
    clock,
    violations,
    call,
    async unitOf(cast, key) {
      const { body } = await call('GET', `/protectionUnits/microsoft.graph.${cast}`);
      return body.value.find(
        (unit: Record<string, string>) => unit.directoryObjectId === key || unit.siteId?.includes(key),
      ).id;
    },
    async pointOf(unitId, utc, tags) {
      const { body } = await call('POST', '/restorePoints/search', {
        protectionUnitIds: [unitId],
        protectionTimePeriod: { startDateTime: '2024-01-01T00:00:00Z', endDateTime: utc },
        restorePointPreference: 'latest',
        ...(tags === undefined ? {} : { tags }),
      });
      return body.searchResults[0].restorePoint.id;
    },
    close: () => close(server),
  };
}
