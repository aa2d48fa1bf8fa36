import type { ConversationReference, Store } from '../ports/store.ts';

type ConversationDeps = { readonly store: Store };

/** Keeps where a person or a channel can be reached; writes only when something changed. What a client once said of language and zone stays known. */
export async function rememberConversation(
  { store }: ConversationDeps,
  reference: ConversationReference,
): Promise<void> {
  await store.transaction(async (unit) => {
    const known = await unit.conversations.get(reference.key);
    const next = {
      ...reference,
      locale: reference.locale ?? known?.locale ?? null,
      zone: reference.zone ?? known?.zone ?? null,
    };
    if (JSON.stringify(known) !== JSON.stringify(next)) await unit.conversations.put(next);
  });
}

/** Forgets a conversation the app was removed from. */
export const forgetConversation = ({ store }: ConversationDeps, key: string): Promise<void> =>
  store.transaction((unit) => unit.conversations.remove(key));
