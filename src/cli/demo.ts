import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realSettingsHere } from '../config/environment.ts';
import { problemsText } from '../config/settingsReport.ts';
import { runDemo } from '../sandbox/demo/runDemo.ts';
import { readSandboxArguments } from './sandboxArguments.ts';

/** `npm run demo`: the whole story without a browser; ends with 0 only if the card's counts are the backup server's own. */
const problems = realSettingsHere();
if (problems.length > 0) {
  process.stderr.write(problemsText(problems));
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'restore-bot-demo-'));
try {
  const { veeamVersion, provider } = readSandboxArguments(process.argv.slice(2));
  process.exitCode = (await runDemo({
    folder,
    veeamVersion,
    provider,
    say: (line) => process.stdout.write(`${line}\n`),
  }))
    ? 0
    : 1;
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\nThe log of the bot is ${join(folder, 'bot.log')}.\n`,
  );
  process.exitCode = 1;
} finally {
  if (process.exitCode === 0) rmSync(folder, { recursive: true, force: true });
}
