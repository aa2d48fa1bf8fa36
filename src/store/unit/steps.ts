import { sql } from 'kysely';
import { searchStep } from '../../domain/narrowing.ts';
import { runStates } from '../../domain/request.ts';
import type { Json } from '../../domain/terms.ts';
import type { Unit } from '../../ports/store.ts';
import type { Writer } from '../database.ts';

/** The journal of provider calls. A step is opened once and closed once; anything else is a bug and throws. */
export function stepsOf(db: Writer): Unit['steps'] {
  const ensureWasOpen = (changed: bigint, runId: string, name: string, attempt: number): void => {
    if (changed !== 1n) throw new Error(`Step ${name} (attempt ${attempt}) of run ${runId} is not open.`);
  };

  return {
    of: async (runId) => {
      const rows = await db.selectFrom('step').selectAll().where('runId', '=', runId).orderBy('ordinal').execute();
      return rows.map((row) => ({
        name: row.name,
        attempt: row.attempt,
        evidence: JSON.parse(row.evidence) as Json,
        result: row.result === null ? null : (JSON.parse(row.result) as Json),
        openedAtUtc: row.openedAtUtc,
      }));
    },

    open: async (runId, requestId, { name, attempt, evidence, openedAtUtc }) => {
      const { last } = await db
        .selectFrom('step')
        .select((row) => row.fn.coalesce(row.fn.max('ordinal'), row.lit(0)).as('last'))
        .where('runId', '=', runId)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('step')
        .values({
          runId,
          requestId,
          name,
          attempt,
          ordinal: last + 1,
          evidence: JSON.stringify(evidence),
          result: null,
          openedAtUtc,
        })
        .execute();
    },

    close: async (runId, name, attempt, result) => {
      const { numUpdatedRows } = await db
        .updateTable('step')
        .set({ result: JSON.stringify(result) })
        .where('runId', '=', runId)
        .where('name', '=', name)
        .where('attempt', '=', attempt)
        .where('result', 'is', null)
        .executeTakeFirst();
      ensureWasOpen(numUpdatedRows, runId, name, attempt);
    },

    sessionsClosed: async (runId) => {
      const note = db.insertInto('closedRun').values({ runId });
      await note.onConflict((conflict) => conflict.doNothing()).execute();
    },

    runsLeftOpen: (searchesBeforeUtc) =>
      db
        .selectFrom('step')
        .innerJoin('request', 'request.id', 'step.requestId')
        .select(['step.requestId', 'step.runId'])
        .distinct()
        .where('request.state', 'not in', runStates)
        .where((row) => row.or([row('step.name', '!=', searchStep), row('step.openedAtUtc', '<', searchesBeforeUtc)]))
        .where('step.runId', 'not in', (query) => query.selectFrom('closedRun').select('closedRun.runId'))
        .orderBy('step.runId')
        .execute(),

    heldElsewhere: async (runId, sessionIds) => {
      const held: string[] = [];
      for (const sessionId of sessionIds) {
        // The id as JSON text writes it, so that no other id is found within it.
        const pattern = `%${JSON.stringify(sessionId).replace(/[%_!]/g, '!$&')}%`;
        const others = db.selectFrom('step').select('runId').where('runId', '!=', runId);
        const holder = await others.where(sql<boolean>`result like ${pattern} escape '!'`).executeTakeFirst();
        if (holder) held.push(sessionId);
      }
      return held;
    },

    drop: async (runId, name, attempt) => {
      const { numDeletedRows } = await db
        .deleteFrom('step')
        .where('runId', '=', runId)
        .where('name', '=', name)
        .where('attempt', '=', attempt)
        .where('result', 'is', null)
        .executeTakeFirst();
      ensureWasOpen(numDeletedRows, runId, name, attempt);
    },
  };
}
