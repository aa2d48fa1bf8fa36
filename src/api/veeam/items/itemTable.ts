import type { ItemFilter } from '../../../domain/terms.ts';
import type { Ability, PickableItem, RunContext } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import type { ActionCall, VersionTable } from '../versions/versionTable.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';

/** How items within an object are found and restored; part of a workload's table. */
export type ItemTable = {
  ability(version: VersionTable): Ability | null;
  /** Items the filter may match, page by page. The server narrows where it can; `matches` decides. */
  browse(
    context: VeeamContext,
    exploreSessionId: string,
    object: RestoreObject,
    filter: ItemFilter,
  ): AsyncIterable<readonly PickableItem[]>;
  /** The restore call of administrators and organizations; portal operators have `operatorRestore`. */
  restore(
    context: VeeamContext,
    version: VersionTable,
    exploreSessionId: string,
    object: RestoreObject,
    run: RunContext,
  ): ActionCall;
};

const holds = (text: string, wanted: string | null): boolean =>
  wanted === null || text.toLowerCase().includes(wanted.toLowerCase());

/** Whether an item is what a person asked for; the folder was narrowed before. */
export const matches = (item: PickableItem, filter: ItemFilter): boolean =>
  holds(item.title, filter.title) &&
  holds(item.detail, filter.from) &&
  (filter.sinceUtc === null || (item.dateUtc !== null && item.dateUtc >= filter.sinceUtc));
