import type { ItemFilter } from '../../../domain/terms.ts';
import type { Ability, PickableItem, RunContext } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import type { ActionCall, VersionTable } from '../versions/versionTable.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import type { PartName } from './partNames.ts';

/** One kind of thing within an object: how it is found, and how it is restored. */
export type ItemPart = {
  /** Things the filter may match, page by page. What the server cannot narrow by and a person did ask for, this narrows; `matches` decides the rest. */
  browse(
    context: VeeamContext,
    exploreSessionId: string,
    object: RestoreObject,
    filter: ItemFilter,
  ): AsyncIterable<readonly PickableItem[]>;
  /** The restore call of administrators and organizations for `object.items`. */
  restore(
    context: VeeamContext,
    version: VersionTable,
    exploreSessionId: string,
    object: RestoreObject,
    run: RunContext,
  ): ActionCall;
  /** A portal operator's, without its reason; absent where the API has none, and then nothing of the kind is offered to one. */
  operatorRestore?(version: VersionTable, exploreSessionId: string, object: RestoreObject, run: RunContext): ActionCall;
};

/** How things within an object are found and restored; part of a workload's table. */
export type ItemTable = {
  /** For administrators and organizations. */
  ability(version: VersionTable): Ability | null;
  operatorAbility(version: VersionTable): Ability | null;
  /** Containers first: they are shown first. */
  readonly parts: Readonly<Partial<Record<PartName, ItemPart>>>;
};

/** Whether a text holds what was asked for, whatever the case. */
export const holds = (text: string, wanted: string | null): boolean =>
  wanted === null || text.toLowerCase().includes(wanted.toLowerCase());

/**
 * Whether a thing is what a person asked for. The folder and recipient of a message were narrowed before. A folder is offered as a whole
 * only while nothing is asked for that the folder itself cannot show.
 */
export const matches = (item: PickableItem, filter: ItemFilter): boolean =>
  item.kind === 'container'
    ? filter.from === null &&
      filter.to === null &&
      filter.sinceUtc === null &&
      filter.attachment === null &&
      holds(item.title, filter.folder) &&
      holds(item.title, filter.title)
    : holds(item.title, filter.title) &&
      holds(item.detail, filter.from) &&
      (filter.sinceUtc === null || (item.dateUtc !== null && item.dateUtc >= filter.sinceUtc));
