import type { Machine } from '../../src/config/machine.ts';
import type { Problem } from '../../src/config/problem.ts';
import { readSettings } from '../../src/config/readSettings.ts';
import type { Environment } from '../../src/config/readValues.ts';
import type { Settings, VeeamSignIn } from '../../src/config/settings.ts';
import { restorePfx, restorePfxPassword } from '../../src/sandbox/restorePfx.ts';

export const botAppId = '5f0c9d0e-8a53-4f2c-9f6e-2d1b7c4a9e10';
export const tenantId = '8c7a1d1e-2b3c-4d5e-8f90-a1b2c3d4e5f6';
export const approverIds = ['87d349ed-44d7-43e1-9a83-5f2406dee5bd', 'e3d0513b-449e-4198-ba6f-bd97ae7cae85'] as const;
export const adminId = '7b1e4a52-31c6-4c0b-8f0d-94e7a6d2c3b8';

/** What an admin has to set and nothing more. */
export const complete: Environment = {
  BOT_APP_ID: botAppId,
  BOT_TENANT_ID: tenantId,
  BOT_CLIENT_SECRET: 'canary-client-secret',
  VEEAM_URL: 'https://backup.contoso.com:4443/',
  VEEAM_USERNAME: 'CONTOSO\\svc-restore-bot',
  VEEAM_PASSWORD: 'canary-veeam-password',
  VEEAM_RESTORE_APP_ID: '0d3b8a77-52c5-4f4e-9d1a-6f6f8f6f1b11',
  VEEAM_RESTORE_CERTIFICATE_FILE: '/etc/restore.pfx',
  VEEAM_RESTORE_CERTIFICATE_PASSWORD: restorePfxPassword,
  APPROVERS: approverIds.join(', '),
  ADMINS: adminId,
};

/** A machine with these files and no others. */
export function machineWith(
  files: Readonly<Record<string, string | Buffer>> = {},
  now = '2026-11-21T02:00:00Z',
): Machine {
  const all: Readonly<Record<string, string | Buffer>> = { '/etc/restore.pfx': restorePfx, ...files };
  return {
    clock: { now: () => new Date(now) },
    readFile: (path) => {
      const content = all[path];
      if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return Buffer.from(content);
    },
  };
}

/** Reads a complete environment with changes; undefined takes a setting away. */
export const read = (changes: Environment = {}, machine: Machine = machineWith()): Settings | Problem[] =>
  readSettings({ ...complete, ...changes }, machine);

/** The settings, where there must be no problem. */
export function settingsOf(read: Settings | Problem[]): Settings {
  if (Array.isArray(read)) throw new Error(read.map(({ sentence }) => sentence).join('\n'));
  return read;
}

/** The account the bot signs in to the backup server with. */
export function accountOf({ veeam }: Settings): Extract<VeeamSignIn, { kind: 'administrator' }> {
  if (veeam?.signIn.kind !== 'administrator') throw new Error('the bot has no account on the backup server');
  return veeam.signIn;
}

/** The sentences, where there must be some. */
export function sentencesOf(read: Settings | Problem[]): readonly string[] {
  if (!Array.isArray(read)) throw new Error('there is no problem');
  return read.map(({ sentence }) => sentence);
}
