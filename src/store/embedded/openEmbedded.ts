import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { databaseOver } from '../database.ts';
import { jobEngine } from '../jobEngine.ts';
import { silentLog } from '../log.ts';
import { migrate } from '../migrate.ts';
import { embeddedMigrations } from '../migrations/embedded.ts';
import type { OpenStore, StoreOptions } from '../openStore.ts';
import { storeOver } from '../transactions.ts';
import { lockFolder } from './folderLock.ts';
import { jobTable } from './jobTable.ts';
import { nodeSqliteDialect, openDatabase } from './sqliteDialect.ts';

/** The database file in a data folder. */
export const databaseFile = (dataFolder: string): string => join(dataFolder, 'restore-bot.sqlite');

/** Opens the embedded database in a folder of its own: locked for this process, migrated, ready. */
export async function openEmbedded(dataFolder: string, options: StoreOptions): Promise<OpenStore> {
  const unlock = lockFolder(dataFolder);
  try {
    const file = databaseFile(dataFolder);
    const db = databaseOver(nodeSqliteDialect(openDatabase(file)));
    chmodSync(file, 0o600);
    try {
      await migrate(db, embeddedMigrations);
      const { clock, queues, log = silentLog, random = Math.random } = options;
      const source = jobTable(db, clock, queues);
      const jobs = jobEngine({ source, clock, queues, log, random });
      const close = async (): Promise<void> => {
        await db.destroy();
        unlock();
      };
      return { store: storeOver(db, 'sqlite', clock, jobs, close), jobs };
    } catch (error) {
      await db.destroy();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
}
