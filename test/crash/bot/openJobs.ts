import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { StorePlace } from '../../../src/store/openStore.ts';

/** Queues whose jobs come to an end; the others plan their next job themselves. */
const ending = ['lookUp', 'start', 'stop', 'closeSessions', 'card', 'notice'];
const names = ending.map((name) => `'${name}'`).join(', ');

/** How many jobs of work that ends are not done yet, read beside the running bot. */
async function openJobs(place: StorePlace): Promise<number> {
  if ('dataFolder' in place) {
    const database = new DatabaseSync(join(place.dataFolder, 'restore-bot.sqlite'), { readOnly: true });
    try {
      const row = database
        .prepare(`select count(*) as open from job where state in ('waiting', 'running') and queue in (${names})`)
        .get();
      return Number(row?.open);
    } finally {
      database.close();
    }
  }
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select count(*) as open from pgboss.job where state in ('created', 'retry', 'active') and name in (${names})`,
    );
    return Number(rows[0]?.open);
  } finally {
    await client.end();
  }
}

/** Resolves once the running bot has nothing left to do by itself; rejects after the time given. */
export async function untilNothingIsOpen(place: StorePlace, withinSeconds = 180): Promise<void> {
  const deadline = performance.now() + withinSeconds * 1000;
  for (;;) {
    const open = await openJobs(place);
    if (open === 0) return;
    if (performance.now() > deadline) throw new Error(`${open} jobs are still open.`);
    await wait(200);
  }
}
