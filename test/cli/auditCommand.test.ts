import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditCommand } from '../../src/cli/auditCommand.ts';
import { openAuditTrail } from '../../src/store/openAuditTrail.ts';
import type { OpenStore } from '../../src/store/openStore.ts';
import type { TestHome } from '../store/contract/home.ts';
import { embeddedHome } from '../store/embeddedHome.ts';

describe('npm run audit', () => {
  let home: TestHome;
  let open: OpenStore;
  let said: string;

  const run = (...args: string[]) => {
    said = '';
    const say = (text: string): void => {
      said += text;
    };
    return auditCommand(args, () => openAuditTrail(JSON.parse(home.place)), { out: say, error: say });
  };
  const append = () =>
    open.store.transaction(async (unit) => {
      const entry = { atUtc: home.nowUtc(), action: 'approve', requestId: 'r1', label: 'RR-1', revision: 1 };
      await unit.audit.append({ ...entry, actorId: 'adele', policyVersion: 'p1', facts: { at: 1 } });
      return unit.audit.head();
    });

  beforeEach(async () => {
    home = await embeddedHome();
    open = await home.open();
  });
  afterEach(async () => {
    await open.store.close();
    await home.dispose();
  });

  it('verifies while the bot has the store open, gives the head to note, and says what it cannot prove', async () => {
    expect(await run('verify')).toBe(0);
    expect(said).toBe('The audit trail is empty.\n');
    await append();
    const head = await append();
    expect(await run('verify')).toBe(0);
    expect(said).toMatch(/whole: 2 lines\.\nHead: 2:[0-9a-f]{64}\nNot proved without an anchor/);
    expect(await run('verify', '--anchor', `${head?.number}:${head?.hash}`)).toBe(0);
    expect(said).toContain('The anchor proves it up to line 1; later lines rest on the database alone.');
  });

  it('fails on a trail that is not whole, and names the line', async () => {
    for (let line = 0; line < 3; line += 1) await append();
    await home.sql([...home.disarmAudit, `update audit_line set hash = 'x' where number = 2`].join(';'));
    expect(await run('verify')).toBe(1);
    expect(said).toBe('The audit trail is not whole. Line 2 is not what was written.\n');
    expect(await run('verify', '--anchor', `1:${'0'.repeat(64)}`)).toBe(1);
    expect(said).toContain('Line 1 is not the one the anchor was taken from');
  });

  it('exports, and shows an erased person no more', async () => {
    await append();
    expect(await run('export')).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ number: 1, people: { actor: 'adele' } });
    expect(await run('erase', 'adele', 'nobody')).toBe(0);
    expect(said).toBe('Erased 1 personal values from the audit trail.\n');
    expect(await run('export', '--format', 'csv')).toBe(0);
    expect(said.split('\r\n')).toHaveLength(3);
    expect(said).not.toContain('adele');
    expect(await run('verify')).toBe(0);
    expect(said).toContain('Personal values erased: 1.');
  });

  it.each([
    [[]],
    [['erase']],
    [['verify', 'x']],
    [['export', '--format', 'xml']],
    [['verify', '--anchor', '3']],
    [['--x']],
  ])('explains itself for %j, and opens nothing', async (args) => {
    const errors: string[] = [];
    const output = { out: () => undefined, error: (text: string) => void errors.push(text) };
    expect(await auditCommand(args, () => Promise.reject(new Error('opened')), output)).toBe(2);
    expect(errors.join('')).toContain('Usage: npm run audit');
  });
});
