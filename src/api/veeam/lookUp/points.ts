import type { RestorePoint } from '../../../domain/terms.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { utcOf } from '../replies/common.ts';
import { type RestorePointReply, restorePointsReply } from '../replies/restorePoints.ts';

/** Which restore points count: those of one organization that hold a workload, narrowed to an object where the version can. */
export type PointQuery = {
  readonly organizationId: string;
  readonly holds: 'isExchange' | 'isOneDrive' | 'isSharePoint' | 'isTeams';
  readonly object: Readonly<Partial<Record<'userId' | 'siteId' | 'teamId', string>>>;
  readonly repositoryId?: string;
};

/**
 * Few points are wanted, so pages are small. Copies, long-term copies and retrieved data need another way to explore
 * (vb365.md §2) and are left out – by the query and again here, in case a server ignores a filter.
 */
const pointPage = 30;

async function first(
  context: VeeamContext,
  query: PointQuery,
  window: Readonly<Record<string, string | boolean>> & { readonly orderAsc: boolean },
  wanted: number,
  fits: (point: RestorePointReply) => boolean,
): Promise<readonly RestorePointReply[]> {
  const { filtersPoints } = await context.api.version();
  const { organizationId, repositoryId, object } = query;
  const common = { organizationId, repositoryId, ...object, isLongTermCopy: false, isRetrieved: false };
  if (!filtersPoints) {
    const all = await context.api.read(restorePointsReply, '/RestorePoints', { query: common });
    const inOrder = all.filter((point) => isUsable(point, query) && fits(point)).sort(byTime);
    return (window.orderAsc ? inOrder : inOrder.reverse()).slice(0, wanted);
  }
  const found: RestorePointReply[] = [];
  const filters = { ...common, isCopy: false };
  for await (const page of pages(
    context.api,
    restorePointsReply,
    '/RestorePoints',
    { ...filters, ...window },
    pointPage,
  )) {
    found.push(...page.filter((point) => isUsable(point, query) && fits(point)));
    if (found.length >= wanted) break;
  }
  return found.slice(0, wanted);
}

const isUsable = (point: RestorePointReply, query: PointQuery): boolean =>
  point[query.holds] &&
  !point.isCopy &&
  !point.isLongTermCopy &&
  !point.isRetrieved &&
  (query.repositoryId === undefined || point.repositoryId === query.repositoryId);

const byTime = (a: RestorePointReply, b: RestorePointReply): number =>
  Date.parse(utcOf(a.backupTime)) - Date.parse(utcOf(b.backupTime));

const plusSecond = (utc: string, seconds: number): string => new Date(Date.parse(utc) + 1000 * seconds).toISOString();

/** The latest points at or before an instant, newest first. Whether `to` includes its instant is not documented, so it is widened. */
export function latestPoints(
  context: VeeamContext,
  query: PointQuery,
  atUtc: string,
  wanted: number,
): Promise<readonly RestorePointReply[]> {
  const window = { to: plusSecond(atUtc, 1), orderAsc: false };
  return first(context, query, window, wanted, (point) => utcOf(point.backupTime) <= atUtc);
}

/** The first point after an instant, or null. */
export async function pointAfter(
  context: VeeamContext,
  query: PointQuery,
  afterUtc: string,
): Promise<RestorePointReply | null> {
  const window = { from: plusSecond(afterUtc, -1), orderAsc: true };
  const [point] = await first(context, query, window, 1, (candidate) => utcOf(candidate.backupTime) > afterUtc);
  return point ?? null;
}

/** A vendor's point as ours. `ref` keeps the raw time, because the server is asked by it to the tick. */
export function toRestorePoint(point: RestorePointReply, address: string): RestorePoint {
  return {
    id: point.id,
    takenAtUtc: utcOf(point.backupTime),
    ref: { backupTime: point.backupTime, repositoryId: point.repositoryId, address },
  };
}
