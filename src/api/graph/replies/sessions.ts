import * as z from 'zod';
import { count, text } from '../../replyFields.ts';
import { instant, instantOrNull, pageOf, publicError } from './common.ts';

/** A restore session. `status` may be any word: new ones come without notice. */
export const sessionReply = z.object({
  '@odata.type': text,
  id: z.string().min(1),
  status: text,
  restoreSessionArtifactCount: z
    .object({ total: count, completed: count, inProgress: count, failed: count })
    .nullish()
    .transform((counts) => counts ?? { total: 0, completed: 0, inProgress: 0, failed: 0 }),
  createdBy: z
    .object({ application: z.object({ id: text }).nullish() })
    .nullish()
    .transform((by) => by?.application?.id ?? ''),
  createdDateTime: instant,
  completedDateTime: instantOrNull,
  error: publicError,
});
export type SessionReply = z.infer<typeof sessionReply>;
export const sessionsReply = pageOf(sessionReply);

/** One mailbox, drive or site of a session, mail of one, or a file or folder. */
export const artifactReply = z.object({
  id: text,
  status: text,
  error: publicError,
  restorePoint: z
    .object({ id: text })
    .nullish()
    .transform((point) => point?.id ?? ''),
  restoredItemCount: count,
  restoredFolderName: text,
  restoredSiteWebUrl: text,
  searchResponseId: text,
  browseSessionId: text,
  restoredItemWebUrl: text,
  /** Where a file or folder was. */
  webUrl: text,
});
export type ArtifactReply = z.infer<typeof artifactReply>;
export const artifactsReply = pageOf(artifactReply);

/** One entry of the answer to PATCH: an artifact, or why a change of one failed, inside the 200 (graph.md §3). */
const deltaEntry = z.object({
  id: text,
  restorePoint: z
    .object({ id: text })
    .nullish()
    .transform((point) => point?.id ?? ''),
  '@Core.DataModificationException': z
    .object({ info: z.object({ code: text }).nullish() })
    .nullish()
    .transform((exception) => (exception ? (exception.info?.code ?? 'Invalid') : null)),
});
export const deltaReply = (artifacts: string) =>
  z
    .object({ [`${artifacts}@delta`]: z.array(deltaEntry).nullish() })
    .transform((reply) => reply[`${artifacts}@delta`] ?? []);
