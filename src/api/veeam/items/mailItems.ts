import * as z from 'zod';
import type { ItemFilter } from '../../../domain/terms.ts';
import type { PickableItem } from '../../../ports/provider.ts';
import { sameText, text } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { listOf, utcOf } from '../replies/common.ts';
import { credentialProperties, plainSpelling } from '../workloads/restoreCredential.ts';
import type { ItemTable } from './itemTable.ts';

const mailItems = listOf(
  z.object({
    id: z.string().min(1),
    subject: text,
    name: text,
    displayAs: text,
    from: text,
    sent: text,
    received: text,
    startTime: text,
  }),
);
const folders = listOf(z.object({ id: z.string().min(1), name: text }));

/**
 * Messages, appointments and contacts of a mailbox. Put back where they were, without options: the call has none (vb365.md §5.2).
 * A folder is found by its name, and several of that name are all looked into.
 */
export const mailItemTable: ItemTable = {
  // No source tells how v5 lists the items of a folder.
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['includeDeleted'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
          filters: ['folder', 'from', 'title', 'sinceUtc'],
        },

  async *browse(context, exploreSessionId, mailbox, filter) {
    const path = `/RestoreSessions/${exploreSessionId}/organization/mailboxes/${mailbox.id}`;
    const { mailFolderParameter } = await context.api.version();
    for (const parentId of await placesOf(context, path, filter)) {
      const query = parentId === null ? {} : { [mailFolderParameter]: parentId };
      for await (const page of pages(context.api, mailItems, `${path}/items`, query)) yield page.map(toPickable);
    }
  },

  restore: (context, version, exploreSessionId, mailbox) =>
    version.action(`/RestoreSessions/${exploreSessionId}/organization/mailboxes/${mailbox.id}/items`, 'restore', {
      items: mailbox.items.map(({ id = null }) => ({ id })),
      ...credentialProperties(context.credential, plainSpelling),
    }),
};

/** The folders to look into; null for the whole mailbox. */
async function placesOf(context: VeeamContext, path: string, filter: ItemFilter): Promise<readonly (string | null)[]> {
  if (filter.folder === null) return [null];
  const found: string[] = [];
  for await (const page of pages(context.api, folders, `${path}/folders`))
    found.push(...page.filter((folder) => sameText(folder.name, filter.folder ?? '')).map((folder) => folder.id));
  return found;
}

function toPickable(item: z.infer<typeof mailItems>[number]): PickableItem {
  const raw = item.received || item.sent || item.startTime;
  return {
    id: item.id,
    kind: 'item',
    ref: { id: item.id },
    title: item.subject || item.name || item.displayAs,
    detail: item.from,
    dateUtc: raw === '' ? null : utcOf(raw),
  };
}
