import type { RunContext } from '../../../ports/provider.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import { type ObjectOutcome, restoreEvidence, restoreResult } from './journal.ts';

/** A restore of a run that is to be followed. */
export type Followed = {
  readonly sessionId: string;
  readonly exploreSessionId: string;
  readonly exploreCreatedAtUtc: string;
  /** Order number of the session's last event before the restore; what comes later is the restore's. */
  readonly eventsBefore: number;
  readonly objects: readonly RestoreObject[];
};

/** The restores of a run that answered with a session, from its journal. */
export function followedOf(run: RunContext): readonly Followed[] {
  return run.steps.flatMap((step) => {
    const result = restoreResult.safeParse(step.result);
    const evidence = restoreEvidence.safeParse(step.evidence);
    if (!result.success || !evidence.success || !('sessionId' in result.data)) return [];
    return [{ ...toFollowed(evidence.data), sessionId: result.data.sessionId }];
  });
}

/** The blocking restore of a run whose call is still open, or null. Its session is the explore session. */
export function openRestoreOf(run: RunContext): Followed | null {
  const step = run.steps.findLast((candidate) => candidate.result === null);
  const evidence = restoreEvidence.safeParse(step?.evidence);
  return evidence.success ? toFollowed(evidence.data) : null;
}

const toFollowed = ({ explore, eventsBefore, objects }: ReturnType<typeof restoreEvidence.parse>): Followed => ({
  sessionId: explore.sessionId,
  exploreSessionId: explore.sessionId,
  exploreCreatedAtUtc: explore.createdAtUtc,
  eventsBefore,
  objects,
});

/** Outcomes that blocking restores already answered with. */
export const answeredOutcomes = (run: RunContext): readonly ObjectOutcome[] =>
  run.steps.flatMap((step) => {
    const result = restoreResult.safeParse(step.result);
    return result.success && 'outcomes' in result.data ? result.data.outcomes : [];
  });
