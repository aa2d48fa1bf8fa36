import * as z from 'zod';
import { count, text } from '../../replyFields.ts';

const texts = z
  .array(z.unknown())
  .nullish()
  .transform((values) => (values ?? []).filter((value): value is string => typeof value === 'string' && value !== ''));

const issue = z.object({ title: text, name: text, path: text, error: text, warnings: texts });

/**
 * Counters of every blocking restore up to v7, all optional: mailboxes and folders, mail items, documents, lists, sites, teams
 * (vb365.md §5.2 to §5.5). A reply has the ones of its kind.
 */
const counters = z.object({
  createdItemsCount: count,
  mergedItemsCount: count,
  failedItemsCount: count,
  skippedItemsCount: count,
  totalItemsCount: count,
  restoredItemsCount: count,
  skippedItemsByErrorCount: count,
  skippedItemsByNoChangesCount: count,
  restoredListsCount: count,
  failedListsCount: count,
  restoredWebsCount: count,
  failedWebsCount: count,
  cannotContinueError: text,
  exceptions: texts,
  warnings: texts,
  restoreIssues: z
    .array(issue)
    .nullish()
    .transform((issues) => issues ?? []),
});
export type BlockingCounters = z.infer<typeof counters>;

const named = z.object({ id: text, email: text, url: text }).nullish();
const part = z.object({ mailbox: named, oneDrive: named, status: text, error: text, details: counters.nullish() });
export type BlockingPart = z.infer<typeof part>;

/**
 * What a blocking restore answers with. The bulk calls nest counters per mailbox or OneDrive; seed 004 documents them flat for
 * mailboxes too, so both are read.
 */
export const blockingReply = counters.extend({
  status: text,
  error: text,
  details: z
    .array(part)
    .nullish()
    .transform((parts) => parts ?? []),
});
export type BlockingReply = z.infer<typeof blockingReply>;
