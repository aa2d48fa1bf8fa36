import { existsSync } from 'node:fs';
import { Fault } from '../lib/fault.ts';
import { type AuditTrail, auditTrailOver } from './auditTrail.ts';
import { databaseOver } from './database.ts';
import { databaseFile } from './embedded/openEmbedded.ts';
import { nodeSqliteDialect, openDatabase } from './embedded/sqliteDialect.ts';
import { silentLog } from './log.ts';
import type { StorePlace } from './openStore.ts';

/**
 * Opens the audit trail beside a bot that may be running: it takes no lock, migrates nothing, and writes only to erase.
 * Throws a `Fault` `DATA_FOLDER_UNUSABLE` or `DATABASE_UNREACHABLE`.
 */
export async function openAuditTrail(place: StorePlace): Promise<AuditTrail> {
  if ('dataFolder' in place) {
    const file = databaseFile(place.dataFolder);
    if (!existsSync(file)) throw new Fault('DATA_FOLDER_UNUSABLE', { effect: 'none' });
    return auditTrailOver(databaseOver(nodeSqliteDialect(openDatabase(file))), 'sqlite');
  }
  const { connect, ensureReachable } = await import('./postgres/openPostgres.ts');
  const db = connect(place.databaseUrl, silentLog);
  await ensureReachable(db);
  return auditTrailOver(db, 'postgres');
}
