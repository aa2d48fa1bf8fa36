import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry, ChainEnd } from '../../../src/domain/auditChain.ts';
import { type AuditVerdict, verifyChain } from '../../../src/domain/auditVerify.ts';
import { exportLines } from '../../../src/store/auditExport.ts';
import { openAuditTrail } from '../../../src/store/openAuditTrail.ts';
import type { OpenStore } from '../../../src/store/openStore.ts';
import type { TestHome } from './home.ts';

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  atUtc: '2026-11-20T09:00:00.000Z',
  action: 'approve',
  requestId: 'r1',
  label: 'RR-1',
  revision: 2,
  actorId: 'adele',
  policyVersion: 'p1',
  people: { reason: 'Adele asked me to' },
  facts: { counts: { created: 1, failed: 0 } },
  ...changes,
});

/** The audit trail: chained in the unit, safe with many writers, unchangeable by slips, and telling when somebody meddled with it. */
export function auditContract(newHome: () => Promise<TestHome>): void {
  describe('the audit trail', () => {
    let home: TestHome;
    let open: OpenStore;

    const append = (...entries: AuditEntry[]): Promise<void> =>
      open.store.transaction(async (unit) => {
        for (const one of entries) await unit.audit.append(one);
      });
    const inTrail = async <T>(work: (trail: Awaited<ReturnType<typeof openAuditTrail>>) => Promise<T>): Promise<T> => {
      const trail = await openAuditTrail(JSON.parse(home.place));
      try {
        return await work(trail);
      } finally {
        await trail.close();
      }
    };
    const verify = (anchor: ChainEnd | null = null): Promise<AuditVerdict> =>
      inTrail((trail) => trail.read((lines, end) => verifyChain(lines, end, anchor)));
    const exported = (format: 'jsonl' | 'csv'): Promise<string[]> =>
      inTrail((trail) =>
        trail.read(async (lines) => {
          const texts: string[] = [];
          for await (const text of exportLines(lines, format)) texts.push(text);
          return texts;
        }),
      );
    /** Meddles as somebody with the database in hand would, who first removes what is in the way. */
    const meddle = (...statements: string[]): Promise<void> => home.sql([...home.disarmAudit, ...statements].join(';'));

    beforeEach(async () => {
      home = await newHome();
      open = await home.open();
    });
    afterEach(async () => {
      await open.store.close();
      await home.dispose();
    });

    it('is whole after many writers at once, without a gap', async () => {
      await Promise.all(Array.from({ length: 15 }, () => append(entry(), entry({ actorId: null, people: {} }))));
      const head = await open.store.transaction((unit) => unit.audit.head());
      expect(head?.number).toBe(30);
      expect(await verify()).toEqual({ ok: true, lines: 30, hash: head?.hash, erased: 0, anchoredUpTo: 0 });
      expect(await verify(head)).toMatchObject({ ok: true, anchoredUpTo: 30 });
    });

    it('is empty and whole at first', async () => {
      expect(await open.store.transaction((unit) => unit.audit.head())).toBeNull();
      expect(await verify()).toMatchObject({ ok: true, lines: 0 });
    });

    it('refuses to change or delete a line', async () => {
      await append(entry());
      await expect(home.sql(`update audit_line set line = '{}' where number = 1`)).rejects.toThrow('append-only');
      await expect(home.sql('delete from audit_line')).rejects.toThrow('append-only');
    });

    it.each([
      [
        'a changed line',
        `update audit_line set line = replace(line, 'approve', 'reject') where number = 3`,
        'changed',
        3,
      ],
      ['a changed personal value', `update audit_person set value = 'bob' where line_number = 3`, 'changed', 3],
      [
        'an added personal value',
        `insert into audit_person (line_number, field, salt, value) values (3, 'approver', '00', 'bob')`,
        'changed',
        3,
      ],
      [
        'a removed line',
        'delete from audit_person where line_number = 3; delete from audit_line where number = 3',
        'missing',
        3,
      ],
      [
        'a removed first line',
        'delete from audit_person where line_number = 1; delete from audit_line where number = 1',
        'missing',
        1,
      ],
      [
        'a cut tail',
        'delete from audit_person where line_number > 3; delete from audit_line where number > 3',
        'missing',
        4,
      ],
      [
        'two lines that changed places',
        `create table swap as select number, line, hash from audit_line where number in (2, 3);
         update audit_line set line = (select line from swap where swap.number = 5 - audit_line.number),
           hash = (select hash from swap where swap.number = 5 - audit_line.number) where number in (2, 3)`,
        'reordered',
        2,
      ],
    ] as const)('names the first line of %s', async (_, sql, kind, number) => {
      await append(entry(), entry(), entry(), entry(), entry());
      expect(await verify()).toMatchObject({ ok: true });
      await meddle(sql);
      expect(await verify()).toEqual({ ok: false, problem: { kind, number } });
    });

    it('needs an anchor to notice that the tail and the recorded end were cut together', async () => {
      await append(entry(), entry(), entry());
      const anchor = await open.store.transaction((unit) => unit.audit.head());
      await meddle(
        'delete from audit_person where line_number > 1',
        'delete from audit_line where number > 1',
        'update audit_head set number = 1, hash = (select hash from audit_line where number = 1)',
      );
      expect(await verify()).toMatchObject({ ok: true, lines: 1, anchoredUpTo: 0 });
      expect(await verify(anchor)).toEqual({ ok: false, problem: { kind: 'missing', number: 2 } });
    });

    it('stays whole when a person is erased, and shows them no more', async () => {
      await append(entry(), entry({ actorId: 'bob', people: { target: 'adele' } }));
      expect(await inTrail((trail) => trail.erase(['adele', 'Adele asked me to']))).toBe(3);
      expect(await verify()).toMatchObject({ ok: true, lines: 2, erased: 3 });
      const lines = await exported('jsonl');
      expect(lines.join('')).not.toContain('adele');
      expect(lines.map((line) => JSON.parse(line).people)).toEqual([
        { actor: null, reason: null },
        { actor: 'bob', target: null },
      ]);
    });

    it('is handed out as JSON lines and as CSV that no spreadsheet runs', async () => {
      await append(entry({ label: '=HYPERLINK("https://evil.example")', actorId: '@adele', people: {} }), entry());
      const [heading, first] = await exported('csv');
      expect(heading).toBe('number,atUtc,action,label,requestId,revision,actor,policyVersion,people,facts,hash\r\n');
      expect(first).toContain(
        `1,2026-11-20T09:00:00.000Z,approve,"'=HYPERLINK(""https://evil.example"")",r1,2,"'@adele",p1,`,
      );
      const objects = (await exported('jsonl')).map((line) => JSON.parse(line));
      expect(objects[1]).toMatchObject({ number: 2, people: { actor: 'adele', reason: 'Adele asked me to' } });
    });
  });
}
