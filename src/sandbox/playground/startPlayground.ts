import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { type PlaygroundWorld, playgroundConfig } from './playgroundConfig.ts';

export type PlaygroundOptions = PlaygroundWorld & {
  /** Asked for; when it is busy starting fails with the fix. */
  port: number;
  /** Where the person's messages go: the gateway. It must answer HEAD before the Playground starts. */
  botEndpoint: string;
  /** For its configuration, log and recording. */
  dataFolder: string;
  /** IANA zone of the person's client. */
  zone: string;
};

export type Playground = {
  /** What the person opens in a browser. */
  url: string;
  /** Below this lie `/v3/…` of its connector. */
  connectorUrl: string;
  processId: number;
  /** Log of the Playground, for when something goes wrong. */
  logFile: string;
  stop(): Promise<void>;
};

const startTimeoutMilliseconds = 30_000;

/**
 * Starts Microsoft 365 Agents Playground for one person, as a process of its own that can listen and connect on 127.0.0.1
 * only. It is for evaluation (see its licence) and comes from npm as a development dependency. Ready when its configuration
 * has been read. Rejects when the port is busy or it ends early.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  await mkdir(options.dataFolder, { recursive: true });
  await writeFile(join(options.dataFolder, '.m365agentsplayground.yml'), playgroundConfig(options));
  const logFile = join(options.dataFolder, 'playground.log');
  const child = spawn(
    process.execPath,
    [
      '--import',
      new URL('./loopbackOnly.ts', import.meta.url).href,
      join(dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js'),
      ...['start', '-e', options.botEndpoint, '-c', 'msteams', '-p', String(options.port)],
      ...['--disable-telemetry', '--enable-events-recording'],
    ],
    {
      cwd: options.dataFolder,
      // Nothing of our environment is its business.
      env: {
        HOME: options.dataFolder,
        TZ: options.zone,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
        M365_AGENTS_PLAYGROUND_RECORDING_FILE: join(options.dataFolder, 'recording.log'),
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  try {
    const port = await listeningPort(child, logFile);
    if (port !== options.port) {
      throw new Error(
        `Port ${options.port} for ${options.person.name}'s Playground is in use: stop what uses it, or choose another port.`,
      );
    }
    const url = `http://127.0.0.1:${port}`;
    await untilReady(url, child, logFile);
    return { url, connectorUrl: `${url}/_connector`, processId: child.pid ?? 0, logFile, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** "Listening on N" comes before the configuration is read; N is another port than asked for when that one is busy. */
async function listeningPort(child: ChildProcess, logFile: string): Promise<number> {
  const port = Promise.withResolvers<number>();
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = /Listening on (\d+)/.exec(line)?.[1];
      if (said !== undefined) port.resolve(Number(said));
    });
  }
  child.once('error', port.reject);
  child.once('exit', () => port.reject(new Error(`The Playground ended before it listened; its log is ${logFile}.`)));
  const timer = setTimeout(
    () => port.reject(new Error(`The Playground does not start; its log is ${logFile}.`)),
    startTimeoutMilliseconds,
  );
  try {
    return await port.promise;
  } finally {
    clearTimeout(timer);
  }
}

async function untilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMilliseconds;
  while (Date.now() < deadline && child.exitCode === null) {
    const ready = await fetch(`${url}/_internal/v1/config`).then(
      async (response) => response.ok && (await response.text()) !== '',
      () => false,
    );
    if (ready) return;
    await wait(50);
  }
  const log = await readFile(logFile, 'utf8').catch(() => '');
  const reason =
    log
      .split('\n')
      .filter((line) => line.startsWith('error') && !line.includes('Go to the link'))
      .at(-1) ?? 'no reason given';
  throw new Error(`The Playground did not accept its configuration (${reason}); its log is ${logFile}.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await ended;
  clearTimeout(timer);
}
