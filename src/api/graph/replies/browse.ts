import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { instantOrNull, pageOf, publicError } from './common.ts';

/** A session in which files and folders of a restore point can be looked at. It ends by itself after three days. */
export const browseSessionReply = z.object({
  id: z.string().min(1),
  status: text,
  restorePointId: text,
  expirationDateTime: instantOrNull,
  error: publicError,
});
export type BrowseSessionReply = z.infer<typeof browseSessionReply>;
export const browseSessionsReply = pageOf(browseSessionReply);

/** A site, library, folder or file of a browse session. `itemKey` is opaque. */
export const entryReply = z.object({ itemKey: text, name: text, webUrl: text, type: text });
export type EntryReply = z.infer<typeof entryReply>;
export const entriesReply = pageOf(entryReply);
