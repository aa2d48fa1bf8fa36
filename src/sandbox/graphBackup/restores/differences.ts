import { isItemPresentAt, itemsOf, versionAt } from '../../world/history.ts';
import type { Item, ItemVersion } from '../../world.ts';
import type { Point } from '../catalog/points.ts';
import { containersOf } from '../catalog/units.ts';
import { nowUtc, type Simulator } from '../simulator.ts';

/** An item as a point holds it, and what it is now. */
export type Difference = {
  readonly item: Item;
  readonly then: ItemVersion;
  readonly now: 'missing' | 'changed' | 'same';
};

function differencesOf(simulator: Simulator, point: Point, isBackedUp: (item: Item) => boolean): readonly Difference[] {
  const { world } = simulator;
  const atUtc = nowUtc(simulator);
  return containersOf(world, point.unit)
    .flatMap((container) => itemsOf(world, container.id))
    .filter((item) => isItemPresentAt(item, point.timeUtc) && isBackedUp(item))
    .flatMap((item) => {
      const then = versionAt(item, point.timeUtc);
      if (!then) return [];
      const isLive = isItemPresentAt(item, atUtc);
      const isSame = versionAt(item, atUtc)?.content === then.content;
      return [{ item, then, now: isLive ? (isSame ? ('same' as const) : ('changed' as const)) : ('missing' as const) }];
    });
}

/**
 * What a mailbox restore would bring back: mail changed or gone since the point. New mail stays untouched and drafts are not backed up
 * (graph.md §7.6).
 */
export function mailDifferences(simulator: Simulator, point: Point): readonly Difference[] {
  const isDraft = (item: Item): boolean => simulator.world.folders.get(item.folderId)?.category === 'Drafts';
  return differencesOf(simulator, point, (item) => !isDraft(item)).filter(({ now }) => now !== 'same');
}

/** Everything a drive or site held at a point. */
export const siteContents = (simulator: Simulator, point: Point): readonly Difference[] =>
  differencesOf(simulator, point, () => true);

/** What a drive or site holds now and did not at the point: a rollback removes it (graph.md §7.7). */
export function newerItems(simulator: Simulator, point: Point): readonly Item[] {
  const { world } = simulator;
  const atUtc = nowUtc(simulator);
  return containersOf(world, point.unit)
    .flatMap((container) => itemsOf(world, container.id))
    .filter((item) => isItemPresentAt(item, atUtc) && !isItemPresentAt(item, point.timeUtc));
}
