import type { TargetPlan } from '../../../domain/terms.ts';
import type { RestoreObject } from './workloadTable.ts';

/** Goes through a session's objects page by page and keeps, for each target, the one object that is it; null for none or several. */
export async function findByPlace<T>(
  pagesOfObjects: AsyncIterable<readonly T[]>,
  plans: readonly TargetPlan[],
  isTheirs: (object: T, plan: TargetPlan) => boolean,
  toObject: (object: T, plan: TargetPlan) => RestoreObject,
): Promise<readonly (RestoreObject | null)[]> {
  const found: T[][] = plans.map(() => []);
  for await (const page of pagesOfObjects)
    for (const object of page)
      for (const [index, plan] of plans.entries()) if (isTheirs(object, plan)) found[index]?.push(object);
  return plans.map((plan, index) => {
    const [object, ...others] = found[index] ?? [];
    return object === undefined || others.length > 0 ? null : toObject(object, plan);
  });
}
