import type { PostedCard, Unit } from '../../ports/store.ts';
import type { Writer } from '../database.ts';

/** The posted copies of requests' cards, in the order they were posted. */
export function cardsOf(db: Writer): Unit['cards'] {
  const columns = ['id', 'requestId', 'role', 'personId', 'conversationKey', 'activityId', 'digest'] as const;
  return {
    of: async (requestId) => {
      const query = db.selectFrom('card').select(columns).where('requestId', '=', requestId);
      return (await query.orderBy('ordinal').orderBy('id').execute()) as PostedCard[];
    },

    get: async (id) =>
      ((await db.selectFrom('card').select(columns).where('id', '=', id).executeTakeFirst()) as
        | PostedCard
        | undefined) ?? null,

    put: async (card) => {
      const { last } = await db
        .selectFrom('card')
        .select((row) => row.fn.coalesce(row.fn.max('ordinal'), row.lit(0)).as('last'))
        .where('requestId', '=', card.requestId)
        .executeTakeFirstOrThrow();
      const { id, requestId, role, personId, conversationKey, activityId, digest } = card;
      const values = { requestId, role, personId, conversationKey, activityId, digest };
      await db
        .insertInto('card')
        .values({ id, ...values, ordinal: last + 1 })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },

    remove: async (id) => void (await db.deleteFrom('card').where('id', '=', id).execute()),
  };
}
