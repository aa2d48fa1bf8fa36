import type { Json } from '../../../domain/terms.ts';
import type { RunContext, Settlement, StepRecord } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import type { RestoreSessionReply } from '../replies/restoreSessions.ts';
import { sessionsSince } from './candidates.ts';
import { restoreEvidence } from './journal.ts';
import { readSession } from './readSessions.ts';
import { reasonPrefix } from './reason.ts';
import { toldByEvents } from './toldByEvents.ts';

/** How long listings may lag behind, and how long a call may still be on its way. */
const lookForSeconds = 120;

/** Sessions that carry the reason of a step. */
export async function sessionsWithReason(
  context: VeeamContext,
  run: RunContext,
  step: string,
  sinceUtc: string,
): Promise<readonly RestoreSessionReply[]> {
  const found: RestoreSessionReply[] = [];
  const since = new Date(Date.parse(sinceUtc) - 5 * 60_000).toISOString();
  for await (const session of sessionsSince(context, since))
    if (session.reason.startsWith(reasonPrefix(run, step))) found.push(session);
  return found;
}

/**
 * Finds out what a portal operator's open step did: its reason is in the session (design §5.3). Exactly one carries it: ours. None after a
 * while: the call did nothing and may be done again – unless the server restored inside the explore session, which its events tell.
 */
export async function settleByReason(
  context: VeeamContext,
  run: RunContext,
  step: StepRecord,
  sinceUtc: string,
  resultOf: (session: RestoreSessionReply) => Json,
): Promise<Settlement> {
  const found = await sessionsWithReason(context, run, step.name, sinceUtc);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return { kind: 'done', result: resultOf(only) };
  if (only !== undefined)
    return {
      kind: 'unproven',
      attention: {
        candidates: found.map(({ id, creationTime }) => ({
          sessionId: id,
          facts: [`created ${creationTime}`, 'carries our reason'],
        })),
        explanation: 'severalSessions',
      },
    };
  const restore = restoreEvidence.safeParse(step.evidence);
  if (restore.success && context.inferences.restoreMayReuseExploreSession) {
    const { sessionId } = restore.data.explore;
    const session = await readSession(context, sessionId);
    const told = session && (await toldByEvents(context, run, step, session));
    if (told?.kind === 'began') return { kind: 'done', result: { sessionId } };
  }
  const waitedSeconds = (context.clock.now().getTime() - Date.parse(step.openedAtUtc)) / 1000;
  return waitedSeconds < lookForSeconds ? { kind: 'lookAgain', afterSeconds: 15 } : { kind: 'repeat' };
}
