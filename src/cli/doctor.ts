import { loadSettings } from '../config/environment.ts';
import { problemsText } from '../config/settingsReport.ts';
import { doctorChecks } from './doctorChecks.ts';
import { doctorCommand } from './doctorCommand.ts';

/** `npm run doctor`: whether everything the bot depends on works, with the configuration of the environment. */
const settings = loadSettings();
if (Array.isArray(settings)) {
  process.stdout.write(problemsText(settings));
  process.exitCode = 1;
} else {
  const { checks, close } = doctorChecks(settings);
  process.exitCode = await doctorCommand(checks, (text) => void process.stdout.write(text));
  await close();
}
