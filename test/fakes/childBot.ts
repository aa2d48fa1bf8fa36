import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EchoBotProcessSettings } from './echoBotProcess.ts';

export type ChildBot = {
  endpoint: string;
  /** What it wrote to stderr and the faults it told. */
  complaints: string[];
  process: ChildProcess;
  /** The first fault, past or future. */
  firstFault: Promise<string>;
  stop(): Promise<void>;
};

/** Starts the echo bot as a child process that knows no other environment than the one given. */
export async function startChildBot(
  settings: EchoBotProcessSettings,
  environment: Record<string, string>,
): Promise<ChildBot> {
  const script = join(import.meta.dirname, 'echoBotProcess.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  const endpoint = Promise.withResolvers<string>();
  const firstFault = Promise.withResolvers<string>();
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  child.once('exit', (code) => endpoint.reject(new Error(`The bot ended with ${code}: ${complaints.join('')}`)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as { endpoint?: string; fault?: string };
    if (said.endpoint !== undefined) endpoint.resolve(said.endpoint);
    if (said.fault === undefined) return;
    complaints.push(said.fault);
    firstFault.resolve(said.fault);
  });
  return {
    endpoint: await endpoint.promise,
    complaints,
    process: child,
    firstFault: firstFault.promise,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
