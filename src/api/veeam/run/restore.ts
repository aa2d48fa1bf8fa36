import type { Json } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { Prepared, RunContext } from '../../../ports/provider.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { type BlockingReply, blockingReply } from '../replies/blockingReply.ts';
import { startedReply } from '../replies/restoreSessions.ts';
import type { RestoreObject, WorkloadTable } from '../workloads/workloadTable.ts';
import { countsOfEvents, outcomesFromReply } from './blockingOutcomes.ts';
import { currentChangeToken } from './candidates.ts';
import {
  exploreResult,
  fromJournal,
  type ObjectOutcome,
  type RestoreEvidence,
  type RestoreResult,
  restoreEvidence,
} from './journal.ts';
import { issuesOfEvents, outcomeOf } from './outcomes.ts';
import { type PlannedStep, recordOf } from './plan.ts';
import { readyCredential } from './readyCredential.ts';
import { reasonOf } from './reason.ts';
import { eventsAfter, lastEventOrder } from './sessionEvents.ts';

/**
 * Finds the targets in the explore session and takes down all that is needed to find this restore again.
 * A target the session does not hold exactly once cannot be restored from the approved point: back for approval, without a point.
 */
export async function prepareRestore(
  context: VeeamContext,
  table: WorkloadTable,
  { plans, explore: exploreStep, picked }: Extract<PlannedStep, { kind: 'restore' }>,
  run: RunContext,
): Promise<Prepared> {
  const explore = fromJournal(exploreResult, recordOf(run, exploreStep)?.result ?? null);
  const found = await table.find(context, explore.sessionId, plans);
  const gone = plans.filter((_, index) => found[index] === null || found[index] === undefined);
  if (gone.length > 0)
    return {
      kind: 'pointMoved',
      targets: run.targets.map((plan) => (gone.includes(plan) ? { ...plan, point: null } : plan)),
    };
  const version = await context.api.version();
  const mayFollowByEvents =
    context.signIn.restores(version) === 'blocking' || context.signIn.hasReasons || !version.tellsStatistics;
  const evidence: RestoreEvidence = {
    explore,
    type: table.sessionType,
    changeToken: context.signIn.hasReasons ? null : await currentChangeToken(context),
    eventsBefore: mayFollowByEvents ? await lastEventOrder(context, explore.sessionId) : -1,
    objects: await Promise.all(
      found
        .filter((object): object is RestoreObject => object !== null)
        .map(async (object) => {
          // Items are picked within one target; a whole object of a portal operator may have to be listed.
          if (picked) return { ...object, items: [...picked.items] };
          if (context.signIn.kind !== 'portalOperator' || !table.operatorItems) return object;
          return { ...object, items: await table.operatorItems(context, explore.sessionId, object) };
        }),
    ),
    part: picked?.part ?? null,
    calledAtUtc: context.api.serverTimeUtc(),
  };
  return { kind: 'ready', evidence };
}

/** Up to v7 a restore answers when it is done (vb365.md §5.6); a connection that is still open then is given up and settled by events. */
const longestBlockingSeconds = 12 * 3600;

/**
 * Starts the restore: the one call of this adapter that changes people's data. Never tried again by itself after it was sent.
 * From v8 it returns at once; up to v7 when the restore is done, maybe hours later.
 */
export async function performRestore(
  context: VeeamContext,
  table: WorkloadTable,
  step: string,
  run: RunContext,
  evidence: Json,
): Promise<Json> {
  const known = fromJournal(restoreEvidence, evidence);
  const version = await context.api.version();
  const credential =
    context.signIn.kind === 'portalOperator'
      ? context.credential
      : await readyCredential(context, known.explore.sessionId);
  const call = context.signIn.restoreCall({ ...context, credential }, table, version, known, run, reasonOf(run, step));
  if (context.signIn.restores(version) === 'blocking') {
    const reply = await context.api.change(blockingReply, call, { headersTimeoutSeconds: longestBlockingSeconds });
    return { outcomes: [...(await completed(context, table, known, reply))] } satisfies RestoreResult;
  }
  const { sessionId } = await context.api.change(startedReply, call, { headersTimeoutSeconds: 180 });
  if (!context.inferences.restoreMayReuseExploreSession && sameText(sessionId, known.explore.sessionId))
    throw new Fault('BACKUP_BROKEN', {
      effect: 'unknown',
      cause: new Error('restore answered with the explore session'),
    });
  return { sessionId } satisfies RestoreResult;
}

/**
 * The outcomes a blocking restore answered with, completed from the events of its session: they name the failed items of a single target
 * with their paths, and count items where the answer counts only lists. One read, only then.
 */
async function completed(
  context: VeeamContext,
  table: WorkloadTable,
  { explore, eventsBefore, objects }: RestoreEvidence,
  reply: BlockingReply,
): Promise<readonly ObjectOutcome[]> {
  const outcomes = outcomesFromReply(objects, reply);
  const [only, ...others] = outcomes;
  if (only === undefined || others.length > 0 || (table.countsItems && only.counts.failed === 0)) return outcomes;
  const events = await eventsAfter(context, explore.sessionId, eventsBefore);
  const named = issuesOfEvents(events);
  const counts = table.countsItems ? only.counts : countsOfEvents(events);
  return [outcomeOf(only.targetId, counts, named.length > 0 ? named : only.issues, reply.status)];
}
