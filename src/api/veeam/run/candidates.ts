import { Fault } from '../../../lib/fault.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import {
  changesReply,
  type RestoreSessionReply,
  restoreSessionReply,
  restoreSessionsReply,
} from '../replies/restoreSessions.ts';

/** The login's sessions created after an instant of the server's clock. */
export async function* sessionsSince(context: VeeamContext, sinceUtc: string): AsyncGenerator<RestoreSessionReply> {
  for await (const page of pages(context.api, restoreSessionsReply, '/RestoreSessions', { startTimeFrom: sinceUtc }))
    yield* page;
}

/** A token for "now" in the server's stream of changes, or null where the version has none. One short call. */
export async function currentChangeToken(context: VeeamContext): Promise<string | null> {
  const { tellsChanges } = await context.api.version();
  if (!tellsChanges) return null;
  const query = { from: 'latest', limit: 1, timeoutSeconds: 0 };
  return (await context.api.read(changesReply, '/Events', { query })).nextChangeToken;
}

/** The ids of restore sessions changed since a token, or null when the server no longer knows the token. */
async function changedSince(context: VeeamContext, token: string): Promise<ReadonlySet<string> | null> {
  const ids = new Set<string>();
  const limit = 1000;
  let from = token;
  try {
    for (;;) {
      const page = await context.api.read(changesReply, '/Events', { query: { from, limit, timeoutSeconds: 0 } });
      for (const change of page.results)
        if (change.eventType.startsWith('RestoreSession')) ids.add(change.id.toLowerCase());
      if (page.results.length < limit || page.nextChangeToken === from) return ids;
      from = page.nextChangeToken;
    }
  } catch (thrown) {
    // `OutdatedChangeToken` is the documented code, its status is not; whatever is refused here, the list of sessions still tells.
    if (thrown instanceof Fault && thrown.code === 'BACKUP_REFUSED') return null;
    throw thrown;
  }
}

/** Every session that changed since the token or was created since the instant; both are asked, because either may lag. */
export async function changedSessions(
  context: VeeamContext,
  token: string | null,
  sinceUtc: string,
): Promise<readonly RestoreSessionReply[]> {
  const sessions = new Map<string, RestoreSessionReply>();
  for await (const session of sessionsSince(context, sinceUtc)) sessions.set(session.id.toLowerCase(), session);
  const changed = token === null ? null : await changedSince(context, token);
  for (const id of changed ?? []) {
    if (sessions.has(id)) continue;
    const session = await context.api.readIfThere(restoreSessionReply, `/RestoreSessions/${id}`);
    if (session) sessions.set(id, session);
  }
  return [...sessions.values()];
}
