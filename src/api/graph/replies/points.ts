import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { instant, instantOrNull, pageOf } from './common.ts';

/** A restore point. Its id is opaque and is never taken apart. */
export const pointReply = z.object({
  id: z.string().min(1),
  protectionDateTime: instant,
  expirationDateTime: instantOrNull,
  tags: text,
  protectionUnit: z.object({ id: z.string() }).nullish(),
});
export type PointReply = z.infer<typeof pointReply>;
export const pointsReply = pageOf(pointReply);

export const searchReply = z.object({
  searchResponseId: text,
  searchResults: z
    .array(z.object({ artifactHitCount: z.number().int().nullish(), restorePoint: pointReply }))
    .nullish()
    .transform((results) => results ?? []),
});
