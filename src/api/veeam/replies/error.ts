import * as z from 'zod';

/**
 * RESTExceptionInfo, or the OAuth form of v5. Texts are only compared with known ones; they and `stackTrace` go nowhere.
 */
export const errorReply = z.object({
  errorCode: z.string().max(60).regex(/^\w+$/).nullish().catch(null),
  error: z.string().max(60).regex(/^\w+$/).nullish().catch(null),
  message: z.string().nullish().catch(null),
  error_description: z.string().nullish().catch(null),
});
export type ErrorReply = z.infer<typeof errorReply>;
