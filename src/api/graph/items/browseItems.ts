import { Fault } from '../../../lib/fault.ts';
import type { ItemPage, Provider } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import { pointOfTarget } from '../lookUp/lookUp.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { createBrowseSession, findBrowseSession, isBrowsable } from './browseSession.ts';
import { findThings } from './findThings.ts';
import { mostMailAtOnce, searchMail } from './mailHits.ts';
import { pickable } from './pickedThings.ts';

type Query = Parameters<NonNullable<Provider['browse']>>[0];

/**
 * What a filter matches at a restore point. Of mail the service tells only how many messages; files and folders are looked at in a browse
 * session, which ends by itself and is not ours to close.
 */
export const browseItems = (context: GraphContext, table: WorkloadTable, query: Query): Promise<ItemPage> =>
  table.granular.kind === 'mail' ? countMail(context, query) : browseThings(context, table, query);

const pointGone = (): Fault => new Fault('RESTORE_POINT_GONE', { effect: 'none' });

async function countMail(context: GraphContext, { point, filter }: Query): Promise<ItemPage> {
  const hits = await searchMail(context, point, filter);
  if (hits?.pointId !== point.id) throw pointGone();
  return { picks: 'all', total: hits.total, most: mostMailAtOnce };
}

async function browseThings(
  context: GraphContext,
  table: WorkloadTable,
  { target, point, filter, most }: Query,
): Promise<ItemPage> {
  // Only express points can be looked into (graph.md §2.3); there is about one a day.
  const used =
    point.ref.fast === 'yes' ? point : await pointOfTarget(context, table, target, point.takenAtUtc, 'items');
  if (!used) throw pointGone();
  const sessionId =
    (await findBrowseSession(context, used.id, null)) ?? (await createBrowseSession(context, table, used.id));
  // One that ends between two calls is very old: the next look makes another.
  if (!(await isBrowsable(context, table, sessionId))) throw new Fault('BACKUP_BUSY', { effect: 'none' });
  const { things, complete } = await findThings(context, table, sessionId, filter);
  return {
    picks: 'each',
    items: things.slice(0, most).map((thing) => pickable(sessionId, used.id, thing)),
    total: things.length,
    complete,
    ...(used === point ? {} : { point: used }),
  };
}
