import type { Json } from '../../domain/terms.ts';
import type { Unit } from '../../ports/store.ts';
import type { Writer } from '../database.ts';

/** Accepted clicks, by their key; the primary key makes the second of two equal ones lose, also when both come at once. */
export function clicksOf(db: Writer): Unit['clicks'] {
  return {
    remember: async (key, atUtc) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('click')
        .values({ key, atUtc })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) return true;
      await db.updateTable('click').set({ atUtc }).where('key', '=', key).where('atUtc', '<', atUtc).execute();
      return false;
    },
    seen: async (key, sinceUtc) => {
      const rows = await db
        .selectFrom('click')
        .select('key')
        .where('key', '=', key)
        .where('atUtc', '>=', sinceUtc)
        .execute();
      return rows.length > 0;
    },
  };
}

/** Small facts of the bot itself. */
export function settingsOf(db: Writer): Unit['settings'] {
  return {
    get: async (key) => {
      const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
      return row ? (JSON.parse(row.value) as Json) : null;
    },
    put: async (key, value) => {
      const text = JSON.stringify(value);
      await db
        .insertInto('setting')
        .values({ key, value: text })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
        .execute();
    },
    replace: async (key, from, to) => {
      const value = JSON.stringify(to);
      if (from === null) {
        const insert = db.insertInto('setting').values({ key, value });
        const done = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
        return done.numInsertedOrUpdatedRows === 1n;
      }
      const update = db.updateTable('setting').set({ value }).where('key', '=', key);
      return (await update.where('value', '=', JSON.stringify(from)).executeTakeFirst()).numUpdatedRows === 1n;
    },
  };
}
