import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { restorePfx } from '../../src/sandbox/restorePfx.ts';
import { complete } from '../config/complete.ts';
import { run } from './run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-config-'));
  writeFileSync(join(folder, 'restore.pfx'), restorePfx);
  writeFileSync(join(folder, 'word'), 'canary-from-file\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const environment = () => ({
  ...complete,
  VEEAM_PASSWORD: undefined,
  VEEAM_PASSWORD_FILE: join(folder, 'word'),
  VEEAM_RESTORE_CERTIFICATE_FILE: join(folder, 'restore.pfx'),
});

it('says what is wrong and fails', async () => {
  const { exitCode, output } = await run('checkConfig', { ...environment(), BOT_APP_ID: '', VEEAM_URI: 'x' });
  expect(exitCode).toBe(1);
  expect(output).toContain('2 settings need attention');
  expect(output).toContain('- BOT_APP_ID is missing.');
  expect(output).toContain('Did you mean VEEAM_URL?');
});

it('says what the bot would start with and succeeds', async () => {
  const { exitCode, output, errors } = await run('checkConfig', environment());
  expect(errors).toBe('');
  expect(exitCode).toBe(0);
  expect(output).toContain('The configuration is complete.');
  expect(output).not.toContain('canary');
});

it('prints the table of settings as Markdown', async () => {
  const { output } = await run('settingsDocs', {});
  expect(output).toContain('| `BOT_APP_ID` | yes |');
});
