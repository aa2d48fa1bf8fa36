import { createdUtcOf, versionAt } from '../../world/history.ts';
import type { Folder, Item, ItemVersion, World } from '../../world.ts';
import { type Shown, shownFolders, shownItems } from '../catalog/backup.ts';
import type { Call } from '../http/call.ts';
import { vendorTime } from '../http/instants.ts';
import { notFound } from '../http/refusal.ts';
import type { Session } from '../state.ts';

/** What files and folders of OneDrives and sites have in common. */

/** Versions of a document up to the restore point; without `showAllVersions` only the last. */
export function shownVersions(session: Session, shown: Shown, item: Item): ItemVersion[] {
  const upTo = item.versions.filter((version) => version.atUtc <= shown.asOfUtc);
  return session.showAllVersions ? upTo : upTo.slice(-1);
}

/** Number of a version as the vendor counts: the first is 1. */
export const versionNumber = (item: Item, version: ItemVersion | undefined): number =>
  version ? item.versions.indexOf(version) + 1 : 0;

/** Fields of a document or list item; of the given version, or the one of the restore point. */
export function itemFields(shown: Shown, item: Item, version = versionAt(item, shown.asOfUtc)) {
  const number = versionNumber(item, version);
  return {
    id: item.id,
    versionId: number,
    version: `${number}.0`,
    name: item.name,
    createdBy: item.from,
    creationTime: vendorTime(createdUtcOf(item)),
    modifiedBy: item.from,
    modificationTime: vendorTime(version?.atUtc ?? createdUtcOf(item)),
    isFolder: false,
  };
}

export function folderFields(folder: Folder) {
  return {
    id: folder.id,
    versionId: 1,
    version: '1.0',
    name: folder.name,
    createdBy: 'System Account',
    creationTime: vendorTime(folder.createdUtc),
    modifiedBy: 'System Account',
    modificationTime: vendorTime(folder.createdUtc),
    isFolder: true,
  };
}

/** An item of one of the given kinds; refused (404) when the session does not show it. */
export function requireItem(
  call: Call,
  session: Session,
  shown: Shown,
  id: string,
  kinds: readonly Item['kind'][],
): Item {
  const found = shownItems(call.simulator, session, shown).find((item) => item.id === id && kinds.includes(item.kind));
  if (!found) throw notFound('The item');
  return found;
}

/** A folder, library or list; refused (404) when the session does not show it. */
export function requireFolder(
  call: Call,
  session: Session,
  shown: Shown,
  id: string,
  kinds: readonly Folder['kind'][],
): Folder {
  const found = shownFolders(call.simulator, session, shown).find(
    (folder) => folder.id === id && kinds.includes(folder.kind),
  );
  if (!found) throw notFound('The folder');
  return found;
}

/** A version of a document by its number; refused (404) when the session does not show it. */
export function requireVersion(session: Session, shown: Shown, item: Item, number: number): ItemVersion {
  const found = shownVersions(session, shown, item).find((version) => versionNumber(item, version) === number);
  if (!found) throw notFound('The version');
  return found;
}

/**
 * Whether something in a place (folder, library, list; null for none) lies directly below the asked parent: an id, or `root`
 * (v5 clients: `null`) for what is in no folder. Everything does when no parent is asked for.
 */
export function isBelow(world: World, parentId: string | undefined, placeId: string | null): boolean {
  if (parentId === undefined) return true;
  const wanted = parentId.toLowerCase();
  if (wanted !== 'root' && wanted !== 'null') return placeId === wanted;
  return placeId === null || world.folders.get(placeId)?.parentId === null;
}
