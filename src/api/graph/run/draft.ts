import type { Destination, Json, TargetPlan } from '../../../domain/terms.ts';
import type { Prepared, RunContext } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import { pointOfTarget } from '../lookUp/lookUp.ts';
import { sessionReply } from '../replies/sessions.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { type DraftEvidence, type DraftResult, draftEvidence, fromJournal, type Wanted } from './journal.ts';
import { artifactsOf, mostPerRequest } from './plan.ts';

/**
 * Looks just before the draft whether every approved point is still there. If one is gone, every target's point is looked up again and the
 * run goes back for approval.
 */
export async function prepareDraft(context: GraphContext, table: WorkloadTable, run: RunContext): Promise<Prepared> {
  const stillThere = await Promise.all(run.targets.map((plan) => isStillThere(context, plan)));
  if (stillThere.includes(false)) {
    const targets = await Promise.all(
      run.targets.map(async ({ target, point }, index) => ({
        target,
        point: stillThere[index] ? point : await pointOfTarget(context, table, target, run.askedTime.utc),
      })),
    );
    return { kind: 'pointMoved', targets };
  }
  const evidence: DraftEvidence = {
    step: 'draft',
    artifacts: artifactsOf(run)
      .slice(0, mostPerRequest)
      .map((artifact) => ({ ...artifact })),
    sinceUtc: context.api.serverTimeUtc(),
  };
  return { kind: 'ready', evidence };
}

async function isStillThere({ points }: GraphContext, { point }: TargetPlan): Promise<boolean> {
  const unitId = point?.ref.unitId ?? '';
  if (!point || unitId === '') return false;
  const found = await points.find({
    unitId,
    fromUtc: point.takenAtUtc,
    toUtc: point.takenAtUtc,
    preference: 'latest',
    fastOnly: point.ref.fast === 'yes',
  });
  return found?.id === point.id;
}

/** Artifacts as the service takes them; one session has one destination. */
export const bodyOf = (
  artifacts: readonly Wanted[],
  destination: Destination,
): readonly { readonly restorePoint: { readonly id: string }; readonly destinationType: Destination }[] =>
  artifacts.map(({ pointId }) => ({ restorePoint: { id: pointId }, destinationType: destination }));

/** Makes the draft: it restores nothing until it is activated. */
export async function performDraft(
  context: GraphContext,
  table: WorkloadTable,
  run: RunContext,
  evidence: Json,
): Promise<Json> {
  const known = fromJournal(draftEvidence, evidence);
  const json = { [table.artifacts]: bodyOf(known.artifacts, run.destination) };
  const session = await context.api.call(sessionReply, { method: 'POST', path: `/${table.sessions}`, json });
  return draftResultOf(known, session.id, session.createdDateTime);
}

/** What the journal gets for a draft that holds all it was made with. */
export const draftResultOf = ({ artifacts }: DraftEvidence, sessionId: string, createdAtUtc: string): DraftResult => ({
  step: 'draft',
  sessionId,
  createdAtUtc,
  added: artifacts.map(({ targetId }) => targetId),
});
