import { parseArgs } from 'node:util';
import { explain } from '../intent/explain.ts';

/** `npm run explain -- "text" [--locale en-GB] [--zone Europe/Berlin] [--now 2026-11-20T14:20:00Z]`: what was read, and why. */
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
