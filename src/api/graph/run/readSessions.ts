import type { GraphContext } from '../context.ts';
import { pages } from '../pages.ts';
import { type SessionReply, sessionsReply } from '../replies/sessions.ts';
import { readSession } from './readSession.ts';

/** What is known of the list of sessions: how many pages had to be read to find ours. A cache, lost without harm. */
export type ListingCost = { pages: number | null };

/** Fewer sessions than this are read by their ids; the list could not be cheaper by much. */
const fewestListed = 4;

/**
 * Reads sessions with the fewest calls. The list has no filter and keeps a year (graph.md §3), so it is read only when several sessions are
 * wanted, never for more pages than ids, and not again once it turned out longer. Null: the service does not know the session.
 */
export async function readSessions(
  context: GraphContext,
  cost: ListingCost,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, SessionReply | null>> {
  const missing = new Set(sessionIds);
  const found = new Map<string, SessionReply | null>();
  if (missing.size >= fewestListed && (cost.pages ?? 1) < missing.size) {
    const mostPages = missing.size - 1;
    let read = 0;
    for await (const page of pages(context.api, sessionsReply, '/restoreSessions', { $top: 999 })) {
      read += 1;
      for (const session of page) if (missing.delete(session.id)) found.set(session.id, session);
      if (missing.size === 0 || read >= mostPages) break;
    }
    cost.pages = missing.size === 0 ? read : mostPages + 1;
  }
  for (const sessionId of missing) found.set(sessionId, await readSession(context, sessionId));
  return found;
}
