import type { RunContext, Settlement, StepRecord } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import { outcomesFromEvents } from './blockingOutcomes.ts';
import { fromJournal, type RestoreResult, restoreEvidence } from './journal.ts';
import { readSession } from './readSessions.ts';
import { isQuiet } from './restoreReport.ts';
import { toldByEvents } from './toldByEvents.ts';

/**
 * Finds out what a blocking restore did whose connection broke (design §5.3). It runs inside our own explore session, so that session's
 * events since the call tell: none for a good while means that it never began; events that have been quiet for a while mean that it is over.
 */
export async function settleBlocking(
  context: VeeamContext,
  run: Pick<RunContext, 'steps'>,
  step: StepRecord,
): Promise<Settlement> {
  const evidence = fromJournal(restoreEvidence, step.evidence);
  const { sessionId } = evidence.explore;
  const session = await readSession(context, sessionId);
  if (session === null) return unproven(sessionId, 'sessionGone');
  const told = await toldByEvents(context, run, step, session);
  const waitedSeconds = (context.clock.now().getTime() - Date.parse(step.openedAtUtc)) / 1000;

  if (told.kind !== 'began') {
    const { blockingRestoreShowsEventsWithinSeconds: seconds } = context.inferences;
    if (waitedSeconds < (seconds ?? 300)) return again;
    if (told.kind === 'unclear') return unproven(sessionId, 'unclearSession');
    // A session that ended meanwhile cannot be explored again in this run; without any event it restored nothing, but an admin has to start anew.
    return seconds === null || session.state === 'stopped' ? unproven(sessionId, 'noSession') : { kind: 'repeat' };
  }
  if (session.state !== 'stopped' && !isQuiet(context, told.events)) return again;
  const result: RestoreResult = { outcomes: [...outcomesFromEvents(evidence.objects, told.events)] };
  return { kind: 'done', result };
}

const again: Settlement = { kind: 'lookAgain', afterSeconds: 15 };

const unproven = (sessionId: string, explanation: string): Settlement => ({
  kind: 'unproven',
  attention: { candidates: [{ sessionId, facts: ['the session the restore was started in'] }], explanation },
});
