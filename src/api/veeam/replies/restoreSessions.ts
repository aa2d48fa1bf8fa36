import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { flag, guid, listOf, rawInstant } from './common.ts';

/**
 * RESTRestoreSession. Only `Stopped` means finished: while `Working`, `result` already says `Success` and `endTime` lies in the year
 * 9999 or equals `creationTime` (vb365.md §3). Other states of old versions (Starting, Stopping) count as working.
 */
export const restoreSessionReply = z.object({
  id: guid,
  name: text,
  organization: text,
  type: text,
  creationTime: rawInstant,
  state: z.string().transform((state) => (state.toLowerCase() === 'stopped' ? 'stopped' : 'working')),
  result: text,
  initiatedBy: text,
  reason: text,
  eTag: z.number().nullish(),
});
export const restoreSessionsReply = listOf(restoreSessionReply);
export type RestoreSessionReply = z.infer<typeof restoreSessionReply>;

/** RESTAsyncRestoreResponse. */
export const startedReply = z.object({ sessionId: guid });

/** RESTRestoreSessionEvent; `type` and `status` decide, every text is data. */
export const sessionEventReply = z.object({
  id: text,
  type: text,
  status: text,
  order: z.number().int().catch(0),
  itemName: text,
  itemType: text,
  source: text,
  target: text,
  title: text,
  message: text,
  /** v8: the person, site or team an event is about. */
  userId: text,
  siteId: text,
  teamId: text,
  startTime: text,
  endTime: text,
});
export const sessionEventsReply = listOf(sessionEventReply);
export type SessionEventReply = z.infer<typeof sessionEventReply>;

/** Events_GetResponse (v8): what changed on the server since a token. */
export const changesReply = z.object({
  nextChangeToken: z.string().min(1),
  results: z.array(z.object({ eventType: z.string(), id: text })),
});

/** RESTExchangeMailbox. */
export const mailboxReply = z.object({ id: guid, name: text, email: text, isArchive: flag, isPublic: flag });
export const mailboxesReply = listOf(mailboxReply);
export type MailboxReply = z.infer<typeof mailboxReply>;
