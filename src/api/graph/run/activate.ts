import type { Json } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { Prepared, RunContext, Settlement, StepRecord } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import { sessionReply } from '../replies/sessions.ts';
import { type ActivateEvidence, type ActivateResult, activateEvidence, draftOf, fromJournal } from './journal.ts';
import { readSession } from './readSession.ts';

export function prepareActivate(run: RunContext): Prepared {
  const evidence: ActivateEvidence = { step: 'activate', sessionId: draftOf(run)?.sessionId ?? '' };
  return { kind: 'ready', evidence };
}

/**
 * Activates the draft: the one call of this adapter that changes people's data. The service does it once – a session that is no draft any
 * more refuses – so a refusal because an earlier, lost call arrived after all is success.
 */
export async function performActivate(context: GraphContext, run: RunContext, evidence: Json): Promise<Json> {
  const { sessionId } = fromJournal(activateEvidence, evidence);
  refuseStaleSearch(context, run);
  const path = `/restoreSessions/${encodeURIComponent(sessionId)}/activate`;
  const answer = await context.api.ask(sessionReply, { method: 'POST', path });
  if ('fault' in answer && !(await wasActivatedBefore(context, sessionId, answer.refused))) throw answer.fault;
  return { step: 'activate', sessionId } satisfies ActivateResult;
}

/** A draft made of a search that may have run out is given up: the next start searches anew. */
function refuseStaleSearch({ clock, inferences }: GraphContext, run: RunContext): void {
  const searchedAtUtc = draftOf(run)?.searchedAtUtc;
  if (!searchedAtUtc) return;
  const ageSeconds = (clock.now().getTime() - Date.parse(searchedAtUtc)) / 1000;
  if (ageSeconds > inferences.searchResultsLastSeconds)
    throw new Fault('GRAPH_STALE', { effect: 'none', retryAfterSeconds: 1 });
}

async function wasActivatedBefore(context: GraphContext, sessionId: string, refused: string): Promise<boolean> {
  if (refused !== 'RestoreSessionActionNotAllowed') return false;
  const session = await readSession(context, sessionId);
  return session !== null && session.status !== 'draft';
}

/** The session tells: still a draft, so it is activated again; anything else, so it was (design §5.3). */
export async function settleActivate(context: GraphContext, step: StepRecord): Promise<Settlement> {
  const { sessionId } = fromJournal(activateEvidence, step.evidence);
  const session = await readSession(context, sessionId);
  if (session === null)
    return {
      kind: 'unproven',
      attention: {
        candidates: [{ sessionId, facts: ['this session was to be activated'] }],
        explanation: 'The restore session is no longer there, so it cannot be told whether it was activated.',
      },
    };
  if (session.status === 'draft') return { kind: 'repeat' };
  return { kind: 'done', result: { step: 'activate', sessionId } satisfies ActivateResult };
}
