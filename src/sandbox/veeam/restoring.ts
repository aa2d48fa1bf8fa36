import { randomUUID } from 'node:crypto';
import { isContainerLive, versionAt } from '../world/history.ts';
import type { Container, Item, ItemVersion } from '../world.ts';
import type { Shown } from './backup.ts';
import { type Call, loginOf, type Reply } from './call.ts';
import { type Credential, withoutCredentials } from './credentials.ts';
import { invalid, notFound, VendorRefusal } from './refusal.ts';
import { settle } from './restoreProgress.ts';
import { addSessionEvent } from './sessionEvents.ts';
import { type Simulator, serverNowUtc, touchSession, worldNowUtc } from './simulator.ts';
import type { Restore, RestoreOptions, RestoreTarget, Session } from './state.ts';
import { untilTrue } from './waiting.ts';

/** One container to restore and the items of it; `missing` when its live counterpart is gone. */
export type RestorePart = {
  shown: Shown;
  items: readonly Item[];
  /** A chosen version instead of the one of the restore point. */
  versionOf?: (item: Item) => ItemVersion | undefined;
};

export type RestorePlan = {
  session: Session;
  credential: Credential;
  options: Partial<Omit<RestoreOptions, 'asSent'>>;
  parts: readonly RestorePart[];
  /** A target without a live counterpart is left out instead of failing. */
  skipUnresolved?: boolean;
  reason?: string;
  /** Operator restores and v8 never hold the request. */
  isAsync?: boolean;
  /** The reply of the versions that hold the request until the restore is done. */
  statistics: (simulator: Simulator, restore: Restore) => unknown;
};

function findUnresolved(simulator: Simulator, plan: RestorePlan, container: Container): boolean {
  return !plan.options.destination && !isContainerLive(simulator.world, container, worldNowUtc(simulator));
}

function targetOf(simulator: Simulator, plan: RestorePlan, { container, asOfUtc }: Shown): RestoreTarget {
  const isUnresolved = findUnresolved(simulator, plan, container);
  const { unresolvedTarget } = simulator.switches;
  if (isUnresolved && plan.skipUnresolved !== true && unresolvedTarget === 'refuse') {
    throw invalid(`Failed to resolve ${container.email || container.name}.`);
  }
  const unresolved = isUnresolved
    ? `Failed to resolve ${container.email || container.name} in the organization.`
    : null;
  return {
    containerId: container.id,
    name: container.name,
    email: container.email,
    pointTimeUtc: asOfUtc,
    error: plan.credential.error ?? unresolved,
    isSkipped: plan.credential.error === null && isUnresolved && plan.skipUnresolved === true,
  };
}

function makeRestore(call: Call, plan: RestorePlan): Restore {
  const { simulator, profile } = call;
  const login = loginOf(call);
  const targets = plan.parts.map(({ shown }) => targetOf(simulator, plan, shown));
  const tasks = plan.parts.flatMap(({ shown, items, versionOf }, targetIndex) =>
    targets[targetIndex]?.error !== null
      ? []
      : items.flatMap((item) => {
          const version = versionOf ? versionOf(item) : versionAt(item, shown.asOfUtc);
          if (!version) return [];
          const { content, sizeBytes } = version;
          return [{ itemId: item.id, targetIndex, content, sizeBytes, outcome: null, reason: null }];
        }),
  );
  return {
    id: randomUUID(),
    sessionId: plan.session.id,
    exploreSessionId: plan.session.id,
    apiVersion: profile.version,
    operation: `${call.method} /${profile.version}${call.operation}`,
    account: login.account,
    initiatedBy: login.displayName,
    reason: plan.reason ?? '',
    credential: plan.credential.form,
    options: {
      changedItems: true,
      missingItems: true,
      markUnread: false,
      documentAction: 'Overwrite',
      destination: null,
      ...plan.options,
      asSent: withoutCredentials(call.body),
    },
    targets,
    tasks,
    startedUtc: worldNowUtc(simulator),
    doneCount: 0,
    finishedUtc: null,
    isCancelled: false,
  };
}

/** The session a restore of its own runs in: listed beside the explore session, with its own result. */
function openRestoreSession(simulator: Simulator, explore: Session, reason: string): Session {
  const createdUtc = serverNowUtc(simulator);
  const session: Session = {
    ...explore,
    id: randomUUID(),
    kind: 'restore',
    reason: reason === '' ? explore.reason : reason,
    createdUtc,
    eTag: 0,
    events: [],
    deviceCodes: [],
  };
  simulator.state.sessions.push(session);
  return session;
}

/**
 * Starts a restore. v8 and portal operators get the id of the session to follow at once; earlier versions hold the
 * request until it is done and answer with its statistics.
 */
export async function startRestore(call: Call, plan: RestorePlan): Promise<Reply> {
  const { simulator, profile } = call;
  const restore = makeRestore(call, plan);
  const isAsync = plan.isAsync === true || profile.restores === 'async';
  const hasOwnSession = isAsync && simulator.switches.restoreSession === 'new';
  const session = hasOwnSession ? openRestoreSession(simulator, plan.session, restore.reason) : plan.session;
  restore.sessionId = session.id;
  simulator.state.restores.push(restore);
  const names = restore.targets.map((target) => target.email || target.name).join(', ');
  addSessionEvent(simulator, session, {
    title: `Restoring ${names}`,
    status: 'Success',
    startUtc: serverNowUtc(simulator),
  });
  for (const target of restore.targets) reportTarget(simulator, session, target);
  touchSession(simulator, session);
  if (isAsync) return { status: 200, body: { sessionId: session.id } };
  await untilTrue(call, () => {
    settle(simulator);
    return restore.finishedUtc !== null;
  });
  if (restore.isCancelled) throw new VendorRefusal(500, null, 'The restore session was stopped.');
  return { status: 200, body: plan.statistics(simulator, restore) };
}

function reportTarget(simulator: Simulator, session: Session, target: RestoreTarget): void {
  if (target.error === null) return;
  addSessionEvent(simulator, session, {
    title: target.isSkipped
      ? `${target.email || target.name} was skipped`
      : `Failed to restore ${target.email || target.name}`,
    message: target.error,
    status: target.isSkipped ? 'Warning' : 'Failed',
    startUtc: serverNowUtc(simulator),
  });
}

/** One of the shown containers by its id; refused (404) when the session does not show it. */
export function requireShown(shown: readonly Shown[], id: string, what: string): Shown {
  const found = shown.find(({ container }) => container.id === id.toLowerCase());
  if (!found) throw notFound(what);
  return found;
}
