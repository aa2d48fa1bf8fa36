import * as z from 'zod';
import { count, text } from '../../replyFields.ts';
import { flag } from './common.ts';

const texts = z
  .array(
    z
      .string()
      .nullish()
      .transform((value) => value ?? ''),
  )
  .nullish()
  .transform((values) => (values ?? []).filter((value) => value !== ''));

/** RESTItemRestoreDetails in its three forms; counters exist for mailboxes, `childItems` for OneDrives. */
export const itemDetails = z.object({
  itemRestoreDetailsType: text,
  id: text,
  name: text,
  title: text,
  path: text,
  error: text,
  itemType: text,
  status: text,
  warnings: texts,
  mailboxEmail: text,
  mailboxIsArchive: flag,
  createdMailboxItemsCount: count,
  mergedMailboxItemsCount: count,
  failedMailboxItemsCount: count,
  skippedMailboxItemsCount: count,
  cannotContinueMailboxError: text,
  oneDriveUrl: text,
  get childItems(): z.ZodOptional<z.ZodNullable<z.ZodArray<typeof itemDetails>>> {
    return z.array(itemDetails).nullable().optional();
  },
});
export type ItemDetails = z.infer<typeof itemDetails>;

/** RESTRestoreSessionStatistics (v8). */
export const statisticsReply = z.object({
  totalItemsCount: count,
  restoredItemsCount: count,
  failedItemsCount: count,
  skippedItemsCount: count,
  warnings: texts,
  errors: texts,
  items: z
    .array(itemDetails)
    .nullish()
    .transform((items) => items ?? []),
});
export type StatisticsReply = z.infer<typeof statisticsReply>;
