import * as z from 'zod';
import type { ItemFilter } from '../../../domain/terms.ts';
import type { PickableItem, RunContext } from '../../../ports/provider.ts';
import { text } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { listOf, utcOf } from '../replies/common.ts';
import { newFolder } from '../workloads/newFolder.ts';
import { credentialProperties, plainSpelling } from '../workloads/restoreCredential.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import { refOf } from './itemRef.ts';
import { holds, type ItemPart, type ItemTable } from './itemTable.ts';

const mailItems = listOf(
  z.object({
    id: z.string().min(1),
    subject: text,
    name: text,
    displayAs: text,
    from: text,
    to: text,
    cc: text,
    sent: text,
    received: text,
    startTime: text,
  }),
);
const mailFolders = listOf(z.object({ id: z.string().min(1), name: text }));

const mailboxPath = (sessionId: string, { id }: RestoreObject): string =>
  `/RestoreSessions/${sessionId}/organization/mailboxes/${id}`;

/** Into the same person's mailbox, as it is called now, in a folder of its own. Everything of that time is put there. */
const besides = (context: VeeamContext, object: RestoreObject, run: RunContext) => ({
  mailbox: run.targets.find(({ target }) => target.id === object.targetId)?.target.address ?? '',
  folder: newFolder(run),
  deletedItems: true,
  changedItems: true,
  ...(context.settings.mailboxes?.casServer === undefined ? {} : { casServer: context.settings.mailboxes.casServer }),
  ...credentialProperties(context.credential, plainSpelling),
});

const ids = (object: RestoreObject) => object.items.map(({ id = null }) => ({ id }));

/** Messages, appointments and contacts. Put back where they were without options: the call has none (vb365.md §5.2). */
const mail: ItemPart = {
  async *browse(context, sessionId, mailbox, filter) {
    const path = mailboxPath(sessionId, mailbox);
    const { mailFolderParameter } = await context.api.version();
    for (const parentId of await placesOf(context, path, filter)) {
      const query = parentId === null ? {} : { [mailFolderParameter]: parentId };
      for await (const page of pages(context.api, mailItems, `${path}/items`, query))
        yield page.filter((item) => holds(`${item.to} ${item.cc}`, filter.to)).map(toPickable);
    }
  },
  restore: (context, version, sessionId, mailbox, run) =>
    run.destination === 'new'
      ? version.action(`${mailboxPath(sessionId, mailbox)}/items`, 'restoreTo', {
          items: ids(mailbox),
          ...besides(context, mailbox, run),
        })
      : version.action(`${mailboxPath(sessionId, mailbox)}/items`, 'restore', {
          items: ids(mailbox),
          ...credentialProperties(context.credential, plainSpelling),
        }),
  operatorRestore: (version, sessionId, mailbox, run) =>
    version.action(`${mailboxPath(sessionId, mailbox)}/items`, 'operatorRestore', {
      items: ids(mailbox),
      deletedItems: run.destination === 'new' || run.options.missingItems,
      changedItems: run.destination === 'new' || run.options.changedItems,
      markRestoredAsUnread: run.options.markUnread,
      ...(run.destination === 'new' ? { folder: newFolder(run) } : {}),
    }),
};

/** Whole folders with everything below, one call each. Portal operators have none (vb365.md §5.6). */
const mailFolder: ItemPart = {
  async *browse(context, sessionId, mailbox) {
    for await (const page of pages(context.api, mailFolders, `${mailboxPath(sessionId, mailbox)}/folders`))
      yield page.map(({ id, name }) => ({
        id,
        kind: 'container',
        ref: refOf('mailFolder', { id, name }),
        title: name,
        detail: '',
        dateUtc: null,
      }));
  },
  restore(context, version, sessionId, mailbox, run) {
    const path = `${mailboxPath(sessionId, mailbox)}/folders/${String(mailbox.items[0]?.id)}`;
    return run.destination === 'new'
      ? version.action(path, 'restoreTo', besides(context, mailbox, run))
      : version.action(path, 'restore', credentialProperties(context.credential, plainSpelling));
  },
};

/** What can be picked within a mailbox. A folder is found by what its name holds, and several are all looked into. */
export const mailItemTable: ItemTable = {
  // No source tells how v5 lists the items of a folder.
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['includeDeleted'],
          destinations: ['inPlace', 'new'],
          manner: { inPlace: 'merge', new: 'merge' },
          filters: ['folder', 'from', 'to', 'title', 'sinceUtc'],
        },
  operatorAbility: (version) =>
    version.hasPortal
      ? {
          options: ['missingItems', 'changedItems', 'includeDeleted', 'markUnread'],
          destinations: ['inPlace', 'new'],
          manner: { inPlace: 'merge', new: 'merge' },
          filters: ['folder', 'from', 'to', 'title', 'sinceUtc'],
        }
      : null,
  parts: { mailFolder, mail },
};

/** The folders to look into; null for the whole mailbox. */
async function placesOf(context: VeeamContext, path: string, filter: ItemFilter): Promise<readonly (string | null)[]> {
  if (filter.folder === null) return [null];
  const found: string[] = [];
  for await (const page of pages(context.api, mailFolders, `${path}/folders`))
    found.push(...page.filter((folder) => holds(folder.name, filter.folder)).map((folder) => folder.id));
  return found;
}

function toPickable(item: z.infer<typeof mailItems>[number]): PickableItem {
  const raw = item.received || item.sent || item.startTime;
  return {
    id: item.id,
    kind: 'item',
    ref: refOf('mail', { id: item.id }),
    title: item.subject || item.name || item.displayAs,
    detail: item.from,
    dateUtc: raw === '' ? null : utcOf(raw),
  };
}
