import { type Refused, refuse } from '../domain/refusals.ts';
import type { Draft } from '../domain/request.ts';
import type { Person } from '../domain/terms.ts';
import type { Directory } from '../ports/directory.ts';

/**
 * Turns what was said about whose data into people of the directory, or refuses. The one place where a name or an address becomes
 * an identity: an address must name exactly one person, and a name never decides, however few it matches.
 */
export async function resolveOwners(
  directory: Directory,
  requester: Person,
  forWhom: Draft['forWhom'],
): Promise<readonly Person[] | Refused> {
  const owners = new Map<string, Person>();
  for (const who of forWhom) {
    const found = await resolve(directory, requester, who);
    if ('refused' in found) return found;
    owners.set(found.id, found);
  }
  return owners.size === 0 ? refuse({ code: 'whoMissing' }) : [...owners.values()];
}

async function resolve(
  directory: Directory,
  requester: Person,
  who: Draft['forWhom'][number],
): Promise<Person | Refused> {
  switch (who.by) {
    case 'me':
      return requester;
    case 'id':
      return (await directory.byId(who.id)) ?? refuse({ code: 'personNotFound', asked: who.id });
    case 'address':
      return exactlyOne(await directory.byAddress(who.address), who.address);
    case 'name':
      return refuse({ code: 'severalPeople', asked: who.name });
    default:
      return who satisfies never;
  }
}

function exactlyOne(found: readonly Person[], asked: string): Person | Refused {
  const [only] = found;
  if (!only) return refuse({ code: 'personNotFound', asked });
  return found.length === 1 ? only : refuse({ code: 'severalPeople', asked });
}
