import * as z from 'zod';
import type { RunContext } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { activatedSessionOf, draftEvidence, draftOf, openStepOf } from './journal.ts';
import { readSession } from './readSession.ts';
import { matchingDrafts } from './settleDraft.ts';

/**
 * Deletes the drafts of a run that were never activated: they do not expire (graph.md §3). A session that was activated is never touched;
 * it cannot be stopped, and deleting is refused by the service anyway. A draft whose making was never settled is looked for.
 */
export async function closeDrafts(context: GraphContext, table: WorkloadTable, run: RunContext): Promise<void> {
  const draft = draftOf(run);
  if (draft !== null) {
    if (activatedSessionOf(run) === null) await deleteDraft(context, draft.sessionId);
    return;
  }
  const lost = draftEvidence.safeParse(openStepOf(run)?.evidence);
  if (!lost.success) return;
  const [only, ...others] = await matchingDrafts(context, table, run, lost.data);
  if (only && others.length === 0) await deleteDraft(context, only.id);
}

/** Deletes a session if it is a draft; one that is gone or was activated after all stays as it is. */
async function deleteDraft(context: GraphContext, sessionId: string): Promise<void> {
  const session = await readSession(context, sessionId);
  if (session?.status !== 'draft') return;
  const path = `/restoreSessions/${encodeURIComponent(sessionId)}`;
  const answer = await context.api.ask(z.unknown(), { method: 'DELETE', path });
  if (!('fault' in answer)) return;
  const isDone = ['RestoreSessionNotFound', 'RestoreSessionActionNotAllowed', '404'].includes(answer.refused);
  if (!isDone) throw answer.fault;
}
