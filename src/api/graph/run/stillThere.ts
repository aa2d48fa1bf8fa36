import type { TargetPlan } from '../../../domain/terms.ts';
import type { GraphContext } from '../context.ts';

/** Whether the service still has the approved point of a target. */
export async function isStillThere({ points }: GraphContext, { point }: TargetPlan): Promise<boolean> {
  const unitId = point?.ref.unitId ?? '';
  if (!point || unitId === '') return false;
  const found = await points.find({
    unitId,
    fromUtc: point.takenAtUtc,
    toUtc: point.takenAtUtc,
    preference: 'latest',
    fastOnly: point.ref.fast === 'yes',
  });
  return found?.id === point.id;
}
