import type { Counts } from '../../../domain/terms.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { utcOf } from '../replies/common.ts';
import type { RestoreSessionReply, SessionEventReply } from '../replies/restoreSessions.ts';
import { type StatisticsReply, statisticsReply } from '../replies/statistics.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import { countsOfEvents, outcomesFromEvents } from './blockingOutcomes.ts';
import type { ObjectOutcome } from './journal.ts';
import { countsSoFar, issuesOfEvents, outcomeOf, outcomesFromStatistics } from './outcomes.ts';
import { eventsAfter } from './sessionEvents.ts';

/** What the server tells of a restore so far: its statistics, or up to v7 only the events of its session. */
export type RestoreReport = {
  readonly counts: Counts;
  readonly totalItems: number | null;
  /** Whether every item known of is accounted for; of a session that still works that is a hint, not the end. */
  readonly complete: boolean;
  outcomes(session: RestoreSessionReply): Promise<readonly ObjectOutcome[]>;
};

type Reported = {
  readonly sessionId: string;
  readonly eventsBefore: number;
  readonly objects: readonly RestoreObject[];
};

/** Reads what the server tells of a restore; one call. */
export async function readReport(context: VeeamContext, restore: Reported): Promise<RestoreReport> {
  const { tellsStatistics } = await context.api.version();
  if (!tellsStatistics)
    return eventsReport(context, restore, await eventsAfter(context, restore.sessionId, restore.eventsBefore));
  const path = `/RestoreSessions/${restore.sessionId}/Statistics`;
  return statisticsReport(context, restore, await context.api.read(statisticsReply, path));
}

function statisticsReport(context: VeeamContext, restore: Reported, statistics: StatisticsReply): RestoreReport {
  const done = statistics.restoredItemsCount + statistics.failedItemsCount + statistics.skippedItemsCount;
  return {
    counts: countsSoFar(statistics),
    totalItems: statistics.totalItemsCount || null,
    complete: statistics.items.length > 0 && done >= statistics.totalItemsCount,
    outcomes: async (session) => {
      const outcomes = outcomesFromStatistics(restore.objects, statistics, session.result);
      if (outcomes.length !== 1 || outcomes.every(({ counts }) => counts.failed === 0)) return outcomes;
      // Statistics count the failed items of a mailbox; its session's events name them. One call more, only then.
      const named = issuesOfEvents(await eventsAfter(context, restore.sessionId, restore.eventsBefore));
      return outcomes.map((outcome) =>
        named.length === 0 ? outcome : outcomeOf(outcome.targetId, outcome.counts, named, session.result),
      );
    },
  };
}

function eventsReport(context: VeeamContext, restore: Reported, events: readonly SessionEventReply[]): RestoreReport {
  return {
    counts: countsOfEvents(events),
    totalItems: null,
    complete: events.length > 0 && isQuiet(context, events),
    outcomes: async () => outcomesFromEvents(restore.objects, events),
  };
}

/** Whether nothing runs and nothing happened for a while, by the server's clock. No event tells the end of a restore (vb365.md §3). */
export function isQuiet(context: VeeamContext, events: readonly SessionEventReply[]): boolean {
  if (events.some((event) => sameText(event.status, 'Running'))) return false;
  const instants = events.flatMap((event) => [event.startTime, event.endTime]).filter((raw) => raw !== '');
  const newest = Math.max(
    ...instants.map((raw) => Date.parse(utcOf(raw))).filter((at) => at < Date.parse('9000-01-01')),
  );
  const quietSeconds = (Date.parse(context.api.serverTimeUtc()) - newest) / 1000;
  return quietSeconds >= context.inferences.blockingRestoreIsOverAfterQuietSeconds;
}
