import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { loadPackageSettings } from '../config/environment.ts';
import { buildAppPackage } from './appPackage/buildAppPackage.ts';

const root = resolve(import.meta.dirname, '../..');
const settings = loadPackageSettings();
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

const built = Array.isArray(settings)
  ? { problems: settings.map(({ sentence }) => sentence) }
  : await buildAppPackage(resolve(root, 'manifest'), settings, version);

if ('problems' in built) {
  process.stdout.write(`The app package was not built:\n${built.problems.map((one) => `- ${one}`).join('\n')}\n`);
  process.exitCode = 1;
} else {
  const file = resolve(root, 'build', 'restore-bot.zip');
  mkdirSync(resolve(root, 'build'), { recursive: true });
  writeFileSync(file, built.zip);
  process.stdout.write(
    [
      `Built ${relative(process.cwd(), file)}, version ${version}: ${built.fileNames.join(', ')}.`,
      'Next: Teams admin center > Teams apps > Manage apps > Upload new app.',
      'For an update, raise "version" in package.json first; Teams refuses the same version twice.',
      '',
    ].join('\n'),
  );
}
