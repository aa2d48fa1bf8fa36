import { randomUUID } from 'node:crypto';
import { isItemPresentAt, itemsOf, versionAt } from '../../world/history.ts';
import { restorePointsAt } from '../../world.ts';
import { VendorRefusal } from '../http/refusal.ts';
import { addSessionEvent } from '../sessions/sessionEvents.ts';
import { organization, type Simulator, serverNowUtc, touchSession, worldNowUtc } from '../simulator.ts';
import type { Restore, Session } from '../state.ts';

/**
 * Somebody else works with the same account: a restore of a mailbox from the latest restore point starts, with sessions
 * that look like the bot's own. Answers with their ids.
 */
export function otherPersonRestores(
  simulator: Simulator,
  asked: { email: string },
): { exploreId: string; sessionId: string } {
  const { world } = simulator;
  const nowUtc = worldNowUtc(simulator);
  const container = world.containers.find((one) => one.email === asked.email.toLowerCase() && !one.isArchive);
  const point = restorePointsAt(world, nowUtc).findLast((one) => one.workloads.includes('exchange'));
  if (!container || !point) throw new VendorRefusal(404, null, 'No such mailbox or no restore point.');
  const createdUtc = serverNowUtc(simulator);
  const name = simulator.accounts.administrator.username;
  const base: Omit<Session, 'id' | 'kind' | 'events' | 'deviceCodes'> = {
    type: 'Vex',
    apiVersion: 'v8',
    account: name.toLowerCase(),
    name: 'Exchange restore (Entire organization)',
    initiatedBy: name,
    clientHost: `${organization.host} (via: 192.0.2.7)`,
    scopeName: '',
    reason: '',
    createdUtc,
    endUtc: null,
    state: 'Working',
    result: 'Success',
    eTag: 0,
    lastUsedUtc: createdUtc,
    askedTimeRaw: point.backupTimeRaw,
    repositoryId: null,
    showDeleted: false,
    showAllVersions: false,
    scopeContainerIds: null,
  };
  const explore: Session = { ...base, id: randomUUID(), kind: 'explore', events: [], deviceCodes: [] };
  const own: Session = { ...base, id: randomUUID(), kind: 'restore', events: [], deviceCodes: [] };
  simulator.state.sessions.push(explore, own);
  const tasks = itemsOf(world, container.id)
    .filter((item) => isItemPresentAt(item, point.backupTimeUtc))
    .flatMap((item): Restore['tasks'] => {
      const version = versionAt(item, point.backupTimeUtc);
      const task = { itemId: item.id, targetIndex: 0, outcome: null, reason: null };
      return version ? [{ ...task, content: version.content, sizeBytes: version.sizeBytes }] : [];
    });
  simulator.state.restores.push({
    id: randomUUID(),
    sessionId: own.id,
    exploreSessionId: explore.id,
    apiVersion: 'v8',
    operation: 'somebody else',
    account: base.account,
    initiatedBy: name,
    reason: '',
    credential: 'user',
    options: {
      changedItems: false,
      missingItems: true,
      markUnread: false,
      documentAction: 'Overwrite',
      destination: null,
      asSent: {},
    },
    targets: [
      {
        containerId: container.id,
        name: container.name,
        email: container.email,
        pointTimeUtc: point.backupTimeUtc,
        error: null,
        isSkipped: false,
      },
    ],
    tasks,
    startedUtc: nowUtc,
    doneCount: 0,
    finishedUtc: null,
    isCancelled: false,
  });
  addSessionEvent(simulator, own, { title: `Restoring ${container.email}`, status: 'Success', startUtc: createdUtc });
  touchSession(simulator, explore);
  touchSession(simulator, own);
  return { exploreId: explore.id, sessionId: own.id };
}
