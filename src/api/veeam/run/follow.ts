import type { Observation, RunContext } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { sameText } from '../replies/common.ts';
import {
  type RestoreSessionReply,
  restoreSessionReply,
  type SessionEventReply,
  sessionEventsReply,
} from '../replies/restoreSessions.ts';
import { type StatisticsReply, statisticsReply } from '../replies/statistics.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import { type ObjectOutcome, restoreEvidence, restoreResult } from './journal.ts';
import {
  countsSoFar,
  issuesOfEvents,
  mostIssues,
  outcomeOf,
  outcomesFromStatistics,
  outcomesOfRun,
} from './outcomes.ts';
import { readSessions } from './readSessions.ts';

/** What was seen of a session at the last look; a cache, lost without harm. */
type Seen = { readonly eTag: number | null; readonly sinceMilliseconds: number; readonly ended: boolean };
export type SeenSessions = Map<string, Seen>;

/** A restore of a run that is to be followed. */
type Followed = {
  readonly sessionId: string;
  readonly exploreSessionId: string;
  readonly exploreCreatedAtUtc: string;
  readonly objects: readonly RestoreObject[];
};

/** While a restore works its statistics are read only when the session changed, and not more often than this. */
const progressEveryMilliseconds = 10_000;
/** A restore inside its own explore session counts as over when nothing changed for this long and all items are accounted for. */
const quietMilliseconds = 15_000;

/** The asynchronous restores of a run, from its journal. */
export function followedOf(run: RunContext): readonly Followed[] {
  return run.steps.flatMap((step) => {
    const result = restoreResult.safeParse(step.result);
    const evidence = restoreEvidence.safeParse(step.evidence);
    if (!result.success || !evidence.success || !('sessionId' in result.data)) return [];
    const { explore, objects } = evidence.data;
    const { sessionId } = result.data;
    return [{ sessionId, exploreSessionId: explore.sessionId, exploreCreatedAtUtc: explore.createdAtUtc, objects }];
  });
}

/** Outcomes that blocking restores already answered with. */
export const answeredOutcomes = (run: RunContext): readonly ObjectOutcome[] =>
  run.steps.flatMap((step) => {
    const result = restoreResult.safeParse(step.result);
    return result.success && 'outcomes' in result.data ? result.data.outcomes : [];
  });

/**
 * Looks at the restores of all these runs with as few reads as possible: the sessions at once, statistics only of what ended or moved.
 * Only `Stopped` means that a restore ended; a result of `Success` before that means nothing.
 */
export async function followRuns(
  context: VeeamContext,
  seen: SeenSessions,
  runs: readonly RunContext[],
): Promise<ReadonlyMap<string, Observation>> {
  const followed = runs.map((run) => ({ run, restores: followedOf(run) }));
  const wanted = followed.flatMap(({ restores }) => restores);
  const sessions = await readSessions(context, wanted);
  const observations = new Map<string, Observation>();
  for (const { run, restores } of followed) {
    const observation = await observe(context, seen, run, restores, sessions);
    if (observation) observations.set(run.runId, observation);
  }
  return observations;
}

async function observe(
  context: VeeamContext,
  seen: SeenSessions,
  run: RunContext,
  restores: readonly Followed[],
  sessions: ReadonlyMap<string, RestoreSessionReply | null>,
): Promise<Observation | null> {
  const answered = answeredOutcomes(run);
  if (restores.length === 0)
    return answered.length === 0 ? null : { kind: 'ended', outcomes: outcomesOfRun(run.targets, answered) };
  const found = restores.map((restore) => ({
    restore,
    session: sessions.get(restore.sessionId.toLowerCase()) ?? null,
  }));
  if (found.some(({ session }) => session === null)) return { kind: 'lost' };

  const outcomes: ObjectOutcome[] = [...answered];
  let working: StatisticsReply | null = null;
  let allOver = true;
  for (const { restore, session } of found) {
    if (session === null) continue;
    const now = context.clock.now().getTime();
    const look = await lookAt(context, restore, session, seen.get(session.id) ?? null, now);
    seen.set(session.id, look.seen);
    if (look.over) outcomes.push(...(await outcomesOf(context, restore, session, look.statistics)));
    else {
      allOver = false;
      working = look.statistics ?? working;
    }
  }
  if (allOver) return { kind: 'ended', outcomes: outcomesOfRun(run.targets, outcomes) };
  if (working === null) return null;
  return { kind: 'working', counts: countsSoFar(working), totalItems: working.totalItemsCount || null };
}

type Look = { readonly over: boolean; readonly statistics: StatisticsReply | null; readonly seen: Seen };

async function lookAt(
  context: VeeamContext,
  restore: Followed,
  session: RestoreSessionReply,
  before: Seen | null,
  now: number,
): Promise<Look> {
  const eTag = session.eTag ?? null;
  const unchanged = before !== null && before.eTag === eTag && eTag !== null;
  const sinceMilliseconds = unchanged ? before.sinceMilliseconds : now;
  const seen: Seen = { eTag, sinceMilliseconds, ended: session.state === 'stopped' };
  if (session.state === 'stopped') return { over: true, statistics: null, seen };

  if (sameText(restore.sessionId, restore.exploreSessionId)) {
    // The explore session stays `Working` until we stop it, so only its statistics tell when the restore inside it is over.
    const statistics = await readStatistics(context, restore.sessionId);
    const done = statistics.restoredItemsCount + statistics.failedItemsCount + statistics.skippedItemsCount;
    const complete = statistics.items.length > 0 && done >= statistics.totalItemsCount;
    return { over: complete && unchanged && now - sinceMilliseconds >= quietMilliseconds, statistics, seen };
  }
  if (before === null || unchanged) return { over: false, statistics: null, seen };
  if (now - before.sinceMilliseconds < progressEveryMilliseconds)
    // Too soon after the last read: keep what was seen, so that the next look finds the change.
    return { over: false, statistics: null, seen: before };
  return { over: false, statistics: await readStatistics(context, restore.sessionId), seen };
}

const readStatistics = (context: VeeamContext, sessionId: string): Promise<StatisticsReply> =>
  context.api.read(statisticsReply, `/RestoreSessions/${sessionId}/Statistics`);

/**
 * The outcomes of a restore that is over. Where items of a single target failed its events name them, with their path; that is one more
 * call, and only then.
 */
async function outcomesOf(
  context: VeeamContext,
  restore: Followed,
  session: RestoreSessionReply,
  known: StatisticsReply | null,
): Promise<readonly ObjectOutcome[]> {
  const statistics = known ?? (await readStatistics(context, restore.sessionId));
  const outcomes = outcomesFromStatistics(restore.objects, statistics, session.result);
  if (outcomes.length !== 1 || outcomes.every(({ counts }) => counts.failed === 0)) return outcomes;
  const named = issuesOfEvents(await failedEvents(context, restore.sessionId));
  return outcomes.map((outcome) =>
    named.length === 0 ? outcome : outcomeOf(outcome.targetId, outcome.counts, named, session.result),
  );
}

/** The events of a session that tell of failed items, as many as an outcome shows. */
async function failedEvents(context: VeeamContext, sessionId: string): Promise<readonly SessionEventReply[]> {
  const failed: SessionEventReply[] = [];
  for await (const page of pages(context.api, sessionEventsReply, `/RestoreSessions/${sessionId}/Events`)) {
    failed.push(...page.filter((event) => event.status.toLowerCase() === 'failed' && event.itemName !== ''));
    if (failed.length >= mostIssues) break;
  }
  return failed;
}

/** One session by its id, or null when the server no longer knows it. */
export const readSession = (context: VeeamContext, sessionId: string): Promise<RestoreSessionReply | null> =>
  context.api.readIfThere(restoreSessionReply, `/RestoreSessions/${sessionId}`);
