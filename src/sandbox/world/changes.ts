import { folderPath } from './history.ts';
import { stableItemId } from './ids.ts';
import type { Folder, Item, World, WorldChange } from './types.ts';

function itemOf(world: World, itemId: string): Item {
  const item = world.items.get(itemId);
  if (!item) throw new Error(`The world has no item ${itemId}: was its state written by another version?`);
  return item;
}

function bringBack(thing: { deletions: { atUtc: string; undoneUtc: string | null }[] }, atUtc: string): void {
  for (const gone of thing.deletions) gone.undoneUtc ??= atUtc;
}

function bringBackFolders(world: World, folderId: string, atUtc: string): void {
  for (let folder = world.folders.get(folderId); folder; folder = world.folders.get(folder.parentId ?? '')) {
    bringBack(folder, atUtc);
  }
}

function targetFolder(world: World, containerId: string, name: string, like: Folder, atUtc: string): Folder {
  const id = stableItemId(`copied-folder:${containerId}:${name}`);
  const existing = world.folders.get(id);
  if (existing) return existing;
  const folder: Folder = {
    ...like,
    id,
    containerId,
    parentId: null,
    name,
    category: 'None',
    createdUtc: atUtc,
    deletions: [],
  };
  world.folders.set(id, folder);
  return folder;
}

function copyItem(world: World, change: Extract<WorldChange, { kind: 'itemCopied' }>): void {
  const item = itemOf(world, change.itemId);
  const like = world.folders.get(item.folderId);
  if (!like) throw new Error(`Item ${item.id} has no folder`);
  const name = [change.folderName, folderPath(world, item.folderId)].filter((part) => part !== '').join('/');
  const folder = targetFolder(world, change.containerId, name, like, change.atUtc);
  const size = item.versions.at(-1)?.sizeBytes ?? 0;
  const id = copiedItemId(change.containerId, change.folderName, item.id);
  world.items.set(id, {
    ...item,
    id,
    containerId: change.containerId,
    folderId: folder.id,
    versions: [{ atUtc: change.atUtc, content: change.content, sizeBytes: size }],
    deletions: [],
  });
}

/** The id a copy of an item has in another container: the same item copied twice to one place is one copy. */
export function copiedItemId(containerId: string, folderName: string, itemId: string): string {
  return stableItemId(`copy:${containerId}:${folderName}:${itemId}`);
}

function apply(world: World, change: WorldChange): void {
  switch (change.kind) {
    case 'itemRestored': {
      const item = itemOf(world, change.itemId);
      bringBack(item, change.atUtc);
      bringBackFolders(world, item.folderId, change.atUtc);
      if (item.versions.at(-1)?.content !== change.content) {
        item.versions.push({ atUtc: change.atUtc, content: change.content, sizeBytes: change.sizeBytes });
      }
      if (change.markUnread) item.isUnread = true;
      return;
    }
    case 'itemCopied':
      copyItem(world, change);
      return;
    case 'itemDeleted':
      itemOf(world, change.itemId).deletions.push({ atUtc: change.atUtc, undoneUtc: null });
      return;
    case 'itemChanged': {
      const item = itemOf(world, change.itemId);
      const content = Math.max(...item.versions.map((version) => version.content)) + 1;
      item.versions.push({ atUtc: change.atUtc, content, sizeBytes: item.versions.at(-1)?.sizeBytes ?? 1 });
      return;
    }
    case 'pointRemoved':
      world.removedPointIds.add(change.pointId);
      return;
    case 'personLeft': {
      const person = world.people.find((candidate) => candidate.id === change.personId);
      if (person) person.leftUtc = change.atUtc;
      return;
    }
  }
}

/** Makes something happen in the world and remembers it, so that the world can be written down and made again. */
export function changeWorld(world: World, change: WorldChange): void {
  apply(world, change);
  world.changes.push(change);
}
