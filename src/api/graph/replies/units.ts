import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { pageOf } from './common.ts';

/** A protected mailbox, OneDrive or site. Names come with delegated tokens only and are not read (graph.md §2.1). */
export const unitReply = z.object({ id: z.string().min(1), directoryObjectId: text, siteId: text, status: text });
export type UnitReply = z.infer<typeof unitReply>;
export const unitsReply = pageOf(unitReply);
