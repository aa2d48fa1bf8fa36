import { foldersOf, itemsOf } from '../../world/history.ts';
import { stableGuid } from '../../world/ids.ts';
import { containersOf, findUnit, siteIdOf } from '../catalog/units.ts';
import type { Simulator } from '../simulator.ts';
import type { BrowseSession } from '../state.ts';

/** The item key of a folder or file: four ids, as in the documentation: site, web, list and thing. Opaque to clients. */
export function keyOf(simulator: Simulator, session: BrowseSession, parentId: string | null, id: string): string {
  const unit = findUnit(simulator.world, session.unitId);
  const site = unit ? siteIdOf(unit.container).split(',').slice(1) : [];
  const own = simulator.switches.itemKeysChange ? stableGuid(`key:${session.id}:${id}`) : id;
  return [...site, parentId ?? id, own].join(',');
}

/** The folder or file a key of this session means, or null. */
export function thingIdOf(simulator: Simulator, session: BrowseSession, key: string): string | null {
  const { world } = simulator;
  const unit = findUnit(world, session.unitId);
  if (!unit) return null;
  for (const { id: containerId } of containersOf(world, unit)) {
    for (const { id, parentId } of foldersOf(world, containerId))
      if (keyOf(simulator, session, parentId, id) === key) return id;
    for (const { id, folderId } of itemsOf(world, containerId))
      if (keyOf(simulator, session, folderId, id) === key) return id;
  }
  return null;
}

/** The address a folder or file had. */
export function urlOf(simulator: Simulator, id: string): string {
  const { world } = simulator;
  const item = world.items.get(id);
  const folder = world.folders.get(item?.folderId ?? id);
  const container = world.containers.find((one) => one.id === folder?.containerId);
  const names: string[] = item ? [item.name] : [];
  for (let at = folder; at; at = world.folders.get(at.parentId ?? '')) names.unshift(at.name);
  return `${container?.url ?? ''}/${names.map(encodeURIComponent).join('/')}`;
}
