import type { RestorePoint, Selection, Target, UtcInstant } from '../../../domain/terms.ts';
import type { PointLookUp } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import type { PointReply } from '../replies/points.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { protectionOf } from './protectionOf.ts';

const minute = 60_000;
/** Points can be kept for two years (graph.md §6.4). */
const longestKeptDays = 732;

/** A vendor's point as ours. `ref` keeps what is needed to ask for it again. */
export const toRestorePoint = (point: PointReply, unitId: string): RestorePoint => ({
  id: point.id,
  takenAtUtc: point.protectionDateTime,
  ...(point.expirationDateTime === null ? {} : { expiresUtc: point.expirationDateTime }),
  ref: {
    unitId,
    fast: point.tags.includes('fastRestore') ? 'yes' : '',
  },
});

/**
 * The point that is used for an instant: the latest at or before it. Drives and sites prefer an express point, which restores much
 * faster and can be browsed, as long as it is hardly older.
 */
export async function pointFor(
  context: GraphContext,
  table: WorkloadTable,
  unitId: string,
  utc: UtcInstant,
  selection: Selection['kind'] = 'whole',
): Promise<PointReply | null> {
  const fromUtc = new Date(Date.parse(utc) - longestKeptDays * 1440 * minute).toISOString();
  const query = { unitId, fromUtc, toUtc: utc, preference: 'latest', fastOnly: false } as const;
  // Files and folders can only be found in an express point.
  if (table.hasFastPoints && selection === 'items') return context.points.find({ ...query, fastOnly: true });
  const [latest, fast] = await Promise.all([
    context.points.find(query),
    table.hasFastPoints ? context.points.find({ ...query, fastOnly: true }) : null,
  ]);
  if (!latest || !fast) return latest ?? fast;
  const olderMilliseconds = Date.parse(latest.protectionDateTime) - Date.parse(fast.protectionDateTime);
  return olderMilliseconds <= context.inferences.fastPointMayBeOlderMinutes * minute ? fast : latest;
}

/**
 * Finds the point that would be used for a target at the asked time, and its neighbours. When many targets are looked up together the one
 * before is left out: it takes a call for each, and nobody chooses among points then.
 */
export async function lookUpPoints(
  context: GraphContext,
  table: WorkloadTable,
  target: Target,
  askedTimeUtc: UtcInstant,
  isAlone: boolean,
): Promise<PointLookUp> {
  const unit = await context.units(table, target.id);
  if (unit === 'none')
    return { kind: 'notProtected', ...(table.neverHas === null ? {} : { neverHas: table.neverHas }) };
  if (unit === 'several') return { kind: 'several' };
  const protection = protectionOf(unit, context.inferences);
  const used = await pointFor(context, table, unit.id, askedTimeUtc);
  const nowUtc = context.clock.now().toISOString();
  const oldest = { unitId: unit.id, toUtc: nowUtc, preference: 'oldest', fastOnly: false } as const;
  if (!used) {
    const first = await context.points.find({ ...oldest, fromUtc: '1970-01-01T00:00:00.000Z' });
    if (first) return { kind: 'beforeFirst', firstUtc: first.protectionDateTime };
    return { kind: protection === 'beingRemoved' ? 'removed' : 'noBackups' };
  }
  const afterUsed = new Date(Date.parse(used.protectionDateTime) + 1000).toISOString();
  const [[earlier], later] = await Promise.all([
    isAlone ? context.points.before(unit.id, used.protectionDateTime) : [],
    afterUsed > nowUtc ? null : context.points.find({ ...oldest, fromUtc: afterUsed }),
  ]);
  return {
    kind: 'found',
    used: toRestorePoint(used, unit.id),
    earlier: earlier ? toRestorePoint(earlier, unit.id) : null,
    later: later ? toRestorePoint(later, unit.id) : null,
    askedAfterLast: later === null,
    mailOnlyIdentity: false,
    ...(protection === null ? {} : { protection }),
  };
}

/** Like `lookUpPoints`, for when only the point matters; null when there is none any more. */
export async function pointOfTarget(
  context: GraphContext,
  table: WorkloadTable,
  target: Target,
  askedTimeUtc: UtcInstant,
  selection: Selection['kind'] = 'whole',
): Promise<RestorePoint | null> {
  const unit = await context.units(table, target.id);
  if (unit === 'none' || unit === 'several') return null;
  const used = await pointFor(context, table, unit.id, askedTimeUtc, selection);
  return used && toRestorePoint(used, unit.id);
}
