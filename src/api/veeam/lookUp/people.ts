import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { type ProtectedUserReply, protectedUsersReply, type UserReply, usersReply } from '../replies/users.ts';

/** A person as the backup server knows them. `id` is its own id, not the Entra object id. */
export type BackedUpPerson = {
  readonly id: string;
  readonly address: string;
  /** False for somebody only backups still hold. */
  readonly live: boolean;
};

export type PersonSearch = BackedUpPerson | 'none' | 'several';

/**
 * Finds the one person with this Entra object id among the organization's people, then among those only a backup still holds.
 * The address narrows the first question and decides nothing. Throws faults of the API only.
 */
export async function findPersonByObjectId(
  context: VeeamContext,
  organizationId: string,
  objectId: string,
  address: string,
): Promise<PersonSearch> {
  const path = `/Organizations/${organizationId}/Users`;
  const isTheirs = (user: UserReply): boolean => sameText(user.msid ?? '', objectId);
  if (context.inferences.usersFilteredByAddress && address !== '') {
    for await (const page of pages(context.api, usersReply, path, { userName: address })) {
      const mine = page.find(isTheirs);
      if (mine) return { id: mine.id, address: mine.name, live: true };
    }
  }
  const found = new Map<string, BackedUpPerson>();
  for await (const page of pages(context.api, usersReply, path))
    for (const user of page.filter(isTheirs)) found.set(user.id, { id: user.id, address: user.name, live: true });
  if (found.size > 1) return 'several';
  for (const person of found.values()) return person;
  return findLeaver(context, organizationId, objectId);
}

async function findLeaver(context: VeeamContext, organizationId: string, objectId: string): Promise<PersonSearch> {
  const found = new Map<string, BackedUpPerson>();
  for await (const page of pages(context.api, protectedUsersReply, '/ProtectedUsers', { organizationId }))
    for (const user of page.filter((candidate) => sameText(candidate.msid ?? '', objectId)))
      found.set(user.id, { id: user.id, address: primaryAddress(user), live: false });
  if (found.size > 1) return 'several';
  for (const person of found.values()) return person;
  return 'none';
}

const primaryAddress = (user: ProtectedUserReply): string =>
  user.mailboxes?.find((mailbox) => !mailbox.isArchive)?.email ?? '';

/** What a restore point holds of the person with this object id, or null when it does not list them. */
export async function findAtPoint(
  context: VeeamContext,
  organizationId: string,
  restorePointId: string,
  objectId: string,
): Promise<ProtectedUserReply | null> {
  for await (const page of pages(context.api, protectedUsersReply, '/ProtectedUsers', {
    organizationId,
    restorePointId,
  })) {
    const user = page.find((candidate) => sameText(candidate.msid ?? '', objectId));
    if (user) return user;
  }
  return null;
}

/** Finds the one person with exactly this address, where a version tells no object ids. The address may have been somebody else's before. */
export async function findPersonByAddress(
  context: VeeamContext,
  organizationId: string,
  address: string,
): Promise<PersonSearch> {
  const found = new Map<string, BackedUpPerson>();
  const path = `/Organizations/${organizationId}/Users`;
  for await (const page of pages(context.api, usersReply, path, { userName: address }))
    for (const user of page.filter((candidate) => sameText(candidate.name, address)))
      found.set(user.id, { id: user.id, address: user.name, live: true });
  if (found.size > 1) return 'several';
  for (const person of found.values()) return person;
  return 'none';
}
