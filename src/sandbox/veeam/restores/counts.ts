import { folderPath } from '../../world/history.ts';
import type { Simulator } from '../simulator.ts';
import type { ItemOutcome, Restore, RestoreTarget, RestoreTask } from '../state.ts';

export type Counts = Record<ItemOutcome, number>;

/** Counts what came of some items; every number this simulator tells is counted here. */
export function countTasks(tasks: readonly RestoreTask[]): Counts {
  const counts: Counts = { created: 0, merged: 0, skipped: 0, failed: 0 };
  for (const task of tasks) if (task.outcome !== null) counts[task.outcome] += 1;
  return counts;
}

export const tasksOf = (restore: Restore, targetIndex: number): RestoreTask[] =>
  restore.tasks.filter((task) => task.targetIndex === targetIndex);

export type ItemFailure = { id: string; title: string; path: string; reason: string };

/** The items that failed, with where they lie and why. */
export function failuresOf(simulator: Simulator, tasks: readonly RestoreTask[]): ItemFailure[] {
  return tasks.flatMap((task) => {
    const item = simulator.world.items.get(task.itemId);
    if (task.outcome !== 'failed' || !item) return [];
    return [
      { id: item.id, title: item.name, path: folderPath(simulator.world, item.folderId), reason: task.reason ?? '' },
    ];
  });
}

/** Status of one target as the statistics have it. */
export function targetStatus(target: RestoreTarget, counts: Counts): 'Failed' | 'Warning' | 'Success' | 'Skipped' {
  if (target.isSkipped) return 'Skipped';
  if (target.error !== null) return 'Failed';
  if (counts.failed === 0) return 'Success';
  return counts.created + counts.merged + counts.skipped === 0 ? 'Failed' : 'Warning';
}

/** Status of a bulk restore: that of its targets where they agree, a warning where they do not. */
export function bulkStatus(restore: Restore): 'Failed' | 'Warning' | 'Success' {
  const statuses = restore.targets.map((target, index) => targetStatus(target, countTasks(tasksOf(restore, index))));
  if (statuses.every((status) => status === 'Failed')) return 'Failed';
  return statuses.every((status) => status === 'Success') ? 'Success' : 'Warning';
}
