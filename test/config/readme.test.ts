import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { settingsTable } from '../../src/config/settingsTable.ts';

const readme = resolve(import.meta.dirname, '../../README.md');

it.skipIf(!existsSync(readme))('README holds the table of settings as `npm run docs:settings` prints it', () => {
  expect(readFileSync(readme, 'utf8')).toContain(settingsTable());
});
