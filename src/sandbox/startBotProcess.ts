import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';

export type BotProcess = {
  readonly processId: number;
  /** Resolves with the exit code when the process ends, however it ends. */
  readonly ended: Promise<number | null>;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
};

const startTimeoutMilliseconds = 60_000;
const probeTimeoutMilliseconds = 2_000;
/** Node keeps what it compiled here, which halves what a start costs; no part of the bot. */
const compileCache = resolve(import.meta.dirname, '../../node_modules/.cache/compiled');

/**
 * Starts the shipped `serve` command as a process of its own that knows no other environment than the one given, and waits until
 * it is ready. Its log goes to a file. Rejects with what it complained of when it ends early.
 */
export async function startBotProcess(options: {
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
  readonly logFile: string;
}): Promise<BotProcess> {
  const serve = resolve(import.meta.dirname, '../cli/serve.ts');
  const child = spawn(process.execPath, [serve], {
    env: { NODE_COMPILE_CACHE: compileCache, ...options.environment, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  const log = createWriteStream(options.logFile, { flags: 'a' });
  child.stdout.pipe(log);
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  const ready = untilReady(`http://127.0.0.1:${options.port}/readyz`);
  const early = ended.then((code) => {
    throw new Error(complaints.join('').trim() || `The bot ended with ${code}; its log is ${options.logFile}.`);
  });
  try {
    await Promise.race([ready.done, early]);
  } catch (error) {
    await end('SIGKILL');
    throw error;
  } finally {
    ready.stop();
    early.catch(() => undefined);
  }
  return { processId: child.pid ?? 0, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** Asks until the bot says that it is ready. */
function untilReady(url: string): { readonly done: Promise<void>; stop(): void } {
  const stopping = new AbortController();
  const deadline = Date.now() + startTimeoutMilliseconds;
  const ask = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(probeTimeoutMilliseconds)]);
      const isReady = await fetch(url, { signal }).then(
        (answer) => answer.ok,
        () => false,
      );
      if (isReady) return;
      if (Date.now() > deadline) throw new Error('The bot did not become ready in time.');
      await new Promise((next) => setTimeout(next, 50));
    }
  };
  return { done: ask(), stop: () => stopping.abort() };
}
