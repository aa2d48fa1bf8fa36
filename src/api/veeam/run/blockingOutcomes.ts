import type { Counts, OutcomeIssue } from '../../../domain/terms.ts';
import { sameText } from '../../replyFields.ts';
import type { BlockingCounters, BlockingPart, BlockingReply } from '../replies/blockingReply.ts';
import type { SessionEventReply } from '../replies/restoreSessions.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import type { ObjectOutcome } from './journal.ts';
import { cut, issuesOfEvents, outcomeOf } from './outcomes.ts';

/** Counters of any kind as ours. What the server calls restored, without saying whether it was missing or changed, is created. */
function countsOf(counters: BlockingCounters): Counts {
  const { restoredListsCount, restoredWebsCount, failedListsCount, failedWebsCount } = counters;
  return {
    created: counters.createdItemsCount + counters.restoredItemsCount + restoredListsCount + restoredWebsCount,
    merged: counters.mergedItemsCount,
    skipped: counters.skippedItemsCount + counters.skippedItemsByNoChangesCount + counters.skippedItemsByErrorCount,
    failed: counters.failedItemsCount + failedListsCount + failedWebsCount,
  };
}

function issuesOf(counters: BlockingCounters, name: string): OutcomeIssue[] {
  const plain = [counters.cannotContinueError, ...counters.exceptions, ...counters.warnings];
  return [
    ...plain.filter((reason) => reason !== '').map((reason) => ({ title: cut(name), path: null, reason: cut(reason) })),
    ...counters.restoreIssues.flatMap((issue) =>
      [issue.error, ...issue.warnings]
        .filter((reason) => reason !== '')
        .map((reason) => ({
          title: cut(issue.title || issue.name),
          path: issue.path === '' ? null : cut(issue.path),
          reason: cut(reason),
        })),
    ),
  ];
}

const isOf = (part: BlockingPart, object: RestoreObject): boolean => {
  const told = part.mailbox ?? part.oneDrive;
  if (!told) return false;
  const address = told.email || told.url;
  return sameText(told.id, object.id) || (address !== '' && sameText(address, object.address));
};

/** One outcome per object from the reply of a blocking restore. An object the reply does not name was not restored. */
export function outcomesFromReply(objects: readonly RestoreObject[], reply: BlockingReply): readonly ObjectOutcome[] {
  return objects.map((object) => {
    const part = reply.details.find((candidate) => isOf(candidate, object)) ?? null;
    const counters = part ? (part.details ?? null) : objects.length === 1 ? reply : null;
    const counts = counters ? countsOf(counters) : { created: 0, merged: 0, skipped: 0, failed: 0 };
    const error = part ? part.error : reply.error;
    const told = counters ? issuesOf(counters, object.name) : [];
    const repeated = error === '' || told.some((issue) => issue.reason === cut(error));
    const issues = repeated ? told : [{ title: cut(object.name), path: null, reason: cut(error) }, ...told];
    const status = part ? part.status : counters ? reply.status : 'Failed';
    return outcomeOf(object.targetId, counts, issues, status);
  });
}

/** Restored, skipped and failed items as a session's events tell them; created and merged are not told apart there. */
export function countsOfEvents(events: readonly SessionEventReply[]): Counts {
  const items = events.filter((event) => sameText(event.type, 'Restore'));
  const having = (...statuses: string[]): number =>
    items.filter((event) => statuses.some((status) => sameText(event.status, status))).length;
  return { created: having('Success', 'Warning'), merged: 0, skipped: having('Skipped'), failed: having('Failed') };
}

/** The outcome of a blocking restore whose answer was lost, from the events of its session. For several objects the events do not say whose they are. */
export function outcomesFromEvents(
  objects: readonly RestoreObject[],
  events: readonly SessionEventReply[],
): readonly ObjectOutcome[] {
  const nothing = { created: 0, merged: 0, skipped: 0, failed: 0 };
  const failedWhole = events.some((event) => sameText(event.status, 'Failed') && !sameText(event.type, 'Restore'));
  return objects.map((object, index) => {
    const first = index === 0;
    const issues = first ? issuesOfEvents(events) : [];
    return outcomeOf(object.targetId, first ? countsOfEvents(events) : nothing, issues, failedWhole ? 'Failed' : '');
  });
}
