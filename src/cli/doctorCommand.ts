import { type FaultCode, faults } from '../domain/faults.ts';
import { faultCodeOf } from '../lib/fault.ts';
import type { Check } from './doctorChecks.ts';

/**
 * Carries out `npm run doctor`: looks at everything the bot depends on, one line each, and says what to do about what does not work.
 * Gives the exit code: 0 all works, 1 something does not.
 */
export async function doctorCommand(checks: readonly Check[], out: (text: string) => void): Promise<0 | 1> {
  const width = Math.max(...checks.map(({ name }) => name.length)) + 2;
  let broken = 0;
  for (const { name, look } of checks) {
    const start = name.padEnd(width);
    try {
      const { text, attention } = await look();
      out(`${attention ? '?   ' : 'ok  '}${start}${text}\n`);
    } catch (thrown) {
      broken += 1;
      const code = faultCodeOf(thrown);
      const { what, next } = faults[code in faults ? (code as FaultCode) : 'UNEXPECTED'];
      out(`NO  ${start}${code}: ${what}\n    ${''.padEnd(width)}${next}\n`);
    }
  }
  out(broken === 0 ? '\nEverything the bot depends on works.\n' : `\n${broken} of ${checks.length} do not work.\n`);
  return broken === 0 ? 0 : 1;
}
