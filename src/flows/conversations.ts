import type { ConversationReference, Store } from '../ports/store.ts';

type ConversationDeps = { readonly store: Store };

/** Keeps where a person or a channel can be reached; writes only when something changed. */
export async function rememberConversation(
  { store }: ConversationDeps,
  reference: ConversationReference,
): Promise<void> {
  await store.transaction(async (unit) => {
    const known = await unit.conversations.get(reference.key);
    if (JSON.stringify(known) !== JSON.stringify(reference)) await unit.conversations.put(reference);
  });
}

/** Forgets a conversation the app was removed from. */
export const forgetConversation = ({ store }: ConversationDeps, key: string): Promise<void> =>
  store.transaction((unit) => unit.conversations.remove(key));
