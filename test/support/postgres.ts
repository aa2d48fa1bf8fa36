import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A PostgreSQL server of the tests' own. */
export type PostgresServer = {
  /** The address of a database on it; `postgres` is there from the start. */
  url(database: string): string;
  stop(): Promise<void>;
};

/**
 * Starts a private PostgreSQL server in a temporary folder, on a free port of this machine only. The server refuses to run as root,
 * so a test run by root starts it as the user `postgres`, or `nobody`. Needs the system package `postgresql`.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = programFolder();
  const user = process.getuid?.() === 0 ? unprivilegedUser() : null;
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const environment = { ...process.env, LC_ALL: 'C', HOME: folder };
  const initialise = ['-D', data, '-U', 'bot', '--auth=trust', '--encoding=UTF8', '--no-instructions'];
  execFileSync(join(programs, 'initdb'), initialise, { ...user, cwd: folder, env: environment, stdio: 'pipe' });

  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_connections=200',
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(programs, 'postgres'), args, {
    ...user,
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await saysReady(server);
  return {
    url: (database) => `postgres://bot@127.0.0.1:${port}/${database}`,
    stop: async () => {
      const closed = once(server, 'close');
      // PostgreSQL's fast shutdown: it ends the connections that are open.
      server.kill('SIGINT');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where Debian puts the server's programs, newest first, or wherever `postgres` is found. */
function programFolder(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':').filter((folder) => folder !== ''),
  ];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
  if (!found) throw new Error('PostgreSQL is not installed. Install it first: apt-get install -y postgresql');
  return found;
}

function unprivilegedUser(): { readonly uid: number; readonly gid: number } {
  const idOf = (flag: string, user: string): number => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }));
  for (const user of ['postgres', 'nobody'])
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      // This machine has no such user.
    }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody.');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

async function saysReady(server: ChildProcess): Promise<void> {
  if (!server.stderr) throw new Error('The server has no output.');
  const said: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    said.push(line);
    if (line.includes('ready to accept connections')) {
      // Nobody reads on, and a full pipe would stop the server.
      server.stderr.resume();
      return;
    }
  }
  throw new Error(`PostgreSQL did not start: ${said.join('\n')}`);
}
