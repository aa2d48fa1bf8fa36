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

const settings = loadStoreSettings();
if (Array.isArray(settings)) {
  output.error(problemsText(settings));
  process.exitCode = 2;
} else {
  const place = 'databaseUrl' in settings ? { databaseUrl: settings.databaseUrl.reveal() } : settings;
  try {
    process.exitCode = await auditCommand(process.argv.slice(2), () => openAuditTrail(place), output);
  } catch (thrown) {
    const { what, next } = faults[faultCodeOf(thrown) as FaultCode];
    output.error(`${what} ${next}\n`);
    process.exitCode = 1;
  }
}
