import { z } from 'zod';

/** A user as Graph gives it with `$select` as below. */
export const account = z.object({
  id: z.guid(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  mail: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
});
export type Account = z.infer<typeof account>;
export const accounts = z.object({ value: z.array(account) });

export const select = 'id,displayName,userPrincipalName,mail,accountEnabled,userType';

/** When an account was made; Graph has none for some that came from a local directory before June 2018. */
export const accountAge = z.object({ id: z.guid(), createdDateTime: z.iso.datetime({ offset: true }).nullish() });

export const isGuest = ({ userType }: Account): boolean => userType?.toLowerCase() === 'guest';
