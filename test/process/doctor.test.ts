import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../../src/sandbox/demo/stage.ts';
import { groupId, personId } from '../../src/sandbox/world.ts';
import { run } from '../cli/run.ts';

let stage: Stage;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  stage = await setStage({ folder, botPort: 1 });
});
afterAll(async () => {
  await stage?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const environment = () => stage.services.environment({ port: 1, dataFolder: join(folder, 'bot') });
const lineOf = (output: string, name: string): string =>
  output.split('\n').find((line) => line.slice(4).startsWith(name)) ?? '';

describe('npm run doctor', () => {
  it('tries everything the bot depends on, and finds nothing wrong on the stage', async () => {
    const { exitCode, output, errors } = await run('doctor', environment());
    expect(errors).toBe('');
    for (const name of ['Sign-in of the bot', 'Keys of Teams', 'People in the policy', 'Backup (veeam)'])
      expect(lineOf(output, name)).toMatch(/^ok {2}/);
    expect(lineOf(output, 'Backup (veeam)')).toMatch(/lets the bot in, v8 /);
    // Nothing was started yet, and looking does not start anything.
    expect(lineOf(output, 'Data')).toMatch(/^\? /);
    expect(exitCode).toBe(0);
  });

  it('names what does not work with its code and the next step, and goes on with the rest', async () => {
    const wrong = { ...environment(), VEEAM_PASSWORD: 'canary-word' };
    const { exitCode, output } = await run('doctor', wrong);
    expect(lineOf(output, 'Backup (veeam)')).toMatch(/^NO {2}.*BACKUP_SIGN_IN/);
    expect(output).toContain('Check VEEAM_USERNAME and VEEAM_PASSWORD');
    expect(lineOf(output, 'Data')).not.toBe('');
    expect(output).not.toContain('canary-word');
    expect(exitCode).toBe(1);
  });

  it('says which people of the policy cannot act', async () => {
    const gone = '00000000-1111-4222-8333-444444444444';
    const { exitCode, output } = await run('doctor', { ...environment(), APPROVERS: `${gone},${personId.megan}` });
    expect(lineOf(output, 'People in the policy')).toMatch(new RegExp(`^\\? .*${gone}$`));
    expect(exitCode).toBe(0);
  });

  it('asks what somebody owns where the policy lets owners do anything, and says which permission that needs', async () => {
    const file = join(folder, 'policy.yaml');
    writeFileSync(file, `ask: { owners: true }\ndecide: { owners: true }\nadmins: { groups: ["${groupId.admins}"] }\n`);
    const lists = ['APPROVERS', 'ADMINS', 'MAY_ASK_FOR_OTHERS'];
    const usual = Object.entries(environment()).filter(([name]) => !lists.includes(name));
    const byFile = { ...Object.fromEntries(usual), POLICY_FILE: file };
    expect(lineOf((await run('doctor', byFile)).output, 'Owners in the policy')).toMatch(/^ok {2}/);
    stage.services.directory.fail({ status: 403, match: /ownedObjects/ });
    const { exitCode, output } = await run('doctor', byFile);
    expect(lineOf(output, 'Owners in the policy')).toMatch(/^NO {2}.*DIRECTORY_FORBIDDEN/);
    expect(output).toContain('Directory.Read.All');
    expect(exitCode).toBe(1);
  });

  it('says what the configuration lacks, without trying anything', async () => {
    const { exitCode, output } = await run('doctor', { ...environment(), BOT_APP_ID: '' });
    expect(output).toContain('- BOT_APP_ID is missing.');
    expect(exitCode).toBe(1);
  });
});
