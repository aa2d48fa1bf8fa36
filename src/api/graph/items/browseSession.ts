import { Fault } from '../../../lib/fault.ts';
import type { GraphContext } from '../context.ts';
import { readAll } from '../pages.ts';
import { type BrowseSessionReply, browseSessionReply, browseSessionsReply } from '../replies/browse.ts';
import type { WorkloadTable } from '../workloadTable.ts';

/** A session that ends sooner than this is not begun with. */
const leastLeftMilliseconds = 60 * 60_000;
/** How long to wait for a session to be made, and how often to look meanwhile. */
const longestWaitSeconds = 180;
const lookEverySeconds = 5;

const cannotBrowse = (why: string): Fault =>
  new Fault('GRAPH_CANNOT_BROWSE', { effect: 'none', cause: new Error(why) });

/** Where the browse sessions of a workload are. */
function collectionOf({ granular }: WorkloadTable): string {
  if (granular.kind === 'things') return granular.browseSessions;
  throw cannotBrowse('mail has no browse sessions');
}

export const pathOfSession = (table: WorkloadTable, sessionId: string): string =>
  `/${collectionOf(table)}/${encodeURIComponent(sessionId)}`;

/**
 * A session of a restore point that can still be used, the preferred one before any other; null when there is none. Sessions last three
 * days and nothing ends them sooner (graph.md §2.3), so one that is there is used rather than another made.
 */
export async function findBrowseSession(
  { api, clock }: GraphContext,
  pointId: string,
  preferredId: string | null,
): Promise<string | null> {
  const latest = clock.now().getTime() + leastLeftMilliseconds;
  const usable = ({ id, restorePointId, status, expirationDateTime }: BrowseSessionReply): boolean =>
    (restorePointId === pointId || (restorePointId === '' && id === preferredId)) &&
    status !== 'failed' &&
    expirationDateTime !== null &&
    Date.parse(expirationDateTime) > latest;
  const sessions = (await readAll(api, browseSessionsReply, '/browseSessions')).filter(usable);
  return (sessions.find(({ id }) => id === preferredId) ?? sessions[0])?.id ?? null;
}

/** Makes a session. It restores nothing and ends by itself. */
export async function createBrowseSession(
  { api }: GraphContext,
  table: WorkloadTable,
  restorePointId: string,
): Promise<string> {
  const call = { method: 'POST', path: `/${collectionOf(table)}`, json: { restorePointId } } as const;
  return (await api.call(browseSessionReply, call)).id;
}

/** Waits until a session can be looked into. False: it has ended. Throws when the service cannot make it. */
export async function isBrowsable(context: GraphContext, table: WorkloadTable, sessionId: string): Promise<boolean> {
  for (let waitedSeconds = 0; ; waitedSeconds += lookEverySeconds) {
    const answer = await context.api.ask(browseSessionReply, { method: 'GET', path: pathOfSession(table, sessionId) });
    if ('fault' in answer) {
      if (goneCodes.includes(answer.refused)) return false;
      throw answer.fault;
    }
    const { status, error } = answer.value;
    if (status === 'created') return true;
    if (status !== 'creating') throw cannotBrowse(error?.code || status);
    if (waitedSeconds >= longestWaitSeconds) throw new Fault('BACKUP_BUSY', { effect: 'none' });
    await context.pause(lookEverySeconds);
  }
}

/** The code for a session that is gone is not documented (graph.md §11 #6); the status is. */
const goneCodes: readonly string[] = [
  'BrowseSessionNotFound',
  'ItemNotFound',
  'itemNotFound',
  'ResourceNotFound',
  '404',
];
