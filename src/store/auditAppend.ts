import { randomBytes } from 'node:crypto';
import type { AuditEntry } from '../domain/auditChain.ts';
import { canonicalJson, chainLine } from '../domain/auditChain.ts';
import type { AuditHead } from '../ports/store.ts';
import type { Flavour, Writer } from './database.ts';

/** The end of the chain, or null while it is empty. */
export async function auditHead(db: Writer): Promise<AuditHead | null> {
  const head = await db.selectFrom('auditHead').select(['number', 'hash']).executeTakeFirstOrThrow();
  return head.number === 0 ? null : head;
}

/** Chains entries to the end of the trail. Writers queue for the one row that holds the end, so numbers have no gap and no twin. */
export async function appendAudit(db: Writer, flavour: Flavour, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  let head: AuditHead = await db
    .selectFrom('auditHead')
    .select(['number', 'hash'])
    .$if(flavour === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow();

  for (const entry of entries) {
    const { line, hash, people } = chainLine(entry, head, () => randomBytes(16).toString('hex'));
    await db
      .insertInto('auditLine')
      .values({ number: line.number, line: canonicalJson(line), hash })
      .execute();
    if (people.length > 0)
      await db
        .insertInto('auditPerson')
        .values(people.map((person) => ({ lineNumber: line.number, ...person })))
        .execute();
    head = { number: line.number, hash };
  }
  await db.updateTable('auditHead').set(head).where('id', '=', 1).execute();
}
