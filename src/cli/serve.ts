import { loadSettings } from '../config/environment.ts';
import { problemsText } from '../config/settingsReport.ts';
import { faults } from '../domain/faults.ts';
import { faultCodeOf } from '../lib/fault.ts';
import { createLog } from '../lib/log.ts';
import { startBot } from '../main.ts';

/** `npm run serve`: runs the bot with the configuration of the environment until SIGTERM or Ctrl-C. */
const settings = loadSettings();
if (Array.isArray(settings)) {
  process.stderr.write(problemsText(settings));
  process.exit(1);
}

const log = createLog({ level: settings.logLevel });
try {
  const bot = await startBot(settings, log);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void bot.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  log.error({ error }, 'not started');
  process.stderr.write(`${sentenceFor(error, settings.server.port)}\n`);
  process.exit(1);
}

function sentenceFor(error: unknown, port: number): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop what uses it, or set PORT to another one, such as PORT=${port + 1}.`;
  }
  const code = faultCodeOf(error);
  const fault = Object.entries(faults).find(([name]) => name === code)?.[1];
  return `${code}: ${fault?.what ?? ''} ${fault?.next ?? ''}`;
}
