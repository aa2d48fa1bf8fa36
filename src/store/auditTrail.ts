import type { ChainEnd, PersonalValue } from '../domain/auditChain.ts';
import type { StoredLine } from '../domain/auditVerify.ts';
import type { Database, Flavour, Writer } from './database.ts';

/** The audit trail as an auditor reads it, also while the bot runs. */
export type AuditTrail = {
  /** Hands over the lines in order, and the end the database records, as they were at one instant. */
  read<T>(work: (lines: AsyncIterable<StoredLine>, recordedEnd: ChainEnd) => Promise<T>): Promise<T>;
  /** Erases these exact values (an object id, an address, a name …) from all lines; how many were. The chain stays valid. */
  erase(values: readonly string[]): Promise<number>;
  close(): Promise<void>;
};

const linesAtATime = 500;

/** The audit trail over an open database. */
export const auditTrailOver = (db: Database, flavour: Flavour): AuditTrail => ({
  read: (work) => {
    const begin = db.transaction();
    // SQLite's readers see one instant anyway.
    const snapshot = flavour === 'postgres' ? begin.setIsolationLevel('repeatable read') : begin;
    return snapshot.execute(async (transaction) => {
      const end = await transaction.selectFrom('auditHead').select(['number', 'hash']).executeTakeFirstOrThrow();
      return work(linesOf(transaction), end);
    });
  },

  erase: async (values) => {
    if (values.length === 0) return 0;
    const { numDeletedRows } = await db.deleteFrom('auditPerson').where('value', 'in', values).executeTakeFirst();
    return Number(numDeletedRows);
  },

  close: () => db.destroy(),
});

async function* linesOf(db: Writer): AsyncIterable<StoredLine> {
  let last = Number.NEGATIVE_INFINITY;
  for (;;) {
    let query = db.selectFrom('auditLine').selectAll().orderBy('number').limit(linesAtATime);
    if (Number.isFinite(last)) query = query.where('number', '>', last);
    const lines = await query.execute();
    const [first] = lines;
    const newest = lines.at(-1);
    if (!first || !newest) return;
    const people = await peopleOf(db, first.number, newest.number);
    for (const line of lines) yield { ...line, people: people.get(line.number) ?? [] };
    last = newest.number;
  }
}

async function peopleOf(db: Writer, from: number, to: number): Promise<ReadonlyMap<number, readonly PersonalValue[]>> {
  const rows = await db
    .selectFrom('auditPerson')
    .selectAll()
    .where('lineNumber', '>=', from)
    .where('lineNumber', '<=', to)
    .orderBy('field')
    .execute();
  const grouped = Map.groupBy(rows, (row) => row.lineNumber);
  return new Map(
    [...grouped].map(([number, people]) => [number, people.map(({ lineNumber: _, ...person }) => person)]),
  );
}
