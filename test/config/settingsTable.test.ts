import { describe, expect, it } from 'vitest';
import { declared } from '../../src/config/declared.ts';
import { settingsReport } from '../../src/config/settingsReport.ts';
import { settingsTable } from '../../src/config/settingsTable.ts';
import { approverIds, read } from './complete.ts';

describe('settingsTable', () => {
  it('has one row for every setting, with an example its own reader takes', () => {
    const rows = settingsTable().split('\n');
    for (const [name, { about, example, fallback, kind, secret }] of Object.entries(declared)) {
      expect(rows.filter((row) => row.startsWith(`| \`${name}\``))).toHaveLength(1);
      expect(about).toMatch(/^[A-Z].*[.)]$/);
      if (!secret) expect(kind.safeParse(example).success, name).toBe(true);
      if (fallback !== null) expect(kind.safeParse(fallback).success, name).toBe(true);
    }
  });

  it('says what is needed, what is the default and that a secret can be a file', () => {
    const table = settingsTable();
    expect(table).toContain('| `BOT_APP_ID` | yes |');
    expect(table).toContain('| `PACKAGE_COMPANY` | for `npm run package` |');
    expect(table).toContain('| `PORT` | no: `3978` |');
    expect(table).toContain('| `VEEAM_PASSWORD` or `VEEAM_PASSWORD_FILE` | with VEEAM_SIGN_IN=administrator |');
  });
});

describe('settingsReport', () => {
  it('says what the bot would start with, without a secret', () => {
    const { ok, text } = settingsReport(read());
    expect(ok).toBe(true);
    expect(text).toContain('1 needed');
    expect(text).not.toContain('canary');
    expect(text).not.toContain('Note:');
  });

  it('warns when an approver could not ask for anything', () => {
    expect(settingsReport(read({ APPROVERS: approverIds[0] })).text).toContain('Name one more approver.');
  });

  it('lists every problem', () => {
    const { ok, text } = settingsReport(read({ PORT: 'x', ADMINS: undefined }));
    expect(ok).toBe(false);
    expect(text).toMatch(/^The bot does not start\. 2 settings need attention:\n- PORT .*\n- ADMINS is missing/);
  });
});
