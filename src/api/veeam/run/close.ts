import { Fault } from '../../../lib/fault.ts';
import type { RunContext } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import type { SeenSessions } from './follow.ts';
import { followedOf } from './followed.ts';
import { exploreResult } from './journal.ts';
import { readSession } from './readSessions.ts';

/** Ids of every session a run's journal names, explore sessions first. */
export function sessionsOf(run: RunContext): readonly string[] {
  const explores = run.steps.flatMap((step) => exploreResult.safeParse(step.result).data?.sessionId ?? []);
  return [...new Set([...explores, ...followedOf(run).map((restore) => restore.sessionId)])];
}

/** Stops a session; one that is gone or already stopped counts as stopped. */
export async function stopSession(context: VeeamContext, sessionId: string): Promise<void> {
  const version = await context.api.version();
  try {
    await context.api.changeIfThere(version.action(`/RestoreSessions/${sessionId}`, 'Stop', null));
  } catch (thrown) {
    // What a server answers for a session that has ended is not documented; reading it tells.
    if (!(thrown instanceof Fault) || !['BACKUP_REFUSED', 'BACKUP_BUSY', 'BACKUP_BROKEN'].includes(thrown.code))
      throw thrown;
    const session = await readSession(context, sessionId);
    if (session !== null && session.state !== 'stopped') throw thrown;
  }
}

/** Stops what restores; the explore sessions stay open until `closeSessions`. */
export async function stopRun(context: VeeamContext, run: RunContext): Promise<void> {
  const restores = followedOf(run).map((restore) => restore.sessionId);
  for (const sessionId of restores.length > 0 ? restores : sessionsOf(run)) await stopSession(context, sessionId);
}

/**
 * Stops every session of the journal. One that was seen to have ended needs no call. All are tried before a fault is thrown,
 * so that one stubborn session does not leave the others open.
 */
export async function closeSessions(context: VeeamContext, seen: SeenSessions, run: RunContext): Promise<void> {
  const faults: unknown[] = [];
  for (const sessionId of sessionsOf(run)) {
    if (seen.get(sessionId)?.ended) continue;
    await stopSession(context, sessionId).catch((thrown: unknown) => faults.push(thrown));
  }
  if (faults.length > 0) throw faults[0];
  for (const sessionId of sessionsOf(run)) seen.delete(sessionId);
}
