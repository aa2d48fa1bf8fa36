import type { RestorePoint, Target, UtcInstant } from '../../../domain/terms.ts';
import type { PointLookUp } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import { utcOf } from '../replies/common.ts';
import type { RestorePointReply } from '../replies/restorePoints.ts';
import type { WorkloadTable } from '../workloads/workloadTable.ts';
import { toRestorePoint } from './points.ts';

/** Finds the point that would be used for a target at the asked time, and its neighbours. */
export async function lookUpPoints(
  context: VeeamContext,
  table: WorkloadTable,
  target: Target,
  tenantId: string,
  askedTimeUtc: UtcInstant,
): Promise<PointLookUp> {
  const found = await context.signIn.reach(context, table, tenantId, target);
  if (found.kind !== 'found') return { kind: found.kind };
  const [before, later] = await Promise.all([
    found.points.latest(askedTimeUtc, 2, ''),
    found.points.after(askedTimeUtc),
  ]);
  const [used, earlier] = before;
  if (used === undefined)
    return later === null ? { kind: 'noBackups' } : { kind: 'beforeFirst', firstUtc: utcOf(later.backupTime) };

  let certain = found.byObjectId;
  const named = async (point: RestorePointReply | null | undefined): Promise<RestorePoint | null> => {
    if (!point) return null;
    const address = await found.addressAt(point.id);
    certain &&= address !== null;
    return toRestorePoint(point, address ?? found.address);
  };
  const [usedPoint, earlierPoint, laterPoint] = await Promise.all([named(used), named(earlier), named(later)]);
  return {
    kind: 'found',
    used: usedPoint ?? toRestorePoint(used, found.address),
    earlier: earlierPoint,
    later: laterPoint,
    askedAfterLast: later === null,
    mailOnlyIdentity: !certain,
    ...(found.live ? {} : { noLiveTarget: true }),
  };
}
