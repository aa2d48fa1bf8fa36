import { bulkStatus, countTasks, failuresOf, targetStatus, tasksOf } from '../restores/counts.ts';
import type { Simulator } from '../simulator.ts';
import type { Restore } from '../state.ts';

/** Replies of blocking restores of files (up to v7): every shape counts the same items. */

function issuesOf(simulator: Simulator, restore: Restore, targetIndex?: number): object[] {
  const targets = restore.targets.flatMap((target, index) =>
    target.error === null || (targetIndex !== undefined && targetIndex !== index)
      ? []
      : [
          {
            id: target.containerId,
            path: target.name,
            title: target.name,
            type: 'Site',
            warnings: [],
            error: target.error,
          },
        ],
  );
  const tasks = targetIndex === undefined ? restore.tasks : tasksOf(restore, targetIndex);
  const items = failuresOf(simulator, tasks).map(({ id, path, title, reason }) => ({
    id,
    path: `${path}/${title}`,
    title,
    type: 'Item',
    warnings: [],
    error: reason,
  }));
  return [...targets, ...items];
}

/** Documents, list items, folders, whole OneDrives. */
export function itemStatistics(simulator: Simulator, restore: Restore): object {
  const counts = countTasks(restore.tasks);
  return {
    totalItemsCount: restore.tasks.length,
    restoredItemsCount: counts.created + counts.merged,
    failedItemsCount: counts.failed,
    skippedItemsByErrorCount: 0,
    skippedItemsByNoChangesCount: counts.skipped,
    failedRestrictionsCount: 0,
    restoreIssues: issuesOf(simulator, restore),
  };
}

function listCounts(simulator: Simulator, restore: Restore): { restored: number; failed: number } {
  const failedByList = new Map<string, boolean>();
  for (const task of restore.tasks) {
    const folderId = simulator.world.items.get(task.itemId)?.folderId ?? '';
    const isAllFailed = (failedByList.get(folderId) ?? true) && task.outcome === 'failed';
    failedByList.set(folderId, isAllFailed);
  }
  const failed = [...failedByList.values()].filter((isFailed) => isFailed).length;
  return { restored: failedByList.size - failed, failed };
}

/** Lists and libraries. */
export function listStatistics(simulator: Simulator, restore: Restore): object {
  const lists = listCounts(simulator, restore);
  return {
    restoredListsCount: lists.restored,
    failedListsCount: lists.failed,
    ...itemStatistics(simulator, restore),
  };
}

/** Whole sites: the vendor counts lists and sites here, not items. */
export function webStatistics(simulator: Simulator, restore: Restore): object {
  const lists = listCounts(simulator, restore);
  const failedWebs = restore.targets.filter((target) => target.error !== null).length;
  return {
    restoredListsCount: lists.restored,
    failedListsCount: lists.failed,
    restoredWebsCount: restore.targets.length - failedWebs,
    failedWebsCount: failedWebs,
    failedRestrictionsCount: 0,
    restoreIssues: issuesOf(simulator, restore),
  };
}

/** OneDrives in bulk. */
export function bulkDriveStatistics(simulator: Simulator, restore: Restore): object {
  const details = restore.targets.map((target, index) => {
    const container = simulator.world.containers.find((candidate) => candidate.id === target.containerId);
    const status = targetStatus(target, countTasks(tasksOf(restore, index)));
    return {
      oneDrive: { id: target.containerId, name: target.name, url: container?.url ?? '' },
      status: status === 'Skipped' ? 'Warning' : status,
      ...(target.error !== null && { error: target.error }),
      details: { failedRestrictionsCount: 0, restoreIssues: issuesOf(simulator, restore, index) },
    };
  });
  return { status: bulkStatus(restore), details };
}

const summaryTypes: Readonly<Record<string, string>> = { file: 'File', post: 'Post', tab: 'Tab' };

/** Teams, channels, files, posts, tabs. */
export function teamStatistics(simulator: Simulator, restore: Restore): object {
  const counts = countTasks(restore.tasks);
  return {
    totalItemsCount: restore.tasks.length,
    restoredItemsCount: counts.created + counts.merged,
    failedItemsCount: counts.failed,
    skippedItemsCount: counts.skipped,
    restoreIssues: failuresOf(simulator, restore.tasks).map(({ id, title, reason }) => ({
      id,
      name: title,
      title,
      type: summaryTypes[simulator.world.items.get(id)?.kind ?? ''] ?? 'File',
      warnings: [],
      error: reason,
    })),
  };
}
