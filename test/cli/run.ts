import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Runs a command of `src/cli` as its own process with exactly this environment. */
export function run(
  command: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ exitCode: number; output: string; errors: string }> {
  return new Promise((ended) => {
    const file = resolve(root, 'src/cli', `${command}.ts`);
    execFile(process.execPath, [file], { cwd: root, env: { ...environment } }, (error, output, errors) =>
      ended({ exitCode: error === null ? 0 : Number(error.code), output, errors }),
    );
  });
}
