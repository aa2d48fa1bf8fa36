import { parseArgs } from 'node:util';
import { botTokenFrom } from '../botTokenFrom.ts';
import { loadSettings } from '../config/environment.ts';
import { problemsText } from '../config/settingsReport.ts';
import { directoryFrom } from '../directoryFrom.ts';
import { faults } from '../domain/faults.ts';
import { explain } from '../intent/explain.ts';
import { systemClock } from '../lib/clock.ts';
import { faultCodeOf } from '../lib/fault.ts';
import { explainPolicyCommand } from './explainPolicyCommand.ts';

const [, , first, ...rest] = process.argv;
if (first === 'policy') process.exitCode = await explainPolicy(rest);
else explainWords();

/** `npm run explain -- policy --requester … --owner …`: who could approve what, and why. */
async function explainPolicy(args: readonly string[]): Promise<number> {
  const output = {
    out: (text: string) => process.stdout.write(text),
    error: (text: string) => process.stderr.write(text),
  };
  const open = () => {
    const settings = loadSettings();
    if (Array.isArray(settings)) throw new Error(problemsText(settings));
    return { policy: settings.policy, ...directoryFrom(settings, botTokenFrom(settings), systemClock) };
  };
  try {
    return await explainPolicyCommand(args, open, output);
  } catch (error) {
    const code = faultCodeOf(error);
    const fault = Object.entries(faults).find(([name]) => name === code && name !== 'UNEXPECTED')?.[1];
    output.error(
      fault ? `${code}: ${fault.what} ${fault.next}\n` : `${error instanceof Error ? error.message : String(error)}\n`,
    );
    return 1;
  }
}

/** `npm run explain -- "text" [--locale en-GB] [--zone Europe/Berlin] [--now 2026-11-20T14:20:00Z]`: what was read, and why. */
function explainWords(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { locale: { type: 'string' }, zone: { type: 'string' }, now: { type: 'string' } },
  });

  const text = positionals.join(' ');
  const now = values.now ?? new Date().toISOString();
  if (text === '' || Number.isNaN(Date.parse(now))) {
    process.stderr.write(
      'Write the message to explain in quotes: npm run explain -- "restore my mailbox to yesterday 3pm" [--locale en-GB] [--zone Europe/Berlin] [--now 2026-11-20T14:20:00Z]\n',
    );
    process.exitCode = 2;
  } else {
    const resolved = Intl.DateTimeFormat().resolvedOptions();
    const input = {
      text,
      locale: values.locale ?? 'en-GB',
      timeZone: values.zone ?? resolved.timeZone,
      now: new Date(now).toISOString(),
    };
    process.stdout.write(`${explain(input)}\n`);
  }
}
