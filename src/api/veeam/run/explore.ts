import type { Json, TargetPlan } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { Prepared, RunContext, Settlement, StepRecord } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import { lookUpPoints } from '../lookUp/lookUp.ts';
import { utcOf } from '../replies/common.ts';
import { type RestoreSessionReply, restoreSessionReply } from '../replies/restoreSessions.ts';
import type { Reached } from '../signIns/signIn.ts';
import type { WorkloadTable } from '../workloads/workloadTable.ts';
import { sessionsSince } from './candidates.ts';
import { type ExploreEvidence, type ExploreResult, exploreEvidence, exploreResult, fromJournal } from './journal.ts';
import { reasonOf } from './reason.ts';
import { settleByReason } from './settleByReason.ts';

/**
 * Looks just before exploring whether the approved point still is there and whether the server, asked for its time, would use it.
 * If not, every target's point is looked up again and the run goes back for approval.
 */
export async function prepareExplore(
  context: VeeamContext,
  table: WorkloadTable,
  plans: readonly TargetPlan[],
  run: RunContext,
): Promise<Prepared> {
  const version = await context.api.version();
  let reached: Extract<Reached, { kind: 'found' }> | null = null;
  for (const { target, point } of plans) {
    const found = await context.signIn.reach(context, table, run.tenantId, target);
    if (found.kind === 'notInScope') throw new Fault('BACKUP_SCOPE', { effect: 'none' });
    if (point === null || found.kind !== 'found') return pointMoved(context, table, run);
    const repositoryId = version.exploresRepository ? (point.ref.repositoryId ?? '') : '';
    const [wouldBeUsed] = await found.points.latest(point.takenAtUtc, 1, repositoryId);
    if (wouldBeUsed?.id !== point.id) return pointMoved(context, table, run);
    reached = found;
  }
  const ref = plans[0]?.point?.ref ?? {};
  const evidence: ExploreEvidence = {
    organizationId: reached?.organizationId ?? '',
    type: table.sessionType,
    backupTime: ref.backupTime ?? '',
    repositoryId: ref.repositoryId ?? '',
    // A portal operator explores one object at a time.
    together: table.bulk(version, run) && reached?.scope == null,
    scope: (reached?.scope ?? null) as ExploreEvidence['scope'],
    sinceUtc: context.api.serverTimeUtc(),
  };
  return { kind: 'ready', evidence };
}

async function pointMoved(context: VeeamContext, table: WorkloadTable, run: RunContext): Promise<Prepared> {
  const targets: TargetPlan[] = [];
  for (const { target } of run.targets) {
    const found = await lookUpPoints(context, table, target, run.tenantId, run.askedTime.utc);
    targets.push({ target, point: found.kind === 'found' ? found.used : null });
  }
  return { kind: 'pointMoved', targets };
}

/** Opens the explore session at the approved point's own time and, where the version takes it, repository. */
export async function performExplore(
  context: VeeamContext,
  step: string,
  run: RunContext,
  evidence: Json,
): Promise<Json> {
  const known = fromJournal(exploreEvidence, evidence);
  const version = await context.api.version();
  const call = context.signIn.exploreCall(version, known, run, reasonOf(run, step));
  const session = await context.api.change(restoreSessionReply, call, { headersTimeoutSeconds: 180 });
  if (session.type !== '' && session.type.toLowerCase() !== known.type.toLowerCase())
    throw new Fault('BACKUP_BROKEN', { effect: 'unknown', cause: new Error('explore session of another type') });
  return resultOf(session);
}

const resultOf = (session: RestoreSessionReply): ExploreResult => ({
  sessionId: session.id,
  createdAtUtc: utcOf(session.creationTime),
  organization: session.organization,
  initiatedBy: session.initiatedBy,
});

/** How long listings may lag behind, and how long an explore may still be starting on the server. */
const lookForSeconds = 60;

/**
 * An explore session restores nothing, so opening a second one is harmless; only a forgotten one should not stay open. The one session
 * since then that is of this type, works, is nobody else's and has our point's time in its name is taken over; otherwise it is opened again.
 */
export async function settleExplore(context: VeeamContext, run: RunContext, step: StepRecord): Promise<Settlement> {
  const known = fromJournal(exploreEvidence, step.evidence);
  if (context.signIn.hasReasons) return settleByReason(context, run, step, known.sinceUtc, resultOf);
  if (!context.inferences.exploreSessionNameHoldsPointTime) return { kind: 'repeat' };
  const since = new Date(Date.parse(known.sinceUtc) - 5 * 60_000).toISOString();
  const candidates: RestoreSessionReply[] = [];
  for await (const session of sessionsSince(context, since))
    if (session.state === 'working' && session.type === known.type && namesTime(session.name, known.backupTime))
      candidates.push(session);
  const foreign = await context.ownedElsewhere(
    run.runId,
    candidates.map((session) => session.id),
  );
  const free = candidates.filter((session) => !foreign.includes(session.id) && !isOurs(run, session.id));
  const [only, ...others] = free;
  if (only !== undefined && others.length === 0) return { kind: 'done', result: resultOf(only) };
  const waitedSeconds = (context.clock.now().getTime() - Date.parse(step.openedAtUtc)) / 1000;
  if (only === undefined && waitedSeconds < lookForSeconds) return { kind: 'lookAgain', afterSeconds: 10 };
  return { kind: 'repeat' };
}

const isOurs = (run: RunContext, sessionId: string): boolean =>
  run.steps.some((step) => exploreResult.safeParse(step.result).data?.sessionId === sessionId);

/** `5/29/2019 10:29:05 AM` within a session's name, as the seeds show it, against the point's raw time. */
function namesTime(name: string, backupTime: string): boolean {
  const at = new Date(utcOf(backupTime));
  const hour = at.getUTCHours();
  const pad = (part: number): string => String(part).padStart(2, '0');
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
  return name.includes(`${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${clock}`);
}
