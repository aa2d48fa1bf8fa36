import { folderPath } from '../../world/history.ts';
import { type Counts, countTasks, tasksOf } from '../restores/counts.ts';
import { settle } from '../restores/restoreProgress.ts';
import type { Simulator } from '../simulator.ts';
import type { Restore, RestoreOptions, Session, TokenRequest, UnknownProperty } from '../state.ts';

export type RecordedTarget = {
  id: string;
  name: string;
  email: string;
  pointTimeUtc: string;
  error: string | null;
  counts: Counts;
};

export type RecordedItem = { id: string; title: string; path: string; outcome: string | null; reason: string | null };

/** One restore as the server itself saw it: what tests hold the bot's cards and audit to. */
export type RecordedRestore = {
  id: string;
  apiVersion: string;
  operation: string;
  /** The session the client follows, and the explore session it was started from. */
  sessionId: string;
  exploreSessionId: string;
  account: string;
  initiatedBy: string;
  reason: string;
  credential: Restore['credential'];
  options: RestoreOptions;
  targets: RecordedTarget[];
  counts: Counts;
  items: RecordedItem[];
  startedUtc: string;
  finishedUtc: string | null;
  isCancelled: boolean;
};

export type RecordedSession = Pick<
  Session,
  | 'id'
  | 'kind'
  | 'type'
  | 'apiVersion'
  | 'account'
  | 'state'
  | 'result'
  | 'createdUtc'
  | 'endUtc'
  | 'askedTimeRaw'
  | 'reason'
>;

export type SimulatorRecord = {
  restores: RecordedRestore[];
  sessions: RecordedSession[];
  tokenRequests: TokenRequest[];
  /** Body properties no version of the vendor's API has: a test fails on them. */
  unknownProperties: UnknownProperty[];
};

function recordRestore(simulator: Simulator, restore: Restore): RecordedRestore {
  const { world } = simulator;
  const { doneCount: _, tasks, targets, ...told } = restore;
  return {
    ...told,
    targets: targets.map(({ containerId, name, email, pointTimeUtc, error }, index) => {
      const counts = countTasks(tasksOf(restore, index));
      return { id: containerId, name, email, pointTimeUtc, error, counts };
    }),
    counts: countTasks(tasks),
    items: tasks.flatMap(({ itemId, outcome, reason }) => {
      const item = world.items.get(itemId);
      return item ? [{ id: itemId, title: item.name, path: folderPath(world, item.folderId), outcome, reason }] : [];
    }),
  };
}

function recordSession(session: Session): RecordedSession {
  const { id, kind, type, apiVersion, account, state, result, createdUtc, endUtc, askedTimeRaw, reason } = session;
  return { id, kind, type, apiVersion, account, state, result, createdUtc, endUtc, askedTimeRaw, reason };
}

/** The server's own record, brought up to the present. */
export function readRecord(simulator: Simulator): SimulatorRecord {
  settle(simulator);
  const { state } = simulator;
  return {
    restores: state.restores.map((restore) => recordRestore(simulator, restore)),
    sessions: [...state.forgottenSessions, ...state.sessions].map(recordSession),
    tokenRequests: state.tokenRequests,
    unknownProperties: state.unknownProperties,
  };
}
