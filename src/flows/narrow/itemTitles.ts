import { createHash } from 'node:crypto';
import type { PickedItem, UtcInstant } from '../../domain/terms.ts';
import type { Clock } from '../../lib/clock.ts';
import type { PickableItem } from '../../ports/provider.ts';

/** What a person reads of an item to recognise it. */
export type ItemTitle = Pick<PickableItem, 'kind' | 'title' | 'detail' | 'dateUtc'>;

/**
 * Titles of items between the search and the card that shows them. They are in this process's memory and nowhere else: never in a
 * job, the audit trail or the log, nor in the database but for the names in a provider's own handles of files and folders. When they are gone (restart, another replica, time), the search is made again.
 */
export type ItemTitles = {
  keep(searchId: string, items: readonly PickableItem[]): void;
  /** The titles of these items, in their order; null unless all are known. */
  of(searchId: string, items: readonly PickedItem[]): readonly ItemTitle[] | null;
};

const searchesKept = 100;
const keptMinutes = 30;

/** An empty memory for titles; the oldest search goes first, and each after half an hour. */
export function createItemTitles(clock: Clock): ItemTitles {
  const searches = new Map<string, { readonly untilMs: number; readonly titles: ReadonlyMap<string, ItemTitle> }>();
  const forgetOld = (now: number): void => {
    for (const [searchId, { untilMs }] of searches) if (untilMs <= now) searches.delete(searchId);
  };
  return {
    keep(searchId, items) {
      const now = clock.now().getTime();
      forgetOld(now);
      searches.delete(searchId);
      const titles = new Map(
        items.map(({ id, kind, title, detail, dateUtc }) => [id, { kind, title, detail, dateUtc } as ItemTitle]),
      );
      searches.set(searchId, { untilMs: now + keptMinutes * 60_000, titles });
      const oldest = searches.size > searchesKept ? searches.keys().next() : null;
      if (oldest && !oldest.done) searches.delete(oldest.value);
    },
    of(searchId, items) {
      forgetOld(clock.now().getTime());
      const titles = searches.get(searchId)?.titles;
      const known = items.flatMap(({ id }) => titles?.get(id) ?? []);
      return known.length === items.length ? known : null;
    },
  };
}

/** What a card calls an item: short, and nothing of the item itself. */
export const itemKey = ({ id }: Pick<PickedItem, 'id'>): string =>
  createHash('sha256').update(id).digest('base64url').slice(0, 12);

/** Folders and the like first, then newest first; what has no date comes last. */
export const newestFirst = (items: readonly PickableItem[]): readonly PickableItem[] =>
  items.toSorted((one, other) => rankOf(one) - rankOf(other) || dateOf(other).localeCompare(dateOf(one)));

const rankOf = ({ kind }: PickableItem): number => (kind === 'container' ? 0 : 1);

const dateOf = ({ dateUtc }: PickableItem): UtcInstant => dateUtc ?? '';
