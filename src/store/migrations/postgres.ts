import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createTables } from './common.ts';

/** The migrations of PostgreSQL; jobs are pg-boss's, which migrates itself. Forward only: a number, once released, never changes. */
export const postgresMigrations: Readonly<Record<string, Migration>> = {
  '0001': { up: createTables },
  '0002': { up: makeAuditAppendOnly },
};

/** The database itself refuses to change or delete a line, so that no slip of ours can. */
async function makeAuditAppendOnly(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function audit_line_refuse() returns trigger language plpgsql as $$
    begin
      raise exception 'audit lines are append-only';
    end $$`.execute(db);
  await sql`
    create trigger audit_line_append_only before update or delete or truncate on audit_line
    for each statement execute function audit_line_refuse()`.execute(db);
}
