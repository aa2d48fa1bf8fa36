import { type Refused, refuse } from '../domain/refusals.ts';
import type { Draft } from '../domain/request.ts';
import { type Person, type Target, targetKinds, type Workload } from '../domain/terms.ts';
import type { Directory } from '../ports/directory.ts';
import type { Provider } from '../ports/provider.ts';

/** What is to be restored and whose data that is; sites and teams belong to nobody in particular. */
export type Resolved = { readonly targets: readonly Target[]; readonly owners: readonly Person[] };

type Who = Draft['forWhom'][number];
type World = {
  readonly directory: Directory;
  readonly provider: Provider;
  readonly tenantId: string;
  readonly personId: string;
};

/**
 * Turns what was said into people of the directory, sites and teams of the backups, or refuses. The one place where words become an
 * identity: an address or URL must name exactly one, and a name only offers candidates to choose from, however few it matches.
 */
export async function resolveTargets(
  world: World,
  requester: Person,
  workload: Workload,
  forWhom: readonly Who[],
): Promise<Resolved | Refused> {
  const kind = targetKinds[workload];
  const targets = new Map<string, Target>();
  const owners = new Map<string, Person>();
  for (const who of forWhom) {
    const found =
      kind === 'site' || kind === 'team'
        ? await place(world, kind, who)
        : await person(world.directory, requester, who);
    if ('refused' in found) return found;
    if ('tenantId' in found) {
      owners.set(found.id, found);
      targets.set(found.id, { kind, id: found.id, name: found.name, address: found.address });
    } else {
      targets.set(found.id, found);
    }
  }
  if (targets.size === 0) return refuse({ code: 'whoMissing' });
  return { targets: [...targets.values()], owners: [...owners.values()] };
}

async function person(directory: Directory, requester: Person, who: Who): Promise<Person | Refused> {
  switch (who.by) {
    case 'me':
      return requester;
    case 'id':
      return (await directory.byId(who.id)) ?? refuse({ code: 'personNotFound', asked: who.id });
    case 'place':
      return refuse({ code: 'personNotFound', asked: who.name });
    case 'name':
      return whichOne(await directory.byName(who.name), who.name);
    case 'address': {
      const found = await directory.byAddress(who.address);
      const [only] = found;
      return only && found.length === 1 ? only : whichOne(found, who.address);
    }
    default:
      return who satisfies never;
  }
}

async function place(
  { provider, tenantId, personId }: World,
  kind: 'site' | 'team',
  who: Who,
): Promise<Target | Refused> {
  if (who.by === 'me') return refuse({ code: 'placeMissing' });
  if (who.by === 'id') return refuse({ code: 'placeMissing' });
  const words = who.by === 'address' ? who.address : who.by === 'place' ? who.id : who.name;
  const found = await provider.places(tenantId, kind, words, personId);
  const exact = found.find((target) => isExactly(target, who));
  return exact ?? whichOne(found, words);
}

/** A URL or an id names one place; a name never does. */
const isExactly = (target: Target, who: Who): boolean =>
  (who.by === 'place' && target.id === who.id) ||
  (who.by === 'address' &&
    target.address.replace(/\/+$/, '').toLowerCase() === who.address.replace(/\/+$/, '').toLowerCase());

function whichOne(
  found: readonly { readonly id: string; readonly name: string; readonly address: string }[],
  asked: string,
): Refused {
  if (found.length === 0) return refuse({ code: 'personNotFound', asked });
  return refuse({ code: 'whichOne', asked, candidates: found.map(({ id, name, address }) => ({ id, name, address })) });
}
