import type { Json } from '../../../domain/terms.ts';
import type { Prepared, RunContext, Settlement, StepRecord } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import { deltaReply } from '../replies/sessions.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { draftOf, fromJournal, type PatchEvidence, type PatchResult, patchEvidence, type Wanted } from './journal.ts';
import { missingArtifacts, mostPerRequest } from './plan.ts';
import { readArtifacts } from './readSession.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Takes down the next artifacts that the draft does not hold. */
export function preparePatch(run: RunContext): Prepared {
  const evidence: PatchEvidence = {
    step: 'patch',
    sessionId: draftOf(run)?.sessionId ?? '',
    artifacts: missingArtifacts(run).slice(0, mostPerRequest),
  };
  return { kind: 'ready', evidence };
}

/** Adds artifacts to the draft and reads from the answer which of them it holds now: single ones may fail inside a 200. */
export async function performPatch(
  context: GraphContext,
  table: WorkloadTable,
  run: RunContext,
  evidence: Json,
): Promise<Json> {
  const { sessionId, artifacts } = fromJournal(patchEvidence, evidence);
  const path = `/${table.sessions}/${encodeURIComponent(sessionId)}`;
  const shape = shapeOf(table, run);
  const json = { [`${shape.property}@delta`]: artifacts.map((one) => shape.body(one, run.destination)) };
  const entries = await context.api.call(deltaReply(shape.property), { method: 'PATCH', path, json });
  const problem = '@Core.DataModificationException';
  const isIn = (held: ReadonlySet<string>) => (one: Wanted) => held.has(shape.wantedKey(one));
  let held = new Set(entries.filter((entry) => entry[problem] === null).map(shape.keyOf));
  if (!artifacts.every(isIn(held))) held = await heldKeys(context, table, shape, sessionId);
  const code = entries.find((entry) => entry[problem] !== null)?.[problem] ?? 'ArtifactNotFound';
  const result: PatchResult = {
    step: 'patch',
    added: artifacts.filter(isIn(held)).map(({ targetId }) => targetId),
    refused: artifacts.filter((one) => !isIn(held)(one)).map(({ targetId }) => ({ targetId, code })),
  };
  return result;
}

const heldKeys = async (
  context: GraphContext,
  table: WorkloadTable,
  shape: Shape,
  sessionId: string,
): Promise<Set<string>> => new Set((await readArtifacts(context, table, shape, sessionId)).map(shape.keyOf));

/** The draft itself tells what a lost call added; what it lacks is added by the next step. */
export async function settlePatch(
  context: GraphContext,
  table: WorkloadTable,
  run: RunContext,
  step: StepRecord,
): Promise<Settlement> {
  const { sessionId, artifacts } = fromJournal(patchEvidence, step.evidence);
  const shape = shapeOf(table, run);
  const held = await heldKeys(context, table, shape, sessionId);
  const added = artifacts.filter((one) => held.has(shape.wantedKey(one))).map(({ targetId }) => targetId);
  if (added.length === 0) return { kind: 'repeat' };
  const result: PatchResult = { step: 'patch', added, refused: [] };
  return { kind: 'done', result };
}
