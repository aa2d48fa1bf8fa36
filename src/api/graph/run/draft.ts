import type { Json } from '../../../domain/terms.ts';
import type { Prepared, RunContext } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import { pointOfTarget } from '../lookUp/lookUp.ts';
import { sessionReply } from '../replies/sessions.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { type DraftEvidence, type DraftResult, draftEvidence, fromJournal, type Wanted } from './journal.ts';
import { artifactsOf, mostPerRequest } from './plan.ts';
import { shapeOf } from './shape.ts';
import { isStillThere } from './stillThere.ts';
import { type WantedItems, wantedMail, wantedThings } from './wantedItems.ts';

/**
 * Looks just before the draft whether every approved point is still there, and finds chosen items again. If a point is gone, every
 * target's point is looked up again and the run goes back for approval.
 */
export async function prepareDraft(context: GraphContext, table: WorkloadTable, run: RunContext): Promise<Prepared> {
  const { selection } = run;
  if (selection.kind === 'whole') return prepareWhole(context, table, run);
  const found: WantedItems =
    table.granular.kind === 'mail'
      ? await wantedMail(context, run, selection)
      : await wantedThings(context, table, run, selection);
  if (found.kind === 'pointMoved') return movedPoints(context, table, run, [false]);
  if (found.kind === 'moreThanApproved')
    return { kind: 'pointMoved', targets: run.targets, selection: { ...selection, total: found.total } };
  const { wanted, searchedAtUtc } = found;
  const all = table.granular.kind === 'things' ? [...wanted] : null;
  return { kind: 'ready', evidence: { ...evidenceOf(context, wanted), all, searchedAtUtc } };
}

async function prepareWhole(context: GraphContext, table: WorkloadTable, run: RunContext): Promise<Prepared> {
  const stillThere = await Promise.all(run.targets.map((plan) => isStillThere(context, plan)));
  if (stillThere.includes(false)) return movedPoints(context, table, run, stillThere);
  return { kind: 'ready', evidence: evidenceOf(context, artifactsOf(run)) };
}

async function movedPoints(
  context: GraphContext,
  table: WorkloadTable,
  run: RunContext,
  stillThere: readonly boolean[],
): Promise<Prepared> {
  const targets = await Promise.all(
    run.targets.map(async ({ target, point }, index) => ({
      target,
      point: stillThere[index] ? point : await pointOfTarget(context, table, target, run.askedTime.utc),
    })),
  );
  return { kind: 'pointMoved', targets };
}

const evidenceOf = (context: GraphContext, wanted: readonly Wanted[]): DraftEvidence => ({
  step: 'draft',
  artifacts: wanted.slice(0, mostPerRequest),
  sinceUtc: context.api.serverTimeUtc(),
  all: null,
  searchedAtUtc: null,
});

/** Makes the draft: it restores nothing until it is activated. */
export async function performDraft(
  context: GraphContext,
  table: WorkloadTable,
  run: RunContext,
  evidence: Json,
): Promise<Json> {
  const known = fromJournal(draftEvidence, evidence);
  const shape = shapeOf(table, run);
  const json = { [shape.property]: known.artifacts.map((one) => shape.body(one, run.destination)) };
  const session = await context.api.call(sessionReply, { method: 'POST', path: `/${table.sessions}`, json });
  return draftResultOf(known, session.id, session.createdDateTime);
}

/** What the journal gets for a draft that holds all it was made with. */
export const draftResultOf = (
  { artifacts, all, searchedAtUtc }: DraftEvidence,
  sessionId: string,
  createdAtUtc: string,
): DraftResult => ({
  step: 'draft',
  sessionId,
  createdAtUtc,
  added: artifacts.map(({ targetId }) => targetId),
  all,
  searchedAtUtc,
});
