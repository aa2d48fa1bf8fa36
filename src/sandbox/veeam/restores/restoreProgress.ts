import { copiedItemId } from '../../world/changes.ts';
import { folderPath, isItemPresentAt, versionAt } from '../../world/history.ts';
import type { Item } from '../../world.ts';
import { changeWorld } from '../../world.ts';
import { addSessionEvent } from '../sessions/sessionEvents.ts';
import { asServerTime, type Simulator, serverNowUtc, touchSession, worldNowUtc } from '../simulator.ts';
import type { ItemOutcome, Restore, RestoreTask, Session } from '../state.ts';

const statusOf = { created: 'Success', merged: 'Success', skipped: 'Skipped', failed: 'Failed' } as const;

type Done = { outcome: ItemOutcome; reason: string | null };

/** Puts a copy into another place; what is already there with the same content is skipped. */
function copyElsewhere(
  simulator: Simulator,
  item: Item,
  task: RestoreTask,
  to: { containerId: string; folder: string },
  atUtc: string,
): Done {
  const { world } = simulator;
  const copy = world.items.get(copiedItemId(to.containerId, to.folder, item.id));
  if (copy && isItemPresentAt(copy, atUtc) && copy.versions.at(-1)?.content === task.content) {
    return { outcome: 'skipped', reason: null };
  }
  changeWorld(world, {
    kind: 'itemCopied',
    itemId: item.id,
    atUtc,
    content: task.content,
    containerId: to.containerId,
    folderName: to.folder,
  });
  return { outcome: 'created', reason: null };
}

/** Restores one item against what is live at that moment. */
function restoreItem(simulator: Simulator, restore: Restore, task: RestoreTask, atUtc: string): Done {
  const { world } = simulator;
  const { options } = restore;
  const item = world.items.get(task.itemId);
  const target = restore.targets[task.targetIndex];
  if (!item || !target) return { outcome: 'failed', reason: 'The item was not found in the backup.' };
  if (item.failure !== null) return { outcome: 'failed', reason: item.failure };
  if (options.destination) return copyElsewhere(simulator, item, task, options.destination, atUtc);
  const isLive = isItemPresentAt(item, atUtc);
  const isSame = versionAt(item, atUtc)?.content === task.content;
  if (isLive && isSame) return { outcome: 'skipped', reason: null };
  if (isLive && options.documentAction === 'Keep') {
    return copyElsewhere(simulator, item, task, { containerId: item.containerId, folder: 'Restored' }, atUtc);
  }
  if (isLive ? !options.changedItems : !options.missingItems) return { outcome: 'skipped', reason: null };
  changeWorld(world, {
    kind: 'itemRestored',
    itemId: item.id,
    atUtc,
    content: task.content,
    sizeBytes: task.sizeBytes,
    markUnread: options.markUnread,
  });
  return { outcome: isLive ? 'merged' : 'created', reason: null };
}

const kindNames: Readonly<Record<Item['kind'], string>> = {
  message: 'Message',
  appointment: 'Appointment',
  contact: 'Contact',
  document: 'Document',
  listItem: 'Item',
  file: 'File',
  post: 'Post',
  tab: 'Tab',
};

function reportTask(simulator: Simulator, restore: Restore, session: Session, task: RestoreTask, atUtc: string): void {
  const item = simulator.world.items.get(task.itemId);
  const target = restore.targets[task.targetIndex];
  const container = simulator.world.containers.find((candidate) => candidate.id === target?.containerId);
  if (!item || !target || task.outcome === null) return;
  const place = `${target.email || target.name}\\${folderPath(simulator.world, item.folderId).replaceAll('/', '\\')}`;
  const words = { created: 'restored', merged: 'replaced', skipped: 'skipped', failed: 'not restored' }[task.outcome];
  addSessionEvent(simulator, session, {
    type: 'Restore',
    status: statusOf[task.outcome],
    startUtc: atUtc,
    title: `Item ${item.name} was ${words}`,
    message: task.reason ?? `Item ${item.name} was ${words}`,
    item: {
      name: item.name,
      type: kindNames[item.kind],
      sizeBytes: task.sizeBytes,
      source: place,
      target: restore.options.destination ? restore.options.destination.folder : place,
      ownerId: container?.ownerId ?? null,
      siteId: container?.workload === 'sharePoint' ? container.id : null,
      teamId: container?.workload === 'teams' ? container.id : null,
    },
  });
}

/** Result of a restore so far: failed when nothing of it worked, a warning when some of it did not. */
export function resultOf(restore: Restore): Session['result'] {
  const done = restore.tasks.filter((task) => task.outcome !== null);
  const failedTargets = restore.targets.filter((target) => target.error !== null && !target.isSkipped).length;
  const failedTasks = done.filter((task) => task.outcome === 'failed').length;
  const hasSuccess = done.some((task) => task.outcome !== 'failed');
  if (failedTargets > 0 && failedTargets === restore.targets.length) return 'Failed';
  if (failedTasks > 0 && !hasSuccess) return 'Failed';
  const hasIssue = failedTargets > 0 || failedTasks > 0 || restore.targets.some((target) => target.isSkipped);
  return hasIssue || restore.isCancelled ? 'Warning' : 'Success';
}

function finish(simulator: Simulator, restore: Restore, session: Session | undefined, atUtc: string): void {
  restore.finishedUtc = atUtc;
  if (!session) return;
  session.result = resultOf(restore);
  const status = restore.isCancelled ? 'Cancelled' : session.result;
  addSessionEvent(simulator, session, { title: 'Restore completed', status, startUtc: asServerTime(simulator, atUtc) });
}

/** Carries one restore on to the present. */
function advance(simulator: Simulator, restore: Restore): void {
  const session = simulator.state.sessions.find((candidate) => candidate.id === restore.sessionId);
  const stepMs = simulator.speed.secondsPerItem * 1000;
  const nowMs = Date.parse(worldNowUtc(simulator));
  const before = restore.doneCount;
  while (restore.doneCount < restore.tasks.length) {
    const task = restore.tasks[restore.doneCount];
    const dueMs = Date.parse(restore.startedUtc) + (restore.doneCount + 1) * stepMs;
    if (!task || dueMs > nowMs) break;
    const atUtc = new Date(dueMs).toISOString();
    Object.assign(task, restoreItem(simulator, restore, task, atUtc));
    restore.doneCount += 1;
    if (session) reportTask(simulator, restore, session, task, asServerTime(simulator, atUtc));
  }
  if (session && restore.doneCount > before) {
    session.result = resultOf(restore);
    touchSession(simulator, session);
  }
  if (restore.doneCount < restore.tasks.length) return;
  const endMs =
    Date.parse(restore.startedUtc) + restore.tasks.length * stepMs + simulator.speed.finishingSeconds * 1000;
  if (endMs > nowMs) return;
  finish(simulator, restore, session, new Date(endMs).toISOString());
  if (session?.kind === 'restore') {
    session.state = 'Stopped';
    session.endUtc = asServerTime(simulator, new Date(endMs).toISOString());
  }
  if (session) touchSession(simulator, session);
}

/** Cancels what still restores in a session, or was started from it where the switch says so. */
export function cancelRestoresOf(simulator: Simulator, session: Session): void {
  const reachesFurther = simulator.switches.stopExploreStopsRestores;
  for (const restore of simulator.state.restores) {
    const isIts = restore.sessionId === session.id || (reachesFurther && restore.exploreSessionId === session.id);
    if (!isIts || restore.finishedUtc !== null) continue;
    restore.isCancelled = true;
    const own = simulator.state.sessions.find((candidate) => candidate.id === restore.sessionId);
    finish(simulator, restore, own, worldNowUtc(simulator));
    if (own && own !== session) {
      own.state = 'Stopped';
      own.endUtc = serverNowUtc(simulator);
      touchSession(simulator, own);
    }
  }
}

/** Brings everything that goes on by itself up to the present. Called before each request is looked at. */
export function settle(simulator: Simulator): void {
  for (const restore of simulator.state.restores) {
    if (restore.finishedUtc === null) advance(simulator, restore);
  }
}
