import { loadSettings } from '../config/environment.ts';
import { settingsReport } from '../config/settingsReport.ts';

const settings = loadSettings();
const { text, ok } = settingsReport(settings);
process.stdout.write(text);
process.exitCode = ok ? 0 : 1;
