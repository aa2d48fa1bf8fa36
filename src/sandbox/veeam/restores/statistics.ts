import { folderPath } from '../../world/history.ts';
import type { Item } from '../../world.ts';
import type { Call, Reply } from '../http/call.ts';
import { VendorRefusal } from '../http/refusal.ts';
import { anySession } from '../sessions/sessionAccess.ts';
import type { Simulator } from '../simulator.ts';
import type { Restore, RestoreTarget, RestoreTask } from '../state.ts';
import { type Counts, countTasks, failuresOf, targetStatus, tasksOf } from './counts.ts';

const itemTypeOf: Readonly<Record<Item['kind'], string>> = {
  message: 'ExchangeMailbox',
  appointment: 'ExchangeMailbox',
  contact: 'ExchangeMailbox',
  document: 'OneDriveItem',
  listItem: 'SharePointItem',
  file: 'TeamsFile',
  post: 'TeamsPost',
  tab: 'TeamsTab',
};

const taskStatus = { created: 'Success', merged: 'Success', skipped: 'Skipped', failed: 'Failed' } as const;

function itemDetails(simulator: Simulator, task: RestoreTask): object[] {
  const item = simulator.world.items.get(task.itemId);
  const container = simulator.world.containers.find((candidate) => candidate.id === item?.containerId);
  if (!item || task.outcome === null) return [];
  const isSiteDocument = item.kind === 'document' && container?.workload === 'sharePoint';
  return [
    {
      itemRestoreDetailsType: 'Item',
      id: item.id,
      name: item.name,
      title: item.name,
      itemType: isSiteDocument ? 'SharePointItem' : itemTypeOf[item.kind],
      status: taskStatus[task.outcome],
      path: folderPath(simulator.world, item.folderId),
      ...(task.reason !== null && { error: task.reason }),
      warnings: [],
    },
  ];
}

function mailboxDetails(simulator: Simulator, target: RestoreTarget, counts: Counts, tasks: RestoreTask[]): object {
  const container = simulator.world.containers.find((candidate) => candidate.id === target.containerId);
  return {
    itemRestoreDetailsType: 'BulkMailbox',
    id: target.containerId,
    name: target.name,
    title: target.name,
    itemType: 'ExchangeMailbox',
    status: targetStatus(target, counts),
    ...(target.error !== null && { error: target.error, cannotContinueMailboxError: target.error }),
    warnings: failuresOf(simulator, tasks).map(({ title, reason }) => `${title}: ${reason}`),
    mailboxEmail: target.email,
    mailboxIsArchive: container?.isArchive ?? false,
    mailboxIsPublic: false,
    createdMailboxItemsCount: counts.created,
    mergedMailboxItemsCount: counts.merged,
    failedMailboxItemsCount: counts.failed,
    skippedMailboxItemsCount: counts.skipped,
  };
}

function driveDetails(simulator: Simulator, target: RestoreTarget, counts: Counts, tasks: RestoreTask[]): object {
  const container = simulator.world.containers.find((candidate) => candidate.id === target.containerId);
  return {
    itemRestoreDetailsType: 'BulkOneDrive',
    id: target.containerId,
    name: target.name,
    title: target.name,
    itemType: 'OneDriveItem',
    status: targetStatus(target, counts),
    ...(target.error !== null && { error: target.error }),
    warnings: [],
    childItems: tasks.flatMap((task) => itemDetails(simulator, task)),
    oneDriveWebId: target.containerId,
    oneDriveSiteId: target.containerId,
    oneDriveUrl: container?.url ?? '',
  };
}

function restoreDetails(simulator: Simulator, restore: Restore): object[] {
  return restore.targets.flatMap((target, index) => {
    const tasks = tasksOf(restore, index);
    const counts = countTasks(tasks);
    const workload = simulator.world.containers.find((candidate) => candidate.id === target.containerId)?.workload;
    if (workload === 'exchange') return [mailboxDetails(simulator, target, counts, tasks)];
    if (restore.operation.endsWith('/OneDrives/restore')) return [driveDetails(simulator, target, counts, tasks)];
    return tasks.flatMap((task) => itemDetails(simulator, task));
  });
}

/** `GET /v8/RestoreSessions/{restoreSessionId}/Statistics`: counted from the items of the session's restores. */
export function getStatistics(call: Call): Reply {
  const { simulator } = call;
  const session = anySession(call);
  const restores = simulator.state.restores.filter((restore) => restore.sessionId === session.id);
  const isRunning = restores.some((restore) => restore.finishedUtc === null);
  if (isRunning && simulator.switches.statisticsWhileWorking === 'refuse') {
    throw new VendorRefusal(409, 'OperationConflict', 'The restore is still in progress.');
  }
  const tasks = restores.flatMap((restore) => restore.tasks);
  const counts = countTasks(tasks);
  const targets = restores.flatMap((restore) => restore.targets);
  const body = {
    totalItemsCount: tasks.length,
    restoredItemsCount: counts.created + counts.merged,
    failedItemsCount: counts.failed,
    skippedItemsCount: counts.skipped,
    warnings: targets.filter((target) => target.isSkipped).map((target) => target.error ?? ''),
    errors: [
      ...targets.filter((target) => !target.isSkipped && target.error !== null).map((target) => target.error ?? ''),
      ...failuresOf(simulator, tasks).map(({ title, reason }) => `${title}: ${reason}`),
    ],
    items: restores.flatMap((restore) => restoreDetails(simulator, restore)),
  };
  return { status: 200, body };
}
