import type { Container, Folder, Item, ItemVersion, Person, World } from './types.ts';

/** Whether a folder or an item was there at an instant. */
export function isPresentAt(
  thing: { deletions: { atUtc: string; undoneUtc: string | null }[] },
  createdUtc: string,
  atUtc: string,
): boolean {
  if (createdUtc > atUtc) return false;
  return !thing.deletions.some((gone) => gone.atUtc <= atUtc && (gone.undoneUtc === null || gone.undoneUtc > atUtc));
}

/** Whether it had been made by then, deleted or not: what "show deleted" adds to a restore session. */
export function existedBy(createdUtc: string, atUtc: string): boolean {
  return createdUtc <= atUtc;
}

/** The state of an item at an instant, whether it was deleted by then or not; undefined before its creation. */
export function versionAt(item: Item, atUtc: string): ItemVersion | undefined {
  return item.versions.findLast((version) => version.atUtc <= atUtc);
}

/** The instant an item was made. */
export function createdUtcOf(item: Item): string {
  return item.versions[0]?.atUtc ?? '9999-12-31T23:59:59.999Z';
}

export const isItemPresentAt = (item: Item, atUtc: string): boolean => isPresentAt(item, createdUtcOf(item), atUtc);
export const isFolderPresentAt = (folder: Folder, atUtc: string): boolean =>
  isPresentAt(folder, folder.createdUtc, atUtc);

/** Folders of a container in the order they were made. */
export function foldersOf(world: World, containerId: string): Folder[] {
  return [...world.folders.values()].filter((folder) => folder.containerId === containerId);
}

/** Items of a container in the order they were made. */
export function itemsOf(world: World, containerId: string): Item[] {
  return [...world.items.values()].filter((item) => item.containerId === containerId);
}

/** `Inbox/Contoso/Invoices`: names of the folders above and including this one. */
export function folderPath(world: World, folderId: string): string {
  const names: string[] = [];
  for (let folder = world.folders.get(folderId); folder; folder = world.folders.get(folder.parentId ?? '')) {
    names.unshift(folder.name);
  }
  return names.join('/');
}

/** Whether a folder is the given one or lies below it. */
export function isWithin(world: World, folderId: string, ancestorId: string): boolean {
  for (let folder = world.folders.get(folderId); folder; folder = world.folders.get(folder.parentId ?? '')) {
    if (folder.id === ancestorId) return true;
  }
  return false;
}

const peopleById = new WeakMap<World, Map<string, Person>>();

/** A person by Entra object id; looked up in an index, because a world may be made with very many people. */
export function personOf(world: World, id: string | null): Person | undefined {
  const known = peopleById.get(world);
  const index =
    known?.size === world.people.length ? known : new Map(world.people.map((person) => [person.id, person]));
  peopleById.set(world, index);
  return id === null ? undefined : index.get(id);
}

/** Whether the thing a container belongs to still exists: restores need a live target. */
export function isContainerLive(world: World, container: Container, atUtc: string): boolean {
  if (container.ownerId === null) return true;
  const owner = personOf(world, container.ownerId);
  return owner !== undefined && (owner.leftUtc === null || owner.leftUtc > atUtc);
}
