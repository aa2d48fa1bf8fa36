import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseFile } from '../../src/store/embedded/openEmbedded.ts';
import { openStore } from '../../src/store/openStore.ts';
import { fakeClock } from '../fakes/fakeClock.ts';
import { type TestHome, testQueues } from './contract/home.ts';

/** A data folder of its own, with a clock the test moves and retries at their longest. */
export async function embeddedHome(): Promise<TestHome> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'store-'));
  const clock = fakeClock();
  return {
    open: (queues) => openStore({ dataFolder, clock, queues: testQueues(queues), random: () => 0 }),
    place: JSON.stringify({ dataFolder }),
    disarmAudit: ['drop trigger audit_line_no_update', 'drop trigger audit_line_no_delete'],
    unitsRunSideBySide: false,
    nowUtc: () => clock.now().toISOString(),
    advance: async (seconds) => clock.advance(seconds),
    sql: async (text) => {
      const database = new DatabaseSync(databaseFile(dataFolder), { timeout: 5_000 });
      database.exec(text);
      database.close();
    },
    dispose: async () => rmSync(dataFolder, { recursive: true, force: true }),
  };
}
