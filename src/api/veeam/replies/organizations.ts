import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { guid, listOf } from './common.ts';

/** RestOrganizationComposed; `msid` is the tenant and exists from v8. */
export const organizationReply = z.object({
  id: guid,
  name: text,
  officeName: text,
  msid: guid.nullish(),
  firstBackuptime: z.string().nullish(),
  lastBackuptime: z.string().nullish(),
});
export const organizationsReply = listOf(organizationReply);
export type OrganizationReply = z.infer<typeof organizationReply>;

/** RESTServiceInstance. */
export const serviceInstanceReply = z.object({ version: text });
