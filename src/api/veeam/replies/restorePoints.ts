import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { flag, listOf, rawInstant } from './common.ts';

/** RESTRestorePoint. */
export const restorePointReply = z.object({
  id: z.string().min(1),
  repositoryId: text,
  jobId: text,
  backupTime: rawInstant,
  isExchange: flag,
  isOneDrive: flag,
  isSharePoint: flag,
  isTeams: flag,
  isLongTermCopy: flag,
  isCopy: flag,
  isRetrieved: flag,
});
export const restorePointsReply = listOf(restorePointReply);
export type RestorePointReply = z.infer<typeof restorePointReply>;
