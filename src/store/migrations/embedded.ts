import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createTables } from './common.ts';

/** The migrations of the embedded database. Forward only: a number, once released, never changes. */
export const embeddedMigrations: Readonly<Record<string, Migration>> = {
  '0001': { up: createTables },
  '0002': { up: createJobTable },
  '0003': { up: makeAuditAppendOnly },
};

async function createJobTable(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('job')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('dedupeKey', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('dueAt', 'integer', (column) => column.notNull())
    .addColumn('error', 'text')
    .execute();
  await schema.createIndex('jobByTime').on('job').columns(['queue', 'state', 'dueAt', 'id']).execute();
  // Only jobs that wait for their first try keep another with their key out (see ports/jobs `dedupeKey`).
  await sql`create unique index job_dedupe on job (queue, dedupe_key) where state = 'waiting' and attempt = 0`.execute(
    db,
  );
}

/** The database itself refuses to change or delete a line, so that no slip of ours can. */
async function makeAuditAppendOnly(db: Kysely<unknown>): Promise<void> {
  for (const verb of ['update', 'delete'])
    await sql
      .raw(
        `create trigger audit_line_no_${verb} before ${verb} on audit_line begin select raise(abort, 'audit lines are append-only'); end`,
      )
      .execute(db);
}
