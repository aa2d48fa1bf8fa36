import type { Clock } from '../../src/lib/clock.ts';
import {
  startVeeamServer,
  type VeeamServer,
  type VeeamServerOptions,
} from '../../src/sandbox/veeam/startVeeamServer.ts';
import type { ApiVersion } from '../../src/sandbox/veeam/versions.ts';
import { createWorld, type World } from '../../src/sandbox/world.ts';
import { hasVendorSchemas, loadVendorSchema, type SchemaVersion, type VendorSchema } from './vb365Schema.ts';

/** A clock a test moves by hand. */
export type MovableClock = Clock & { forward(seconds: number): void };

/** The instant the stories of the tests begin: a Friday afternoon. */
export const storyStart = '2026-11-20T14:30:00.000Z';

export function movableClock(startUtc = storyStart): MovableClock {
  let nowMs = Date.parse(startUtc);
  return {
    now: () => new Date(nowMs),
    forward: (seconds) => {
      nowMs += seconds * 1000;
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: bodies of a foreign API, looked into by the tests
export type Answer = { status: number; body: any; headers: Headers };

/** A plain client over real HTTP that holds every request and reply against the vendor's closed schema. */
export type SandboxClient = {
  call(
    method: string,
    path: string,
    body?: unknown,
    options?: { token?: string | null; version?: ApiVersion },
  ): Promise<Answer>;
  /** Signs in as the administrator and uses that token from then on. */
  signIn(): Promise<Answer>;
  /** Opens an explore session as the administrator and answers with its id. */
  explore(body: Record<string, unknown>): Promise<string>;
  token: string | null;
  /** Schema violations seen so far. */
  violations: string[];
};

export type Sandbox = { server: VeeamServer; world: World; clock: MovableClock; client: SandboxClient };

export const certificate = {
  applicationId: '7b0f1f5e-0a53-4f4e-9f9d-2f5f0d1f9a10',
  applicationCertificate: Buffer.from('a certificate for tests').toString('base64'),
  applicationCertificatePassword: 'not a secret',
};

/** The same with the account the vendor wants beside it, except in bulk restores. */
export const impersonating = { ...certificate, impersonationAccountName: 'AdeleV@contoso.onmicrosoft.com' };

const schemas = new Map<string, VendorSchema>();

/** One compiled document per version, shared by the tests of a file: its `used` is the coverage. */
export function vendorSchema(version: string): VendorSchema | undefined {
  if (!hasVendorSchemas || version === 'v5') return undefined;
  const schema = schemas.get(version) ?? loadVendorSchema(version as SchemaVersion);
  schemas.set(version, schema);
  return schema;
}

export function makeClient(server: VeeamServer, version: ApiVersion): SandboxClient {
  const client: SandboxClient = {
    token: null,
    violations: [],
    call: async (method, path, body, options = {}) => {
      const token = options.token === undefined ? client.token : options.token;
      const url = new URL(`${server.url}/${options.version ?? version}${path}`);
      const response = await fetch(url, {
        method,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed: unknown = text === '' ? undefined : JSON.parse(text);
      const problems = vendorSchema(options.version ?? version)?.violations({
        method,
        path: url.pathname,
        query: url.searchParams,
        requestBody: body,
        status: response.status,
        responseBody: parsed,
      });
      client.violations.push(...(problems ?? []));
      return { status: response.status, body: parsed, headers: response.headers };
    },
    signIn: async () => {
      const answer = await client.call('POST', '/token', {
        grant_type: 'password',
        username: 'EPSILON\\svc-restore',
        password: 'sandbox-only',
        ...((version === 'v7' || version === 'v8') && { disable_antiforgery_token: true }),
      });
      client.token = answer.body.access_token;
      return answer;
    },
    explore: async (body) => {
      const answer = await client.call('POST', '/Organizations/9e1a7d54-3b0c-4f52-8b7e-0d6a4c2f9b11/explore', body);
      return answer.body.id;
    },
  };
  return client;
}

/** Starts a simulator on a world of its own and a client signed in as the administrator. */
export async function startSandbox(
  version: ApiVersion = 'v8',
  options: Partial<Omit<VeeamServerOptions, 'clock' | 'world'>> & { clock?: MovableClock } = {},
): Promise<Sandbox> {
  const clock = options.clock ?? movableClock();
  const world = createWorld({ startUtc: storyStart });
  const server = await startVeeamServer({
    world,
    clock,
    speed: { secondsPerItem: 1, finishingSeconds: 2 },
    ...options,
  });
  const client = makeClient(server, version);
  await client.signIn();
  return { server, world, clock, client };
}
