import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { instantOrNull } from './common.ts';

/** State of the backup service in the tenant. */
export const rootReply = z.object({
  serviceStatus: z
    .object({ status: text, backupServiceConsumer: text, restoreAllowedTillDateTime: instantOrNull })
    .nullish(),
});

export const serviceAppReply = z.object({ id: text, status: text });
