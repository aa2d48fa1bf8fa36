import {
  createdUtcOf,
  existedBy,
  foldersOf,
  isFolderPresentAt,
  isItemPresentAt,
  itemsOf,
} from '../../world/history.ts';
import { holdsContainer } from '../../world/restorePoints.ts';
import type { Container, Folder, Item, RestorePoint, Workload } from '../../world.ts';
import { restorePointsAt } from '../../world.ts';
import { type Simulator, worldNowUtc } from '../simulator.ts';
import type { Session, SessionType } from '../state.ts';

export const workloadOf: Readonly<Record<SessionType, Workload>> = {
  Vex: 'exchange',
  Veod: 'oneDrive',
  Vesp: 'sharePoint',
  Vet: 'teams',
};

/** A container in a session, and the instant of the restore point its contents are shown as of. */
export type Shown = { container: Container; asOfUtc: string };

/**
 * The latest restore point at or before the asked time that holds the container; undefined before the first. Both times
 * are in UTC with seven digits, so they compare as text.
 */
function pointFor(points: readonly RestorePoint[], simulator: Simulator, session: Session, container: Container) {
  return points.findLast(
    (point) =>
      (session.repositoryId === null ? !point.isCopy : point.repositoryId === session.repositoryId) &&
      point.backupTimeRaw <= session.askedTimeRaw &&
      holdsContainer(simulator.world, point, container),
  );
}

/** What a session shows: containers of its type, each as of its restore point. Empty before the first backup. */
export function shownContainers(simulator: Simulator, session: Session): Shown[] {
  const points = restorePointsAt(simulator.world, worldNowUtc(simulator));
  return simulator.world.containers
    .filter((container) => container.workload === workloadOf[session.type])
    .filter((container) => session.scopeContainerIds === null || session.scopeContainerIds.includes(container.id))
    .flatMap((container) => {
      const point = pointFor(points, simulator, session, container);
      return point ? [{ container, asOfUtc: point.backupTimeUtc }] : [];
    });
}

/** Folders of a container as of the session's restore point; with `showDeleted` also those deleted before. */
export function shownFolders(simulator: Simulator, session: Session, shown: Shown): Folder[] {
  return foldersOf(simulator.world, shown.container.id).filter((folder) =>
    session.showDeleted ? existedBy(folder.createdUtc, shown.asOfUtc) : isFolderPresentAt(folder, shown.asOfUtc),
  );
}

/** Items of a container as of the session's restore point; with `showDeleted` also those deleted before. */
export function shownItems(simulator: Simulator, session: Session, shown: Shown): Item[] {
  return itemsOf(simulator.world, shown.container.id).filter((item) =>
    session.showDeleted ? existedBy(createdUtcOf(item), shown.asOfUtc) : isItemPresentAt(item, shown.asOfUtc),
  );
}
