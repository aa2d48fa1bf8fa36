import type { Counts, OutcomeIssue, TargetOutcome, TargetPlan } from '../../../domain/terms.ts';
import { sameText } from '../../replyFields.ts';
import type { SessionEventReply } from '../replies/restoreSessions.ts';
import type { ItemDetails, StatisticsReply } from '../replies/statistics.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import type { ObjectOutcome } from './journal.ts';

/** More are counted but not told one by one. */
export const mostIssues = 100;
const longestText = 500;
/** A text of the provider, cut to a length that can be kept and shown. */
export const cut = (value: string): string => value.slice(0, longestText);

const isBad = (status: string): boolean => ['failed', 'warning'].includes(status.toLowerCase());

/** State of a target from its counts, its issues and the worst word the server said about it. */
export function outcomeOf(
  targetId: string,
  counts: Counts,
  issues: readonly OutcomeIssue[],
  status: string,
): ObjectOutcome {
  const cameBack = counts.created + counts.merged + counts.skipped;
  const failed = status.toLowerCase() === 'failed' && cameBack === 0;
  const withIssues = counts.failed > 0 || issues.length > 0 || isBad(status);
  return {
    targetId,
    state: failed ? 'failed' : withIssues ? 'completedWithIssues' : 'completed',
    counts,
    issues: issues.slice(0, mostIssues),
  };
}

/** The issues an entry of the statistics and its children tell. */
export function issuesOf(item: ItemDetails): OutcomeIssue[] {
  const title = cut(item.name || item.title || item.mailboxEmail);
  const path = item.path === '' ? null : cut(item.path);
  const reasons = [item.error, item.cannotContinueMailboxError, ...item.warnings].filter((reason) => reason !== '');
  return [
    ...reasons.map((reason) => ({ title, path, reason: cut(reason) })),
    ...(item.childItems ?? []).flatMap(issuesOf),
  ];
}

/** The issues a session's events tell, for where statistics only count. */
export const issuesOfEvents = (events: readonly SessionEventReply[]): OutcomeIssue[] =>
  events
    .filter((event) => isBad(event.status) && event.itemName !== '')
    .map((event) => ({
      title: cut(event.itemName),
      path: event.source === '' ? null : cut(event.source),
      reason: cut(event.message || event.title),
    }));

/** Whether an entry of the statistics is this object. */
export const isOf = (item: ItemDetails, object: RestoreObject): boolean =>
  sameText(item.id, object.id) ||
  (item.mailboxEmail !== '' && !item.mailboxIsArchive && sameText(item.mailboxEmail, object.address)) ||
  (item.oneDriveUrl !== '' && sameText(item.oneDriveUrl, object.address));

function countsOfItem(item: ItemDetails): Counts {
  const children = item.childItems ?? [];
  const counted = (status: string): number => children.filter((child) => sameText(child.status, status)).length;
  return {
    created: item.createdMailboxItemsCount + counted('Success') + counted('Warning'),
    merged: item.mergedMailboxItemsCount,
    skipped: item.skippedMailboxItemsCount + counted('Skipped'),
    failed: item.failedMailboxItemsCount + counted('Failed'),
  };
}

/** What the server calls restored without saying whether it was missing or changed, we show as created. */
export const countsOfTotals = (statistics: StatisticsReply): Counts => ({
  created: statistics.restoredItemsCount,
  merged: 0,
  skipped: statistics.skippedItemsCount,
  failed: statistics.failedItemsCount,
});

/** Counts added up. */
export const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (total, one) => ({
      created: total.created + one.created,
      merged: total.merged + one.merged,
      skipped: total.skipped + one.skipped,
      failed: total.failed + one.failed,
    }),
    { created: 0, merged: 0, skipped: 0, failed: 0 },
  );

/** Counts so far over all objects of a session. */
export function countsSoFar(statistics: StatisticsReply): Counts {
  const perMailbox = statistics.items.filter((item) => item.mailboxEmail !== '');
  return perMailbox.length > 0 ? sum(perMailbox.map(countsOfItem)) : countsOfTotals(statistics);
}

/**
 * One outcome per object from v8's statistics: the counters of its own entry where there is one, else – for a single object – the
 * totals. An object the statistics do not name was not restored.
 */
export function outcomesFromStatistics(
  objects: readonly RestoreObject[],
  statistics: StatisticsReply,
  sessionResult: string,
): readonly ObjectOutcome[] {
  const general = [...statistics.errors, ...statistics.warnings].map((reason) => cut(reason));
  return objects.map((object) => {
    const own = statistics.items.filter((item) => isOf(item, object));
    const alone = objects.length === 1;
    const told = (alone ? statistics.items : own).flatMap(issuesOf);
    // A session repeats at the top what it said of single items.
    const untold = alone ? general.filter((reason) => !told.some((issue) => issue.reason === reason)) : [];
    const issues = [...told, ...untold.map((reason) => ({ title: cut(object.name), path: null, reason }))];
    const counters = own.filter((item) => item.mailboxEmail !== '' || (!alone && item.oneDriveUrl !== ''));
    if (counters.length > 0) {
      const worst = own.find((item) => sameText(item.status, 'Failed')) ?? own.find((item) => isBad(item.status));
      return outcomeOf(object.targetId, sum(counters.map(countsOfItem)), issues, worst?.status ?? 'Success');
    }
    if (alone) return outcomeOf(object.targetId, countsOfTotals(statistics), issues, sessionResult);
    const nothing = { created: 0, merged: 0, skipped: 0, failed: 0 };
    return outcomeOf(object.targetId, nothing, issues, own[0]?.status ?? 'Failed');
  });
}

/** Joins outcomes of all restores of a run to one per target; a target without any failed. */
export function outcomesOfRun(plans: readonly TargetPlan[], all: readonly ObjectOutcome[]): readonly TargetOutcome[] {
  return plans.map(({ target }) => {
    const own = all.filter((outcome) => outcome.targetId === target.id);
    const counts = sum(own.map((outcome) => outcome.counts));
    const issues = own.flatMap((outcome) => outcome.issues);
    const state = own.every((outcome) => outcome.state === 'failed')
      ? 'failed'
      : own.every((outcome) => outcome.state === 'completed')
        ? 'completed'
        : 'completedWithIssues';
    return { target, state, counts, issues };
  });
}
