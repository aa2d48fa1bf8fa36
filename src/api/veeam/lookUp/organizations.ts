import { Fault } from '../../../lib/fault.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { type OrganizationReply, organizationsReply } from '../replies/organizations.ts';

/**
 * The one organization on the backup server that is this tenant. Throws a `Fault` `BACKUP_ORGANIZATION` when there is none or
 * several. v8 is asked by the tenant's id, and the id is compared again, in case a server ignores the filter; older versions know
 * only names, so there the configured name decides, or the organization is the only one.
 */
export async function findOrganization(context: VeeamContext, tenantId: string): Promise<OrganizationReply> {
  const { knowsObjectIds } = await context.api.version();
  const name = context.settings.organizationName;
  const fits = (organization: OrganizationReply): boolean => {
    if (knowsObjectIds) return sameText(organization.msid ?? '', tenantId);
    return name === undefined || sameText(organization.name, name) || sameText(organization.officeName, name);
  };
  const found: OrganizationReply[] = [];
  if (knowsObjectIds) {
    const all = pages(context.api, organizationsReply, '/Organizations', { msid: tenantId });
    for await (const page of all) found.push(...page.filter(fits));
  } else found.push(...(await context.api.read(organizationsReply, '/Organizations')).filter(fits));
  const [organization, ...others] = found;
  if (organization === undefined || others.length > 0) throw new Fault('BACKUP_ORGANIZATION', { effect: 'none' });
  return organization;
}
