import type { Json } from '../../../domain/terms.ts';
import type { Prepared, RunContext, Settlement, StepRecord } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import { deltaReply } from '../replies/sessions.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { bodyOf } from './draft.ts';
import { draftOf, fromJournal, type PatchEvidence, type PatchResult, patchEvidence } from './journal.ts';
import { missingArtifacts, mostPerRequest } from './plan.ts';
import { readArtifacts } from './readSession.ts';

/** Takes down the next artifacts that the draft does not hold. */
export function preparePatch(run: RunContext): Prepared {
  const evidence: PatchEvidence = {
    step: 'patch',
    sessionId: draftOf(run)?.sessionId ?? '',
    artifacts: missingArtifacts(run)
      .slice(0, mostPerRequest)
      .map((artifact) => ({ ...artifact })),
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
  const json = { [`${table.artifacts}@delta`]: bodyOf(artifacts, run.destination) };
  const entries = await context.api.call(deltaReply(table.artifacts), { method: 'PATCH', path, json });
  const problem = '@Core.DataModificationException';
  let held = new Set(entries.filter((entry) => entry[problem] === null).map(({ restorePoint }) => restorePoint));
  if (!artifacts.every(({ pointId }) => held.has(pointId)))
    held = new Set((await readArtifacts(context, table, sessionId)).map(({ restorePoint }) => restorePoint));
  const code = entries.find((entry) => entry[problem] !== null)?.[problem] ?? 'ArtifactNotFound';
  const result: PatchResult = {
    step: 'patch',
    added: artifacts.filter(({ pointId }) => held.has(pointId)).map(({ targetId }) => targetId),
    refused: artifacts.filter(({ pointId }) => !held.has(pointId)).map(({ targetId }) => ({ targetId, code })),
  };
  return result;
}

/** The draft itself tells what a lost call added; what it lacks is added by the next step. */
export async function settlePatch(context: GraphContext, table: WorkloadTable, step: StepRecord): Promise<Settlement> {
  const { sessionId, artifacts } = fromJournal(patchEvidence, step.evidence);
  const held = new Set((await readArtifacts(context, table, sessionId)).map(({ restorePoint }) => restorePoint));
  const added = artifacts.filter(({ pointId }) => held.has(pointId)).map(({ targetId }) => targetId);
  if (added.length === 0) return { kind: 'repeat' };
  const result: PatchResult = { step: 'patch', added, refused: [] };
  return { kind: 'done', result };
}
