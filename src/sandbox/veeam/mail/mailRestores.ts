import { isWithin, versionAt } from '../../world/history.ts';
import type { Item } from '../../world.ts';
import { type Shown, shownContainers, shownItems } from '../catalog/backup.ts';
import type { Call, Reply } from '../http/call.ts';
import { type BodyOf, flag, guid, listOf, oneOf, readBody, text, whole, withId } from '../http/readers.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { bulkMailCredentialShape, credentialShape, impersonation, readCredential } from '../restores/credentials.ts';
import { type RestorePlan, requireShown, startRestore } from '../restores/restoring.ts';
import { openSessionOf } from '../sessions/sessionAccess.ts';
import type { Session } from '../state.ts';
import { shownMailbox, shownMailFolder } from './mailboxes.ts';
import { bulkMailStatistics, foldersStatistics, itemsStatistics } from './mailStatistics.ts';

const excludes = {
  excludeDrafts: flag,
  excludeDeletedItems: flag,
  excludeInPlaceHoldItems: flag,
  excludeLitigationHoldItems: flag,
};
const choices = { changedItems: flag, deletedItems: flag, markRestoredAsUnread: flag, ...excludes };
const bulkShape = {
  ...choices,
  ...bulkMailCredentialShape,
  casServer: text,
  mailboxes: listOf(withId),
  skipUnresolved: flag,
  recentItemRestorePeriod: whole,
};
const originalShape = { ...credentialShape, ...impersonation };
const region = oneOf('Worldwide', 'Germany', 'China', 'USDefence', 'USGovernment');
const elsewhereShape = {
  ...originalShape,
  ...choices,
  mailbox: text,
  casServer: text,
  folder: text,
  officeRegion: region,
  officeOrganizationName: text,
};

/** Folder categories each exclude leaves out. */
const excludedBy = {
  excludeDrafts: ['Drafts'],
  excludeDeletedItems: ['Deleted'],
  excludeInPlaceHoldItems: ['DiscoveryHolds'],
  excludeLitigationHoldItems: ['Purges', 'PermanentlyDeletedItems', 'Versions'],
} as const;

function mayRestore(call: Call, body: BodyOf<typeof excludes>): (item: Item) => boolean {
  const names = Object.keys(excludedBy) as (keyof typeof excludedBy)[];
  const left: string[] = names.filter((name) => body[name] === true).flatMap((name) => [...excludedBy[name]]);
  return (item) => !left.includes(call.simulator.world.folders.get(item.folderId)?.category ?? '');
}

function optionsOf(call: Call, body: BodyOf<typeof choices>): RestorePlan['options'] {
  const { absentRestoreFlag } = call.simulator.switches;
  return {
    changedItems: body.changedItems ?? absentRestoreFlag,
    missingItems: body.deletedItems ?? absentRestoreFlag,
    markUnread: body.markRestoredAsUnread ?? false,
  };
}

/** `POST …/organization/mailboxes/restore`: whole mailboxes in bulk, to where they were. */
export function postBulkMailRestore(call: Call): Promise<Reply> {
  const session = openSessionOf(call, 'Vex', 'restore');
  const body = readBody(call, bulkShape);
  const given = {
    ...body,
    ...(body.office365UserName !== undefined && { userName: body.office365UserName }),
    ...(body.office365UserPassword !== undefined && { userPassword: body.office365UserPassword }),
  };
  const credential = readCredential(call.simulator, session, given, call.profile.bulkNeedsImpersonation);
  const asked = body.mailboxes ?? [];
  if (asked.length === 0) throw invalid('At least one mailbox is required.');
  const all = shownContainers(call.simulator, session);
  const may = mayRestore(call, body);
  const parts = asked.map(({ id }) => {
    const shown = requireShown(all, guid(id, 'mailboxes.id'), 'The mailbox');
    const items = shownItems(call.simulator, session, shown).filter(may);
    return { shown, items: recentFirst(items, shown, body.recentItemRestorePeriod) };
  });
  return startRestore(call, {
    session,
    credential,
    options: optionsOf(call, body),
    parts,
    skipUnresolved: body.skipUnresolved ?? false,
    statistics: bulkMailStatistics,
  });
}

/** `recentItemRestorePeriod`: items backed up during so many days before the restore point go first. */
function recentFirst(items: Item[], shown: Shown, days: number | undefined): Item[] {
  if (days === undefined) return items;
  const since = new Date(Date.parse(shown.asOfUtc) - days * 86_400_000).toISOString();
  const isRecent = (item: Item): boolean => (versionAt(item, shown.asOfUtc)?.atUtc ?? '') >= since;
  return [...items.filter(isRecent), ...items.filter((item) => !isRecent(item))];
}

type Selection = { session: Session; shown: Shown; items: Item[]; statistics: RestorePlan['statistics'] };

/** The whole mailbox, a folder with those below it, or one item: whatever the path names. */
function pathSelection(call: Call): Selection {
  const session = openSessionOf(call, 'Vex', 'restore');
  const shown = shownMailbox(call, session);
  const all = shownItems(call.simulator, session, shown);
  const { itemId } = call.params;
  if (itemId !== undefined) return { session, shown, items: pick(all, [itemId]), statistics: itemsStatistics };
  if (call.params.folderId === undefined) return { session, shown, items: all, statistics: foldersStatistics };
  const folder = shownMailFolder(call, session, shown);
  const items = all.filter((item) => isWithin(call.simulator.world, item.folderId, folder.id));
  return { session, shown, items, statistics: foldersStatistics };
}

function pick(all: readonly Item[], ids: readonly string[]): Item[] {
  return ids.map((id) => {
    const item = all.find((candidate) => candidate.id === id);
    if (!item) throw notFound('The item');
    return item;
  });
}

function listSelection(call: Call, ids: readonly { id: string }[] | undefined): Selection {
  const session = openSessionOf(call, 'Vex', 'restore');
  const shown = shownMailbox(call, session);
  if (!ids || ids.length === 0) throw invalid('At least one item is required.');
  const all = shownItems(call.simulator, session, shown);
  return {
    session,
    shown,
    items: pick(
      all,
      ids.map(({ id }) => id),
    ),
    statistics: itemsStatistics,
  };
}

function toOriginal(call: Call, chosen: Selection, body: BodyOf<typeof originalShape>): Promise<Reply> {
  const { session, shown, items, statistics } = chosen;
  const credential = readCredential(call.simulator, session, body, true);
  return startRestore(call, { session, credential, options: {}, parts: [{ shown, items }], statistics });
}

/** `POST …/mailboxes/{mailboxId}[/folders/{folderId}|/items/{itemId}]/restore`: no options but credentials. */
export function postMailRestore(call: Call): Promise<Reply> {
  return toOriginal(call, pathSelection(call), readBody(call, originalShape));
}

/** `POST …/mailboxes/{mailboxId}/items/restore`: the listed items. */
export function postMailItemsRestore(call: Call): Promise<Reply> {
  const body = readBody(call, { ...originalShape, items: listOf(withId) });
  return toOriginal(call, listSelection(call, body.items), body);
}

function toElsewhere(call: Call, chosen: Selection, body: BodyOf<typeof elsewhereShape>): Promise<Reply> {
  const { session, shown, statistics } = chosen;
  const credential = readCredential(call.simulator, session, body, true);
  const email = body.mailbox?.toLowerCase();
  const target = call.simulator.world.containers.find(
    (one) => one.workload === 'exchange' && one.email === email && !one.isArchive && isOwnedNow(call, one.ownerId),
  );
  if (!target) throw invalid(`Failed to resolve the mailbox ${body.mailbox ?? ''}.`);
  return startRestore(call, {
    session,
    credential,
    options: { ...optionsOf(call, body), destination: { containerId: target.id, folder: body.folder ?? '' } },
    parts: [{ shown, items: chosen.items.filter(mayRestore(call, body)) }],
    statistics,
  });
}

function isOwnedNow(call: Call, ownerId: string | null): boolean {
  return call.simulator.world.people.some((person) => person.id === ownerId && person.leftUtc === null);
}

/** `POST …/mailboxes/{mailboxId}[/folders/{folderId}|/items/{itemId}]/restoreTo`: into another mailbox or folder. */
export function postMailRestoreTo(call: Call): Promise<Reply> {
  return toElsewhere(call, pathSelection(call), readBody(call, elsewhereShape));
}

/** `POST …/mailboxes/{mailboxId}/items/restoreTo`. */
export function postMailItemsRestoreTo(call: Call): Promise<Reply> {
  const body = readBody(call, { ...elsewhereShape, items: listOf(withId) });
  return toElsewhere(call, listSelection(call, body.items), body);
}

/** `POST …/mailboxes/{mailboxId}/items/operatorRestore`: a portal operator restores chosen items. */
export function postMailOperatorRestore(call: Call): Promise<Reply> {
  const body = readBody(call, {
    changedItems: flag,
    deletedItems: flag,
    markRestoredAsUnread: flag,
    folder: text,
    items: listOf(withId),
    reason: text,
  });
  const { session, shown, items, statistics } = listSelection(call, body.items);
  const elsewhere = body.folder ? { destination: { containerId: shown.container.id, folder: body.folder } } : {};
  return startRestore(call, {
    session,
    credential: { form: 'operator', error: null },
    options: { ...optionsOf(call, body), ...elsewhere },
    parts: [{ shown, items }],
    reason: body.reason ?? '',
    isAsync: true,
    statistics,
  });
}
