import { stableGuid } from '../../world/ids.ts';
import { changeWorld, type Item } from '../../world.ts';
import { urlOf } from '../browse/keys.ts';
import type { Point } from '../catalog/points.ts';
import { siteIdOf } from '../catalog/units.ts';
import { nowUtc, type Simulator } from '../simulator.ts';
import type { Artifact, ItemCounts, RestoreSession } from '../state.ts';
import { type Difference, mailDifferences, newerItems, siteContents } from './differences.ts';

export type Done = Pick<Artifact, 'counts' | 'restoredTo' | 'restoredItemIds'>;

const idsOf = (all: readonly Difference[]): readonly string[] => all.map(({ item }) => item.id);

const countsOf = (all: readonly Difference[], removed = 0): ItemCounts => {
  const having = (now: Difference['now']): number => all.filter((one) => one.now === now).length;
  return { created: having('missing'), changed: having('changed'), removed, unchanged: having('same') };
};

function bringBack(simulator: Simulator, { item, then }: Difference): void {
  changeWorld(simulator.world, {
    kind: 'itemRestored',
    itemId: item.id,
    atUtc: nowUtc(simulator),
    content: then.content,
    sizeBytes: then.sizeBytes,
    markUnread: false,
  });
}

function copy(simulator: Simulator, item: Item, content: number, containerId: string, folderName: string): void {
  changeWorld(simulator.world, {
    kind: 'itemCopied',
    itemId: item.id,
    atUtc: nowUtc(simulator),
    content,
    containerId,
    folderName,
  });
}

/** `2026-11-19T15:04` as the folders of restored mail are named; the documentation shows year, day, month (graph.md §7.6). */
const stamp = (utc: string): string =>
  `${utc.slice(0, 4)}-${utc.slice(8, 10)}-${utc.slice(5, 7)}, ${utc.slice(11, 16)}`;

/** Restores mail: in place, or into a new folder. Nothing is done when nothing differs, also not into a new folder. */
export function restoreMail(
  simulator: Simulator,
  point: Point,
  artifact: Artifact,
  only: ReadonlySet<string> | null,
): Done {
  const all = mailDifferences(simulator, point).filter(({ item }) => only === null || only.has(item.id));
  const { container } = point.unit;
  const isNew = artifact.destinationType === 'new';
  const name = `${only === null ? 'Restored Items' : 'Recovered Items'} ${stamp(nowUtc(simulator))}`;
  for (const one of all) {
    if (isNew) copy(simulator, one.item, one.then.content, container.id, name);
    else bringBack(simulator, one);
  }
  const folder = isNew && all.length > 0 ? name : '';
  return {
    counts: countsOf(all),
    restoredTo: { id: folder === '' ? '' : stableGuid(`${artifact.id}:folder`), name: folder, url: '' },
    restoredItemIds: idsOf(all),
  };
}

/** Rolls a drive or site back to a point: what changed or went comes back, what came later goes. */
export function rollBack(simulator: Simulator, point: Point): Done {
  const { container } = point.unit;
  const newer = newerItems(simulator, point);
  const all = siteContents(simulator, point);
  for (const one of all) if (one.now !== 'same') bringBack(simulator, one);
  for (const item of newer)
    changeWorld(simulator.world, { kind: 'itemDeleted', itemId: item.id, atUtc: nowUtc(simulator) });
  return {
    counts: countsOf(all, newer.length),
    restoredItemIds: idsOf(all.filter(({ now }) => now !== 'same')),
    restoredTo: { id: siteIdOf(container), name: container.name, url: container.url },
  };
}

/** Makes a new site beside the old one, with the next free `R` number, and copies everything into it. */
export function restoreToNewSite(simulator: Simulator, point: Point, artifact: Artifact): Done {
  const { container } = point.unit;
  const { restoredSites } = simulator.state;
  let number = 0;
  while (restoredSites.some((site) => site.url === `${container.url}R${number}`)) number += 1;
  const site = {
    id: stableGuid(`restored:${artifact.id}`),
    name: `${container.name} R${number}`,
    url: `${container.url}R${number}`,
  };
  restoredSites.push(site);
  const all = siteContents(simulator, point);
  for (const { item, then } of all) copy(simulator, item, then.content, site.id, '');
  return {
    counts: { created: all.length, changed: 0, removed: 0, unchanged: 0 },
    restoredItemIds: idsOf(all),
    restoredTo: { ...site, id: siteIdOf({ ...container, id: site.id, url: site.url }) },
  };
}

/** The folder chosen things of one session come back to. */
const foundFolder = (session: { readonly activatedUtc: string | null }): string =>
  `Recovered ${stamp(session.activatedUtc ?? '')}`.replaceAll(':', '.');

/** Brings a chosen file or folder back: into a new folder that all of its session share, or to where it was. */
export function restoreThing(
  simulator: Simulator,
  point: Point,
  session: RestoreSession,
  thingId: string,
  isWanted: (item: Item) => boolean,
): Done {
  const all = siteContents(simulator, point).filter(({ item }) => isWanted(item));
  const { container } = point.unit;
  const isNew = simulator.switches.granularDestination === 'newFolder';
  const folder = foundFolder(session);
  for (const { item, then, now } of all) {
    if (isNew) copy(simulator, item, then.content, container.id, folder);
    else if (now !== 'same') bringBack(simulator, { item, then, now });
  }
  const name = simulator.world.items.get(thingId)?.name ?? simulator.world.folders.get(thingId)?.name ?? '';
  const newUrl = `${container.url}/${encodeURIComponent(folder)}/${encodeURIComponent(name)}`;
  return {
    counts: isNew ? { created: all.length, changed: 0, removed: 0, unchanged: 0 } : countsOf(all),
    restoredItemIds: idsOf(all),
    restoredTo: { id: thingId, name, url: isNew ? newUrl : urlOf(simulator, thingId) },
  };
}
