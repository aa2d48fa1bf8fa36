import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { flag, guid } from './common.ts';

/** RESTRestorePortalSettings. */
export const portalSettingsReply = z.object({ applicationId: guid, isEnabled: flag });

/** RESTLoggedInOrganization: the organization of a tenant or portal-operator login. */
export const ownOrganizationReply = z.object({
  id: z.string().min(1),
  name: text,
  firstBackuptime: z.string().nullish(),
  lastBackuptime: z.string().nullish(),
});

const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/**
 * RESTRbacItemComposed: one object a portal operator may restore. Sent back as it came (`loose`), because exploring takes the whole object.
 * A user's id is the Entra object id followed by another GUID (vb365.md §2 [SEED1]).
 */
const userItem = z.looseObject({ id: z.string().min(1), type: text, user: z.looseObject({ id: text, name: text }) });
const siteItem = z.looseObject({
  id: z.string().min(1),
  type: text,
  site: z.looseObject({ id: text, url: text, title: text }),
});
const teamItem = z.looseObject({
  id: z.string().min(1),
  type: text,
  team: z.looseObject({ id: text, displayName: text, mail: text }),
});

/** RESTRbacEffectiveScope; `teams` from v7. */
export const effectiveScopeReply = z.object({ users: list(userItem), sites: list(siteItem), teams: list(teamItem) });
export type EffectiveScope = z.infer<typeof effectiveScopeReply>;
export type ScopeItem =
  | EffectiveScope['users'][number]
  | EffectiveScope['sites'][number]
  | EffectiveScope['teams'][number];
