import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Fault } from '../lib/fault.ts';

/**
 * Brings a database to the newest schema, under the migrator's lock and in one transaction: a kill leaves the schema as it was.
 * Throws a `Fault` `STORE_NEWER` when the database has seen a newer version of the program, `STORE_MIGRATION` otherwise.
 */
export async function migrate<T>(db: Kysely<T>, migrations: Readonly<Record<string, Migration>>): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  }).migrateToLatest();
  if (error) throw new Fault(isNewer(error) ? 'STORE_NEWER' : 'STORE_MIGRATION', { cause: error });
}

/** The migrator's own words for a database that has seen migrations this program does not know. */
const isNewer = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('previously executed migration');
