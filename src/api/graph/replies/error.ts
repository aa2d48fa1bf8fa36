import * as z from 'zod';

/** The envelope of every refusal. Only the code goes on; `message` is looked at for being empty, which has a meaning (graph.md §6.2). */
export const errorReply = z.object({
  error: z.object({
    code: z
      .string()
      .max(80)
      .regex(/^[\w.-]+$/),
    message: z.string().nullish().catch(null),
  }),
});
