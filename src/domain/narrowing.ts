import type { Refusal } from './refusals.ts';
import {
  type Destination,
  type ItemFilter,
  type NoticeKey,
  noFilter,
  type PickedItem,
  type RestoreOptions,
  type RestorePoint,
  type Selection,
  type UtcInstant,
} from './terms.ts';

/** How many items one search lists, and so how many a request can pick. */
export const mostItems = 200;

/**
 * The journal's name for a session that only looked. It stands under an id of its own, so no run ever takes it for its own; no provider
 * gives a step of a run this name.
 */
export const searchStep = 'search';

/** How many titles a card shows at once. */
export const itemsPerPage = 15;

/**
 * What a filter matched, without titles: those are shown to the person who picks. The handle of a file or folder is the provider's and may
 * hold its name (Veeam takes its whole record back); a message's is an id.
 */
export type FoundItems =
  | {
      readonly picks: 'each';
      /** Newest first; at most `mostItems`. */
      readonly items: readonly PickedItem[];
      readonly total: number;
      readonly complete: boolean;
      /** The backup they come from, where it is not the one that was looked up. */
      readonly point?: RestorePoint;
    }
  | { readonly picks: 'all'; readonly total: number; readonly most: number | null };

/** How far choosing items has come. The person sees exactly this; nothing is sent for approval meanwhile. */
export type Narrowing =
  | { readonly kind: 'asking'; readonly filter: ItemFilter }
  | {
      readonly kind: 'looking';
      readonly filter: ItemFilter;
      readonly searchId: string;
      readonly sinceUtc: UtcInstant;
    }
  | {
      readonly kind: 'found';
      readonly filter: ItemFilter;
      readonly searchId: string;
      readonly found: FoundItems;
      readonly page: number;
      /** Ids of the items ticked so far, on all pages. */
      readonly picked: readonly string[];
    }
  | { readonly kind: 'refused'; readonly filter: ItemFilter; readonly refusal: Refusal };

/** How the whole or items of it are restored, as the provider offers it for what the person asked. */
export type RestoreTerms = {
  readonly destination: Destination;
  readonly options: RestoreOptions;
  readonly manner: 'merge' | 'rollback';
  readonly notices: readonly NoticeKey[];
};

/** Whether a filter lets everything through. */
export const isOpen = (filter: ItemFilter): boolean =>
  Object.keys(noFilter).every((key) => filter[key as keyof ItemFilter] === null);

/** The number of pages a list of this length takes; an empty one takes one too. */
export const pagesOf = (items: number): number => Math.max(1, Math.ceil(items / itemsPerPage));

/** The items on a page, or none when there is no such page. */
export const pageOf = <T>(items: readonly T[], page: number): readonly T[] =>
  items.slice(page * itemsPerPage, (page + 1) * itemsPerPage);

/** Whether two selections of one target would restore something twice. The provider's filter alone tells no items, so it meets everything. */
export function overlaps(one: Selection, other: Selection): boolean {
  if (one.kind === 'whole' || other.kind === 'whole') return true;
  if (one.items.length === 0 || other.items.length === 0) return true;
  return one.items.some(({ id }) => other.items.some((item) => item.id === id));
}
