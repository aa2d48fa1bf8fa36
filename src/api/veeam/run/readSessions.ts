import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { type RestoreSessionReply, restoreSessionReply, restoreSessionsReply } from '../replies/restoreSessions.ts';

/** A session to read, with an instant of the server's clock it cannot be older than. */
type Wanted = { readonly sessionId: string; readonly exploreCreatedAtUtc: string };

/**
 * Reads sessions with the fewest calls: one by its id, several from the list of those created since the oldest. A session the list
 * does not hold is asked for by its id, because listings may lag; null means that the server does not know it.
 */
export async function readSessions(
  context: VeeamContext,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, RestoreSessionReply | null>> {
  const missing = new Map(wanted.map((want) => [want.sessionId.toLowerCase(), want]));
  const found = new Map<string, RestoreSessionReply | null>();
  if (missing.size > 1) {
    const oldest = Math.min(...wanted.map((want) => Date.parse(want.exploreCreatedAtUtc)));
    // A second earlier, because whether the filter includes its instant is not documented.
    const startTimeFrom = new Date(oldest - 1000).toISOString();
    let calls = 0;
    for await (const page of pages(context.api, restoreSessionsReply, '/RestoreSessions', { startTimeFrom })) {
      calls += 1;
      for (const session of page)
        if (missing.delete(session.id.toLowerCase())) found.set(session.id.toLowerCase(), session);
      if (missing.size <= 1 || calls >= wanted.length) break;
    }
  }
  for (const [key, want] of missing) found.set(key, await readSession(context, want.sessionId));
  return found;
}

/** One session by its id, or null when the server does not know it. */
export const readSession = (context: VeeamContext, sessionId: string): Promise<RestoreSessionReply | null> =>
  context.api.readIfThere(restoreSessionReply, `/RestoreSessions/${sessionId}`);
