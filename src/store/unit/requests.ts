import { sql } from 'kysely';
import { comesToRest } from '../../domain/decideRun.ts';
import { requestBeginnings } from '../../domain/newDraft.ts';
import { type RestoreRequest, runStates } from '../../domain/request.ts';
import type { Unit } from '../../ports/store.ts';
import type { Flavour, Writer } from '../database.ts';

/** Documents are written by this code only; one from before a field existed gets the value the field begins with. */
const requestOf = (document: string): RestoreRequest => ({
  ...requestBeginnings,
  ...(JSON.parse(document) as RestoreRequest),
});

const documentOf = (row: { readonly document: string } | undefined): RestoreRequest | null =>
  row ? requestOf(row.document) : null;

const rowOf = (request: RestoreRequest) => ({
  id: request.id,
  tenantId: request.tenantId,
  number: request.number,
  requesterId: request.requester.id,
  state: request.state,
  createdAtUtc: request.createdAtUtc,
  document: JSON.stringify(request),
});

/** Requests: a JSON document each, with the columns they are found by. */
export function requestsOf(db: Writer, flavour: Flavour): Unit['requests'] {
  // SQLite runs one unit at a time, so a row read is a row locked; PostgreSQL has to be asked.
  const one = () =>
    db
      .selectFrom('request')
      .select('document')
      .$if(flavour === 'postgres', (query) => query.forUpdate());

  const writeTargets = async (request: RestoreRequest): Promise<void> => {
    const targetIds = [...new Set((request.content?.targets ?? []).map((plan) => plan.target.id))];
    const stored = db.deleteFrom('requestTarget').where('requestId', '=', request.id);
    await (targetIds.length === 0 ? stored : stored.where('targetId', 'not in', targetIds)).execute();
    if (targetIds.length === 0) return;
    await db
      .insertInto('requestTarget')
      .values(targetIds.map((targetId) => ({ requestId: request.id, targetId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };

  return {
    get: async (id) => documentOf(await one().where('id', '=', id).executeTakeFirst()),

    byNumber: async (tenantId, number) =>
      documentOf(await one().where('tenantId', '=', tenantId).where('number', '=', number).executeTakeFirst()),

    list: async ({ tenantId, requesterId, states, limit }) => {
      if (states?.length === 0) return [];
      let query = db.selectFrom('request').select('document').where('tenantId', '=', tenantId);
      if (requesterId !== undefined) query = query.where('requesterId', '=', requesterId);
      if (states !== undefined) query = query.where('state', 'in', states);
      const rows = await query.orderBy('createdAtUtc', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map((row) => requestOf(row.document));
    },

    openRuns: async (tenantId) => {
      const rows = await db
        .selectFrom('request')
        .select('document')
        .where('tenantId', '=', tenantId)
        .where((row) =>
          row.or([
            row('state', 'in', ['starting', 'running']),
            // A stopped run at rest says so in its document; there are many of those and few of the others.
            row.and([row('state', '=', 'stopped'), row('document', 'not like', '%"atRest":true%')]),
          ]),
        )
        .orderBy('createdAtUtc')
        .execute();
      return rows
        .map((row) => requestOf(row.document))
        .filter((request) => request.state !== 'stopped' || comesToRest(request));
    },

    countByState: async (tenantId) => {
      const rows = await db
        .selectFrom('request')
        .select(['state', (row) => row.fn.countAll<number | string>().as('count')])
        .where('tenantId', '=', tenantId)
        .groupBy('state')
        .execute();
      return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
    },

    withOpenRunOn: async (tenantId, targetIds) => {
      if (targetIds.length === 0) return [];
      // One lock for the tenant, not one for each target: whatever else a unit checks before it begins a run is then safe too.
      if (flavour === 'postgres') await sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 1))`.execute(db);
      const rows = await db
        .selectFrom('request')
        .select('document')
        .where('tenantId', '=', tenantId)
        .where('state', 'in', [...runStates, 'stopped'])
        .where('id', 'in', (query) =>
          query.selectFrom('requestTarget').select('requestId').where('targetId', 'in', targetIds),
        )
        .orderBy('createdAtUtc')
        .execute();
      return rows.map((row) => requestOf(row.document)).filter((r) => r.state !== 'stopped' || comesToRest(r));
    },

    insert: async (request) => {
      await db.insertInto('request').values(rowOf(request)).execute();
      await writeTargets(request);
    },

    save: async (request) => {
      const { id, ...values } = rowOf(request);
      const { numUpdatedRows } = await db.updateTable('request').set(values).where('id', '=', id).executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Error('A request that was never inserted cannot be saved.');
      await writeTargets(request);
    },

    nextNumber: async (tenantId) => {
      const { last } = await db
        .insertInto('requestNumber')
        .values({ tenantId, last: 1 })
        .onConflict((conflict) =>
          conflict.column('tenantId').doUpdateSet((row) => ({ last: row('requestNumber.last', '+', 1) })),
        )
        .returning('last')
        .executeTakeFirstOrThrow();
      return last;
    },
  };
}
