import * as z from 'zod';

/** OAuthTokenResponse. `.expires` is on the server's clock, so only `expires_in` is used. */
export const tokenReply = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().optional(),
  expires_in: z.coerce.number().positive(),
});
export type TokenReply = z.infer<typeof tokenReply>;
