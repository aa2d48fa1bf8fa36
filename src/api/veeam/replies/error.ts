import * as z from 'zod';

/**
 * RESTExceptionInfo, or the OAuth form of v5. Only `errorCode` is kept: the message and `stackTrace` stay on the server's side.
 */
export const errorReply = z.object({
  errorCode: z.string().max(60).regex(/^\w+$/).nullish().catch(null),
  error: z.string().max(60).regex(/^\w+$/).nullish().catch(null),
  message: z.string().nullish().catch(null),
});
export type ErrorReply = z.infer<typeof errorReply>;
