import type { Counts, OutcomeIssue, TargetOutcome, TargetPlan } from '../../../domain/terms.ts';
import { noCounts } from '../../../domain/terms.ts';
import type { RunContext } from '../../../ports/provider.ts';
import type { ArtifactReply } from '../replies/sessions.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { refusedOf } from './journal.ts';

const longestText = 500;
/** A text of the service, cut to a length that can be kept and shown. */
export const cut = (value: string): string => value.slice(0, longestText);

export const hasSucceeded = ({ status }: ArtifactReply): boolean => status.toLowerCase() === 'succeeded';
export const hasFailed = ({ status, error }: ArtifactReply): boolean =>
  status.toLowerCase() === 'failed' || (error !== null && !['added', 'scheduled', 'scheduling'].includes(status));

/**
 * What an artifact counts. Mail tells the number of items that came back, without saying which were missing and which changed, so they are
 * shown as created. A drive or site tells no items and counts as one.
 */
export function countsOf(table: WorkloadTable, artifact: ArtifactReply): Counts {
  if (table.countsItems) return { ...noCounts, created: hasSucceeded(artifact) ? artifact.restoredItemCount : 0 };
  if (hasSucceeded(artifact)) return { ...noCounts, created: 1 };
  return hasFailed(artifact) ? { ...noCounts, failed: 1 } : noCounts;
}

/** Counts added up. */
export const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (total, one) => ({
      created: total.created + one.created,
      merged: total.merged + one.merged,
      skipped: total.skipped + one.skipped,
      failed: total.failed + one.failed,
    }),
    noCounts,
  );

/** One outcome per target. Errors stand inside replies of success; a target the session does not hold was not restored. */
export function outcomesOf(
  table: WorkloadTable,
  run: Pick<RunContext, 'targets' | 'steps' | 'destination'>,
  artifacts: readonly ArtifactReply[],
): readonly TargetOutcome[] {
  const refused = refusedOf(run);
  return run.targets.map((plan) => {
    const artifact = artifacts.find(({ restorePoint }) => restorePoint === plan.point?.id);
    const code = refused.get(plan.target.id);
    if (code !== undefined || !artifact) return notRestored(table, plan, code ?? 'ArtifactNotFound');
    const { error, restoredSiteWebUrl } = artifact;
    const failed = !hasSucceeded(artifact);
    const reason = error?.message || error?.code || (failed ? 'UnknownError' : '');
    return {
      target: plan.target,
      state: failed ? 'failed' : reason === '' ? 'completed' : 'completedWithIssues',
      counts: failed && !table.countsItems ? { ...noCounts, failed: 1 } : countsOf(table, artifact),
      issues: reason === '' ? [] : [issueOf(plan, reason)],
      ...countsWhat(table),
      // In place nothing is anywhere else.
      ...(restoredSiteWebUrl === '' || failed || run.destination !== 'new' ? {} : { link: restoredSiteWebUrl }),
    };
  });
}

const countsWhat = (table: WorkloadTable): Pick<TargetOutcome, 'countsTargets'> =>
  table.countsItems ? {} : { countsTargets: true };

const issueOf = ({ target }: TargetPlan, reason: string): OutcomeIssue => ({
  title: cut(target.name),
  path: null,
  reason: cut(reason),
});

const notRestored = (table: WorkloadTable, plan: TargetPlan, code: string): TargetOutcome => ({
  target: plan.target,
  state: 'failed',
  counts: table.countsItems ? noCounts : { ...noCounts, failed: 1 },
  issues: [issueOf(plan, code)],
  ...countsWhat(table),
});
