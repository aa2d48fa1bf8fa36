import { personOf } from '../../world/history.ts';
import { stableGuid } from '../../world/ids.ts';
import type { Container, World } from '../../world.ts';
import { type Call, isAppOnly, newMember, ok, type Reply } from '../http/call.ts';
import { pageOf } from '../http/paging.ts';
import { GraphRefusal, invalid } from '../http/refusal.ts';
import { type Kind, kindNames } from '../kinds.ts';
import { type Simulator, unsetTime, vendorTime } from '../simulator.ts';

/** One protected mailbox, OneDrive or site. */
export type Unit = {
  readonly id: string;
  readonly kind: Kind;
  readonly container: Container;
  /** Before this there are no restore points. */
  readonly protectedSinceUtc: string;
};

export const policyIdOf = (kind: Kind): string => stableGuid(`graph-policy:${kind}`);
const kindOf: Readonly<Partial<Record<Container['workload'], Kind>>> = {
  exchange: 'exchange',
  oneDrive: 'oneDrive',
  sharePoint: 'sharePoint',
};

function unitOf(world: World, container: Container): Unit | null {
  const kind = kindOf[container.workload];
  // Archives belong to their mailbox, subsites to their root site (graph.md §7.10).
  if (kind === undefined || container.isArchive || container.parentContainerId !== null) return null;
  const owner = personOf(world, container.ownerId);
  if (owner && !owner.isBackedUp) return null;
  return { id: stableGuid(`unit:${container.id}`), kind, container, protectedSinceUtc: container.createdUtc };
}

const known = new WeakMap<World, { size: number; units: readonly Unit[]; byId: ReadonlyMap<string, Unit> }>();

function catalog(world: World): { units: readonly Unit[]; byId: ReadonlyMap<string, Unit> } {
  const found = known.get(world);
  if (found?.size === world.containers.length) return found;
  const units = world.containers.flatMap((container) => unitOf(world, container) ?? []);
  const made = { size: world.containers.length, units, byId: new Map(units.map((unit) => [unit.id, unit])) };
  known.set(world, made);
  return made;
}

export const findUnit = (world: World, id: string): Unit | undefined => catalog(world).byId.get(id.toLowerCase());

/** The site collection of a unit and everything below it. */
export const containersOf = (world: World, { container }: Unit): readonly Container[] => [
  container,
  ...world.containers.filter((other) => other.parentContainerId === container.id),
];

/** Microsoft Graph's name of a site: host, site collection, web. */
export const siteIdOf = (container: Container): string =>
  `${new URL(container.url).host},${container.id},${stableGuid(`web:${container.id}`)}`;

const enumerationsWithSentinel = ['offboardRequested', 'offboarded', 'cancelOffboardRequested'];

/** A unit as the service tells it: an app's own token gets no names and addresses (graph.md §2.1). */
export function presentUnit(call: Call, unit: Unit): object {
  const { container, kind } = unit;
  const names = !isAppOnly(call.claims);
  const status = call.simulator.unitStatuses.get(unit.id) ?? 'protected';
  const own =
    kind === 'sharePoint'
      ? { siteId: siteIdOf(container), ...(names ? { siteName: container.name, siteWebUrl: container.url } : {}) }
      : {
          directoryObjectId: container.ownerId,
          ...(names ? { displayName: container.name, email: container.email } : {}),
        };
  return {
    '@odata.type': kindNames[kind].unitType,
    id: unit.id,
    policyId: policyIdOf(kind),
    ...own,
    status: enumerationsWithSentinel.includes(status) ? newMember(call, status) : status,
    protectionSources: 'manual',
    createdBy: { application: { id: stableGuid('app:controller'), displayName: 'Microsoft Enhanced Restore' } },
    createdDateTime: vendorTime(unit.protectedSinceUtc),
    lastModifiedDateTime: vendorTime(unit.protectedSinceUtc),
    error: null,
    offboardRequestedDateTime: unsetTime,
  };
}

const filterTerm = /^(directoryObjectId|siteId|id) eq '([^']*)'$/;

function filtered(simulator: Simulator, units: readonly Unit[], filter: string | null): readonly Unit[] {
  if (filter === null) return units;
  const { unitFilter } = simulator.switches;
  if (unitFilter === 501) throw new GraphRefusal(501, 'NotImplemented', 'The filter is not implemented.');
  if (unitFilter === 400) throw invalid('BadRequest', 'The filter is not supported.');
  const terms = filter.split(' or ').map((term) => filterTerm.exec(term.trim()));
  if (terms.length > 20) throw invalid('FilterLengthExceeded', 'Too many filters.');
  if (terms.some((term) => term === null)) throw invalid('BadRequest', 'Invalid filter clause.');
  return units.filter((unit) => terms.some((term) => isMeant(unit, term?.[1] ?? '', term?.[2] ?? '')));
}

function isMeant(unit: Unit, property: string, value: string): boolean {
  if (property === 'id') return unit.id === value.toLowerCase();
  if (property === 'siteId') return unit.kind === 'sharePoint' && siteIdOf(unit.container) === value;
  return unit.container.ownerId === value.toLowerCase();
}

/** `GET /protectionUnits` and its three casts. */
export const listUnits =
  (kind: Kind | null) =>
  (call: Call): Reply => {
    const all = catalog(call.simulator.world).units.filter((unit) => kind === null || unit.kind === kind);
    const units = filtered(call.simulator, all, call.query.get('$filter'));
    return pageOf(call, units, (unit) => presentUnit(call, unit));
  };

/** `GET /protectionUnits/{id}`. */
export function getUnit(call: Call): Reply {
  const unit = findUnit(call.simulator.world, call.id);
  if (!unit) throw invalid('InvalidProtectionUnitId', 'Protection unit ID is invalid.');
  return ok(presentUnit(call, unit));
}
