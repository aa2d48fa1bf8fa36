import { type Random, seededRandom, stableGuid } from './ids.ts';
import { personId } from './people.ts';
import type { StoryTime } from './time.ts';
import type { Container, Folder, Item, ItemKind, NodeKind, World } from './types.ts';

const names = [
  'Plan',
  'Budget',
  'Minutes',
  'Offer',
  'Price list',
  'Roadmap',
  'Photos',
  'Contract',
  'Checklist',
] as const;
const endings = ['docx', 'xlsx', 'pptx', 'pdf', 'zip'] as const;

export type FolderDraft = { name: string; kind: NodeKind; parentId?: string | null };

/** Adds a folder, library, list or channel to a container. */
export function addFolder(world: World, container: Container, draft: FolderDraft): Folder {
  const parentId = draft.parentId ?? null;
  const guid = stableGuid(`folder:${container.id}:${parentId ?? ''}:${draft.name}`);
  const folder: Folder = {
    id: draft.kind === 'channel' ? `19:${guid.replaceAll('-', '')}@thread.tacv2` : guid,
    containerId: container.id,
    parentId,
    kind: draft.kind,
    name: draft.name,
    category: 'None',
    type: 'None',
    createdUtc: container.createdUtc,
    deletions: [],
  };
  world.folders.set(folder.id, folder);
  return folder;
}

export type ItemDraft = { name: string; kind: ItemKind; number?: number; parentNumber?: number | null };

/** Adds an item with a made-up history: often changed, sometimes deleted, now and then impossible to restore. */
export function addItem(world: World, time: StoryTime, random: Random, folder: Folder, draft: ItemDraft): Item {
  const createdDaysAgo = random.next() * 44 + 0.5;
  const sizeBytes = random.between(10_000, 4_000_000);
  const versions = [{ atUtc: time.daysBefore(createdDaysAgo), content: 1, sizeBytes }];
  let daysAgo = createdDaysAgo;
  while (random.chance(0.35) && versions.length < 6) {
    daysAgo *= random.next();
    versions.push({
      atUtc: time.daysBefore(daysAgo),
      content: versions.length + 1,
      sizeBytes: sizeBytes + versions.length * 2048,
    });
  }
  const isGone = random.chance(0.15);
  const author = random.pick(world.people.filter((person) => person.kind === 'member'));
  const item: Item = {
    id: stableGuid(`item:${folder.id}:${draft.name}:${draft.number ?? ''}`),
    containerId: folder.containerId,
    folderId: folder.id,
    kind: draft.kind,
    name: draft.name,
    from: author.displayName,
    to: '',
    versions,
    deletions: isGone ? [{ atUtc: time.daysBefore(daysAgo * random.next()), undoneUtc: null }] : [],
    failure: random.chance(0.03) ? 'The file is checked out or locked by another user.' : null,
    isUnread: false,
    number: draft.number ?? 0,
    parentNumber: draft.parentNumber ?? null,
  };
  world.items.set(item.id, item);
  return item;
}

/** Fills a folder with so many files of different names. */
export function addFiles(
  world: World,
  time: StoryTime,
  random: Random,
  folder: Folder,
  kind: ItemKind,
  count: number,
): void {
  for (let index = 1; index <= count; index += 1) {
    addItem(world, time, random, folder, { name: `${random.pick(names)} ${index}.${random.pick(endings)}`, kind });
  }
}

/** Gives the people who work with files a OneDrive; Adele's "Falcon" folder was deleted three days ago. */
export function addOneDrives(world: World, time: StoryTime, jobId: string): void {
  const owners = [personId.adele, personId.megan, personId.alexMarketing, personId.alexFinance, personId.isaiah];
  for (const owner of world.people.filter((person) => owners.some((id) => id === person.id))) {
    const container: Container = {
      id: stableGuid(`onedrive:${owner.id}`),
      workload: 'oneDrive',
      name: owner.displayName,
      ownerId: owner.id,
      email: owner.mail.toLowerCase(),
      url: `https://contoso-my.sharepoint.com/personal/${owner.mail.toLowerCase().replaceAll(/[@.]/g, '_')}`,
      isArchive: false,
      createdUtc: owner.createdUtc,
      jobId,
      parentContainerId: null,
    };
    world.containers.push(container);
    const random = seededRandom(world.seed, container.id);
    const root = addFolder(world, container, { name: 'Documents', kind: 'library' });
    addFiles(world, time, random, root, 'document', random.between(6, 12));
    const falcon = addFolder(world, container, { name: 'Falcon', kind: 'folder', parentId: root.id });
    addFiles(world, time, random, falcon, 'document', random.between(5, 9));
    if (owner.id !== personId.adele) continue;
    falcon.deletions.push({ atUtc: time.onDay(3, 11, 5), undoneUtc: null });
    for (const item of world.items.values()) {
      if (item.folderId === falcon.id) item.deletions = [{ atUtc: time.onDay(3, 11, 5), undoneUtc: null }];
    }
  }
}
