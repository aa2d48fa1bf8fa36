import type { Target } from '../../../domain/terms.ts';
import type { VeeamContext } from '../context.ts';
import type { ProtectedUserReply } from '../replies/users.ts';
import type { Located } from '../workloads/workloadTable.ts';
import { findAtPoint } from './people.ts';

/**
 * Locates a person's mailbox or OneDrive. By Entra object id where the version has it; else by exact address, and the answer says so.
 * `addressOf` picks the address of the wanted object from what a restore point holds of the person.
 */
export async function locatePerson(
  context: VeeamContext,
  tenantId: string,
  target: Target,
  addressOf: (user: ProtectedUserReply) => string | null,
): Promise<Located> {
  const { knowsObjectIds } = await context.api.version();
  const organization = await context.known.organization(tenantId);
  const person = await context.known.person(organization.id, target.id, target.address);
  if (person === 'none') return { kind: 'notProtected' };
  if (person === 'several') return { kind: 'several' };
  return {
    kind: 'found',
    organizationId: organization.id,
    pointFilter: knowsObjectIds ? { userId: context.inferences.pointsFilteredByUserId ? person.id : target.id } : {},
    byObjectId: knowsObjectIds,
    address: person.address,
    live: person.live,
    async addressAt(restorePointId) {
      if (!knowsObjectIds) return null;
      if (!context.inferences.protectedUsersTellAddressAtPoint) return person.address;
      const user = await findAtPoint(context, organization.id, restorePointId, target.id);
      return user === null ? null : addressOf(user);
    },
  };
}
