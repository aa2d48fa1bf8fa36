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

/**
 * The restores of a run that answered with a session, from its journal. Of one target there may be several, one for each kind of what was
 * picked; where the server runs them all in the explore session, it tells of them together, so they are followed as one.
 */
export function followedOf(run: RunContext): readonly Followed[] {
  const joined = new Map<string, Followed>();
  for (const restore of startedOf(run)) {
    const key = `${restore.sessionId} ${restore.objects.map(({ targetId }) => targetId).join(' ')}`;
    const before = joined.get(key);
    joined.set(key, before ? together(before, restore) : restore);
  }
  return [...joined.values()];
}

const together = (one: Followed, other: Followed): Followed => ({
  ...one,
  eventsBefore: Math.min(one.eventsBefore, other.eventsBefore),
  objects: one.objects.map((object, index) => ({
    ...object,
    items: [...object.items, ...(other.objects[index]?.items ?? [])],
  })),
});

function startedOf(run: RunContext): readonly Followed[] {
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
