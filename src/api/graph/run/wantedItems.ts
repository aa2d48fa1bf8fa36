import { Fault } from '../../../lib/fault.ts';
import type { RunContext } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import { isBrowsable } from '../items/browseSession.ts';
import { mostMailAtOnce, searchMail } from '../items/mailHits.ts';
import { keysOf } from '../items/pickedThings.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { browsedOf, type Wanted, wantedOf } from './journal.ts';

type Items = Extract<RunContext['selection'], { kind: 'items' }>;

/** What the draft of a run of items is made of, or why it is not made. */
export type WantedItems =
  | { readonly kind: 'found'; readonly wanted: readonly Wanted[]; readonly searchedAtUtc: string | null }
  | { readonly kind: 'pointMoved' }
  /** More messages match than were approved. */
  | { readonly kind: 'moreThanApproved'; readonly total: number };

/**
 * Searches the mail anew, because how long a search may be restored from is not documented. What was approved is what is restored: a
 * filter that matches more than it did goes back for approval. Fewer is what was approved without what is back already.
 */
export async function wantedMail(
  context: GraphContext,
  run: RunContext,
  { filter, total }: Items,
): Promise<WantedItems> {
  const [plan, ...others] = run.targets;
  if (!plan?.point || others.length > 0)
    throw new Fault('GRAPH_REFUSED', { effect: 'none', cause: new Error('items of several targets') });
  const { point, target } = plan;
  const hits = await searchMail(context, point, filter);
  if (hits?.pointId !== point.id) return { kind: 'pointMoved' };
  if (hits.total === 0) throw new Fault('ITEMS_GONE', { effect: 'none' });
  if (hits.total > mostMailAtOnce) throw new Fault('GRAPH_ITEM_LIMIT', { effect: 'none' });
  if (hits.total > total) return { kind: 'moreThanApproved', total: hits.total };
  const { searchResponseId, searchedAtUtc } = hits;
  const wanted = [wantedOf({ targetId: target.id, pointId: point.id, searchResponseId })];
  return { kind: 'found', wanted, searchedAtUtc };
}

/** Finds the chosen files and folders in the browse session of the run, each under its id. */
export async function wantedThings(
  context: GraphContext,
  table: WorkloadTable,
  run: RunContext,
  { items }: Items,
): Promise<WantedItems> {
  const browseSessionId = browsedOf(run) ?? '';
  const pointId = run.targets[0]?.point?.id ?? '';
  if (!(await isBrowsable(context, table, browseSessionId)))
    throw new Fault('GRAPH_STALE', { effect: 'none', retryAfterSeconds: 1 });
  const keys = await keysOf(context, table, browseSessionId, items);
  const wanted = items.map(({ id }) =>
    wantedOf({ targetId: id, pointId, browseSessionId, itemKey: keys.get(id) ?? '' }),
  );
  return { kind: 'found', wanted, searchedAtUtc: null };
}
