import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A child process whose lines can be awaited and which can be killed as a power cut would. */
export type Killable = {
  /** Resolves with the first line, from now on or already said, that matches; rejects when the process ends without it. */
  says(pattern: RegExp): Promise<string>;
  /** SIGKILL, and waits until it is gone. Gives everything it said. */
  kill(): Promise<readonly string[]>;
};

/** Starts a TypeScript file below the repository's root as a process of its own. */
export function startKillable(file: string, args: readonly string[]): Killable {
  const root = resolve(import.meta.dirname, '../..');
  const child = spawn(process.execPath, [resolve(root, file), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
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

  return {
    says: (pattern) =>
      new Promise((found, failed) => {
        const look = (): void => {
          const line = said.find((one) => pattern.test(one));
          if (line === undefined && child.exitCode === null && child.signalCode === null) return;
          waiting.delete(look);
          if (line === undefined) failed(new Error(`The process ended without saying ${pattern}: ${errors}`));
          else found(line);
        };
        waiting.add(look);
        look();
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
      return said;
    },
  };
}
