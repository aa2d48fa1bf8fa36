import { type Random, seededRandom, stableGuid, stableItemId } from './ids.ts';
import { personId } from './people.ts';
import type { StoryTime } from './time.ts';
import type { Container, Deletion, Folder, Item, ItemKind, Person, World } from './types.ts';

const topics = [
  'Budget 2027',
  'Falcon launch',
  'Quarterly review',
  'Offer for Fabrikam',
  'Travel to Leeds',
  'Holiday planning',
  'Contract Northwind',
  'Onboarding',
  'Price list',
  'Workshop notes',
] as const;
const openings = ['Re: ', 'FW: ', '', '', 'Question: ', 'Draft: '] as const;
/** Subjects people really write, and that no card, log or page may interpret. */
const awkward = [
  '**URGENT** <b>sign</b> [here](https://example.invalid)',
  'Totals: ${sum} {{count}} `rm`',
  'Plan \u202Efdp.exe\u202C for \u200BQ4',
] as const;

/** Standard folders: name, the vendor's category, its type, and how busy it is. */
const standardFolders = [
  ['Inbox', 'Inbox', 'None', 5],
  ['Sent Items', 'Sent', 'None', 3],
  ['Drafts', 'Drafts', 'None', 1],
  ['Deleted Items', 'Deleted', 'None', 1],
  ['Archive', 'None', 'None', 2],
  ['Junk Email', 'Junk', 'None', 1],
  ['Calendar', 'None', 'Appointment', 2],
  ['Contacts', 'None', 'Contact', 1],
] as const;
const heldFolders = [
  ['DiscoveryHolds', 'DiscoveryHolds', 'None', 1],
  ['Purges', 'Purges', 'None', 1],
] as const;

type Filling = { world: World; time: StoryTime; container: Container; owner: Person; random: Random };

function addFolder(to: Filling, name: string, category: string, type: string, parentId: string | null = null): Folder {
  const folder: Folder = {
    id: stableItemId(`folder:${to.container.id}:${parentId ?? ''}:${name}`),
    containerId: to.container.id,
    parentId,
    kind: 'mailFolder',
    name,
    category,
    type,
    createdUtc: to.container.createdUtc,
    deletions: [],
  };
  to.world.folders.set(folder.id, folder);
  return folder;
}

type Mail = { name: string; daysAgo: number; deletions?: Deletion[]; failure?: string; changedDaysAgo?: number };

function addItem(to: Filling, folder: Folder, index: number, mail: Mail): void {
  const kind: ItemKind =
    folder.type === 'Appointment' ? 'appointment' : folder.type === 'Contact' ? 'contact' : 'message';
  // People of the story only: the extra ones come later and write to nobody.
  const others = to.world.people.slice(0, 11).filter((person) => person.id !== to.owner.id);
  const sentByOwner = folder.name === 'Sent Items' || folder.name === 'Drafts';
  const other = to.random.pick(others).mail;
  const sizeBytes = to.random.between(4_000, 240_000);
  const madeUtc = to.time.daysBefore(mail.daysAgo);
  const isTooEarly = madeUtc < folder.createdUtc;
  const item: Item = {
    id: stableItemId(`item:${folder.id}:${index}`),
    containerId: to.container.id,
    folderId: folder.id,
    kind,
    name: kind === 'contact' ? to.random.pick(others).displayName : mail.name,
    from: sentByOwner ? to.owner.mail : other,
    to: sentByOwner ? other : to.owner.mail,
    versions: [{ atUtc: isTooEarly ? folder.createdUtc : madeUtc, content: 1, sizeBytes }],
    deletions: mail.deletions ?? [],
    failure: mail.failure ?? null,
    isUnread: false,
    number: 0,
    parentNumber: null,
  };
  if (mail.changedDaysAgo !== undefined) {
    item.versions.push({ atUtc: to.time.daysBefore(mail.changedDaysAgo), content: 2, sizeBytes: sizeBytes + 512 });
  }
  to.world.items.set(item.id, item);
}

function fillFolder(to: Filling, folder: Folder, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const daysAgo = to.random.next() * 45 + 0.02;
    const name = to.random.chance(0.03)
      ? to.random.pick(awkward)
      : `${to.random.pick(openings)}${to.random.pick(topics)}${to.random.chance(0.5) ? ` #${to.random.between(2, 90)}` : ''}`;
    const gone = to.random.chance(0.1);
    const changed = !gone && to.random.chance(0.12);
    addItem(to, folder, index, {
      name,
      daysAgo,
      ...(gone && { deletions: [{ atUtc: to.time.daysBefore(to.random.next() * daysAgo), undoneUtc: null }] }),
      ...(changed && { changedDaysAgo: to.random.next() * Math.min(daysAgo, 3) }),
      ...(gone && to.random.chance(0.15) && { failure: 'The message exceeds the maximum supported size.' }),
    });
  }
}

/** Adele's folder "Contoso", with a subfolder, deleted whole yesterday afternoon: the first story of the sandbox. */
function addLostFolder(to: Filling): void {
  const deletions = (): Deletion[] => [{ atUtc: to.time.onDay(1, 16, 20), undoneUtc: null }];
  const contoso = addFolder(to, 'Contoso', 'None', 'None');
  const invoices = addFolder(to, 'Invoices', 'None', 'None', contoso.id);
  for (const folder of [contoso, invoices]) folder.deletions = deletions();
  const names = [
    'Contoso kick-off',
    'Contoso: open points',
    'Re: Contoso: open points',
    'Contoso price agreement',
    'Minutes',
  ];
  for (let index = 0; index < 34; index += 1) {
    const folder = index % 3 === 2 ? invoices : contoso;
    const failure =
      index === 7 ? 'The item is corrupt and cannot be imported.' : 'The message exceeds the maximum supported size.';
    addItem(to, folder, index, {
      name:
        folder === invoices
          ? `Invoice 2026-${1040 + index}`
          : `${names[index % names.length] ?? 'Contoso'} (${index + 1})`,
      daysAgo: 40 - index,
      deletions: deletions(),
      ...((index === 7 || index === 20) && { failure }),
    });
  }
}

function mailboxOf(person: Person, jobId: string, isArchive: boolean): Container {
  return {
    id: stableGuid(`${isArchive ? 'archive' : 'mailbox'}:${person.id}`),
    workload: 'exchange',
    name: isArchive ? `In-Place Archive - ${person.displayName}` : person.displayName,
    ownerId: person.id,
    // The backup product keeps addresses in lower case, the directory does not.
    email: person.mail.toLowerCase(),
    url: '',
    isArchive,
    createdUtc: person.createdUtc,
    jobId: person.isBackedUp ? jobId : '',
    parentContainerId: null,
  };
}

/** Gives colleagues without a part in the story a mailbox with one message. */
export function addSmallMailboxes(world: World, time: StoryTime, jobId: string, owners: readonly Person[]): void {
  for (const owner of owners) {
    const container = mailboxOf(owner, jobId, false);
    world.containers.push(container);
    const to: Filling = { world, time, container, owner, random: seededRandom(world.seed, container.id) };
    addItem(to, addFolder(to, 'Inbox', 'Inbox', 'None'), 0, { name: 'Welcome', daysAgo: 30 });
  }
}

/** Gives every person a mailbox with weeks of history; Adele also has an archive mailbox. */
export function addMailboxes(world: World, time: StoryTime, jobId: string): void {
  for (const owner of world.people) {
    for (const isArchive of owner.id === personId.adele ? [false, true] : [false]) {
      const container = mailboxOf(owner, jobId, isArchive);
      world.containers.push(container);
      const to: Filling = { world, time, container, owner, random: seededRandom(world.seed, container.id) };
      const held = owner.id === personId.adele || owner.id === personId.megan ? heldFolders : [];
      for (const [name, category, type, share] of [...standardFolders, ...held]) {
        const folder = addFolder(to, name, category, type);
        fillFolder(to, folder, share * to.random.between(3, isArchive ? 4 : 9));
      }
      if (owner.id === personId.adele && !isArchive) addLostFolder(to);
    }
  }
}
