import { bulkStatus, type Counts, countTasks, failuresOf, targetStatus, tasksOf } from '../restores/counts.ts';
import type { Simulator } from '../simulator.ts';
import type { Restore, RestoreTarget } from '../state.ts';

const commonStatistics = (counts: Counts, error: string | null): object => ({
  createdItemsCount: counts.created,
  mergedItemsCount: counts.merged,
  failedItemsCount: counts.failed,
  skippedItemsCount: counts.skipped,
  ...(error !== null && { cannotContinueError: error }),
  warnings: [],
});

const exceptionsOf = (simulator: Simulator, restore: Restore): string[] =>
  failuresOf(simulator, restore.tasks).map(({ title, reason }) => `${title}: ${reason}`);

/** Reply of blocking restores of chosen mail items (up to v7). */
export function itemsStatistics(simulator: Simulator, restore: Restore): object {
  const error = restore.targets[0]?.error ?? null;
  return { exceptions: exceptionsOf(simulator, restore), ...commonStatistics(countTasks(restore.tasks), error) };
}

/** Reply of blocking restores of a mailbox or folder (up to v7). */
export function foldersStatistics(simulator: Simulator, restore: Restore): object {
  return { failedFoldersCount: 0, ...itemsStatistics(simulator, restore) };
}

function targetStatistics(simulator: Simulator, restore: Restore, target: RestoreTarget, index: number): object {
  const counts = countTasks(tasksOf(restore, index));
  const container = simulator.world.containers.find((candidate) => candidate.id === target.containerId);
  const status = targetStatus(target, counts);
  return {
    mailbox: {
      id: target.containerId,
      name: target.name,
      email: target.email,
      isArchive: container?.isArchive ?? false,
      isPublic: false,
    },
    status: status === 'Skipped' ? 'Warning' : status,
    ...(target.error !== null && { error: target.error }),
    details: commonStatistics(counts, target.error),
  };
}

/** Reply of the blocking bulk restore (up to v7): nested per mailbox, or flat as seed 004 documents it. */
export function bulkMailStatistics(simulator: Simulator, restore: Restore): object {
  if (simulator.switches.bulkStatistics === 'flat') {
    const { created, merged, failed, skipped } = countTasks(restore.tasks);
    return {
      createdItemsCount: created,
      mergedItemsCount: merged,
      failedItemsCount: failed,
      skippedItemsCount: skipped,
    };
  }
  const details = restore.targets.map((target, index) => targetStatistics(simulator, restore, target, index));
  return { status: bulkStatus(restore), details };
}
