import { existsSync } from 'node:fs';
import { Fault } from '../lib/fault.ts';
import { type AuditTrail, auditTrailOver } from './auditTrail.ts';
import { databaseOver } from './database.ts';
import { databaseFile } from './embedded/openEmbedded.ts';
import { nodeSqliteDialect, openDatabase } from './embedded/sqliteDialect.ts';

/**
 * Opens the audit trail beside a bot that may be running: it takes no lock, migrates nothing, and writes only to erase.
 * Throws a `Fault` `DATA_FOLDER_UNUSABLE` when there is no database.
 */
export async function openAuditTrail(place: { readonly dataFolder: string }): Promise<AuditTrail> {
  const file = databaseFile(place.dataFolder);
  if (!existsSync(file)) throw new Fault('DATA_FOLDER_UNUSABLE', { effect: 'none' });
  return auditTrailOver(databaseOver(nodeSqliteDialect(openDatabase(file))), 'sqlite');
}
