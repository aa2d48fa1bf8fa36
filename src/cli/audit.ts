import { loadStoreSettings } from '../config/environment.ts';
import { problemsText } from '../config/settingsReport.ts';
import { type FaultCode, faults } from '../domain/faults.ts';
import { faultCodeOf } from '../lib/fault.ts';
import { openAuditTrail } from '../store/openAuditTrail.ts';
import { auditCommand } from './auditCommand.ts';

const output = {
  out: (text: string): void => void process.stdout.write(text),
  error: (text: string): void => void process.stderr.write(text),
};

const place = loadStoreSettings();
if (Array.isArray(place)) {
  output.error(problemsText(place));
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await auditCommand(process.argv.slice(2), () => openAuditTrail(place), output);
  } catch (thrown) {
    const { what, next } = faults[faultCodeOf(thrown) as FaultCode];
    output.error(`${what} ${next}\n`);
    process.exitCode = 1;
  }
}
