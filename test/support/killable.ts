import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A child process whose lines can be awaited and which can be killed as a power cut would. */
export type Killable = {
  /** Resolves with the first line, from now on or already said, that matches; rejects when the process ends without it. */
  says(pattern: RegExp): Promise<string>;
  /** Resolves once as many lines were said that match; rejects when the process ends before. */
  saysTimes(pattern: RegExp, times: number): Promise<void>;
  /** SIGKILL, and waits until it is gone. Gives everything it said. */
  kill(): Promise<readonly string[]>;
};

/**
 * Starts a TypeScript file below the repository's root as a process of its own. Called within a test; the process ends with the test
 * at the latest, also when that fails.
 */
export function startKillable(file: string, args: readonly string[]): Killable {
  const root = resolve(import.meta.dirname, '../..');
  const child = spawn(process.execPath, [resolve(root, file), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  let errors = '';
  const waiting = new Set<() => void>();
  const tellAll = (): void => {
    for (const look of waiting) look();
  };
  createInterface(child.stdout).on('line', (line) => {
    said.push(line);
    tellAll();
  });
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const closed = once(child, 'close').then(() => tellAll());

  const matching = (pattern: RegExp, times: number): Promise<readonly string[]> =>
    new Promise((found, failed) => {
      const look = (): void => {
        const lines = said.filter((line) => pattern.test(line));
        const ended = child.exitCode !== null || child.signalCode !== null;
        if (lines.length < times && !ended) return;
        waiting.delete(look);
        if (lines.length >= times) found(lines);
        else failed(new Error(`The process ended without saying ${pattern} ${times} times: ${errors}`));
      };
      waiting.add(look);
      look();
    });

  return {
    says: async (pattern) => (await matching(pattern, 1))[0] ?? '',
    saysTimes: async (pattern, times) => void (await matching(pattern, times)),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
      return said;
    },
  };
}
