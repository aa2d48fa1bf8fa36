import type { ConversationReference, Unit } from '../../ports/store.ts';
import type { Writer } from '../database.ts';

/** Where people and channels can be reached. Of several references to one place the newest is used. */
export function conversationsOf(db: Writer, nowUtc: () => string): Unit['conversations'] {
  const found = (row: { readonly document: string } | undefined): ConversationReference | null =>
    row ? (JSON.parse(row.document) as ConversationReference) : null;
  const newest = () => db.selectFrom('conversation').select('document').orderBy('updatedAtUtc', 'desc').orderBy('key');

  return {
    get: async (key) => found(await newest().where('key', '=', key).executeTakeFirst()),

    personal: async (tenantId, personId) =>
      found(
        await newest()
          .where('tenantId', '=', tenantId)
          .where('personId', '=', personId)
          .where('kind', '=', 'personal')
          .limit(1)
          .executeTakeFirst(),
      ),

    byConversationId: async (tenantId, conversationId) =>
      found(
        await newest()
          .where('tenantId', '=', tenantId)
          .where('conversationId', '=', conversationId)
          .limit(1)
          .executeTakeFirst(),
      ),

    newestOf: async (tenantId) => found(await newest().where('tenantId', '=', tenantId).limit(1).executeTakeFirst()),

    put: async (reference) => {
      const values = {
        tenantId: reference.tenantId,
        kind: reference.kind,
        personId: reference.personId,
        conversationId: reference.conversationId,
        document: JSON.stringify(reference),
        updatedAtUtc: nowUtc(),
      };
      await db
        .insertInto('conversation')
        .values({ key: reference.key, ...values })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
        .execute();
    },

    remove: async (key) => void (await db.deleteFrom('conversation').where('key', '=', key).execute()),
  };
}
