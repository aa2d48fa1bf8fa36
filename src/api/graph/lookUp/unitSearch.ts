import { isGuid } from '../../../lib/guid.ts';
import { sameText } from '../../replyFields.ts';
import type { GraphApi } from '../graphApi.ts';
import { pages, readAll } from '../pages.ts';
import { type UnitReply, unitsReply } from '../replies/units.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { createBatch } from './batch.ts';

export type FoundUnit = UnitReply | 'none' | 'several';

/** Finds the protection unit of a target by its stable id. Questions asked together share their calls. */
export type UnitSearch = (table: WorkloadTable, targetId: string) => Promise<FoundUnit>;

/** So many targets are asked for by `$filter`; more are quicker found in the whole list. */
const mostByFilter = 5;
/** A page size that is accepted in practice (graph.md §2.1). */
const listPage = 999;
const listKeptMilliseconds = 10 * 60_000;
const refusedFilter: readonly string[] = ['BadRequest', 'NotImplemented', 'FilterLengthExceeded', '400', '501'];

/** Microsoft Graph names a site `host,site collection id,site id`; units have been seen with the whole and with one part. */
const partsOf = (id: string): readonly string[] => [id, ...id.split(',').slice(1)];

const isOf = (unit: UnitReply, table: WorkloadTable, targetId: string): boolean =>
  table.unitKey === 'directoryObjectId'
    ? sameText(unit.directoryObjectId, targetId)
    : unit.siteId !== '' &&
      partsOf(unit.siteId).some((part) => partsOf(targetId).some((other) => sameText(part, other)));

/** A text inside an OData string literal. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * `$filter` on these ids is not documented (graph.md §2.1 ⚠ #2): it is tried, its answer is compared again, and where it is refused or
 * finds nothing the whole list decides, which is kept for ten minutes.
 */
export function createUnitSearch(options: {
  readonly api: GraphApi;
  readonly nowMilliseconds: () => number;
  readonly mayFilter: boolean;
}): UnitSearch {
  const { api, nowMilliseconds } = options;
  let { mayFilter } = options;
  const lists = new Map<string, { readonly units: readonly UnitReply[]; readonly untilMilliseconds: number }>();

  async function byFilter(table: WorkloadTable, targetIds: readonly string[]): Promise<readonly UnitReply[] | null> {
    const isUsable = targetIds.length <= mostByFilter && targetIds.every((id) => id.split(',').slice(-1).every(isGuid));
    if (!mayFilter || !isUsable) return null;
    const terms = targetIds.map((id) => `${table.unitKey} eq ${quoted(id)}`);
    const query = { $filter: terms.join(' or ') };
    const answer = await api.ask(unitsReply, { method: 'GET', path: `/protectionUnits/${table.units}`, query });
    if ('value' in answer) {
      const rest = answer.value['@odata.nextLink'];
      if (!rest) return answer.value.value;
      const more: UnitReply[] = [...answer.value.value];
      const { path, query: nextQuery } = api.next(rest);
      for await (const page of pages(api, unitsReply, path, nextQuery)) more.push(...page);
      return more;
    }
    if (!refusedFilter.includes(answer.refused)) throw answer.fault;
    mayFilter = false;
    return null;
  }

  async function listed(table: WorkloadTable): Promise<readonly UnitReply[]> {
    const known = lists.get(table.workload);
    if (known && nowMilliseconds() < known.untilMilliseconds) return known.units;
    const units = await readAll(api, unitsReply, `/protectionUnits/${table.units}`, { $top: listPage });
    lists.set(table.workload, { units, untilMilliseconds: nowMilliseconds() + listKeptMilliseconds });
    return units;
  }

  async function load(table: WorkloadTable, targetIds: readonly string[]): Promise<readonly FoundUnit[]> {
    const filtered = await byFilter(table, targetIds);
    const isComplete = filtered !== null && targetIds.every((id) => filtered.some((unit) => isOf(unit, table, id)));
    const units = isComplete ? filtered : await listed(table);
    return targetIds.map((id) => {
      const found = new Map(units.filter((unit) => isOf(unit, table, id)).map((unit) => [unit.id, unit]));
      const [only, ...others] = found.values();
      if (only === undefined) return 'none';
      return others.length > 0 ? 'several' : only;
    });
  }

  const batches = new Map<string, (targetId: string) => Promise<FoundUnit>>();
  return (table, targetId) => {
    const batch = batches.get(table.workload) ?? createBatch((ids: readonly string[]) => load(table, ids));
    batches.set(table.workload, batch);
    return batch(targetId);
  };
}
