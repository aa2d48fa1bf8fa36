import type { UtcInstant } from '../../../domain/terms.ts';
import type { GraphApi } from '../graphApi.ts';
import { type PointReply, pointsReply, searchReply } from '../replies/points.ts';
import { chunks, createBatch } from './batch.ts';

/** The latest or the oldest point of a unit within a period, both ends included. */
export type PointQuery = {
  readonly unitId: string;
  readonly fromUtc: UtcInstant;
  readonly toUtc: UtcInstant;
  readonly preference: 'latest' | 'oldest';
  readonly fastOnly: boolean;
};

export type PointSearch = {
  /** Questions asked in the same turn share their calls, 20 units in each. Null: there is none, or the unit is gone. */
  find(query: PointQuery): Promise<PointReply | null>;
  /** At most five points of a unit before an instant, newest first. One call. */
  before(unitId: string, utc: UtcInstant): Promise<readonly PointReply[]>;
};

/** The service takes no more in one search, answers one point for each, and has no second page (graph.md §2.2). */
const unitsPerSearch = 20;

const plusSeconds = (utc: string, seconds: number): string => new Date(Date.parse(utc) + 1000 * seconds).toISOString();

export function createPointSearch(api: GraphApi): PointSearch {
  async function search(queries: readonly PointQuery[]): Promise<readonly (PointReply | null)[]> {
    const [first] = queries;
    if (!first) return [];
    const { fromUtc, toUtc, preference, fastOnly } = first;
    const json = {
      protectionUnitIds: [...new Set(queries.map(({ unitId }) => unitId))],
      // Whether the end is part of the period is not documented, so it is widened, and looked at again below.
      protectionTimePeriod: { startDateTime: fromUtc, endDateTime: plusSeconds(toUtc, 1) },
      restorePointPreference: preference,
      ...(fastOnly ? { tags: 'fastRestore' } : {}),
    };
    const call = { method: 'POST', path: '/restorePoints/search', json, repeatable: true } as const;
    const answer = await api.ask(searchReply, call);
    if ('fault' in answer) {
      if (answer.refused !== 'InvalidProtectionUnitId') throw answer.fault;
      // One of them is gone; which one is found by asking singly.
      if (json.protectionUnitIds.length === 1) return queries.map(() => null);
      const singly = await Promise.all(queries.map((query) => search([query])));
      return singly.map(([point]) => point ?? null);
    }
    const points = answer.value.searchResults.map(({ restorePoint }) => restorePoint);
    return queries.map(({ unitId }) => {
      const point = points.find((one) => one.protectionUnit?.id.toLowerCase() === unitId.toLowerCase());
      return point && point.protectionDateTime >= fromUtc && point.protectionDateTime <= toUtc ? point : null;
    });
  }

  async function load(queries: readonly PointQuery[]): Promise<readonly (PointReply | null)[]> {
    const groups = new Map<string, number[]>();
    for (const [index, { unitId: _, ...same }] of queries.entries()) {
      const key = JSON.stringify(same);
      groups.set(key, [...(groups.get(key) ?? []), index]);
    }
    const answers = new Array<PointReply | null>(queries.length).fill(null);
    const searches = [...groups.values()].flatMap((indexes) => chunks(indexes, unitsPerSearch));
    for (const indexes of searches) {
      const some = indexes.flatMap((index) => queries[index] ?? []);
      const points = await search(some);
      for (const [at, index] of indexes.entries()) answers[index] = points[at] ?? null;
    }
    return answers;
  }

  return {
    find: createBatch(load),
    async before(unitId, utc) {
      // Both are required, and five points come at most, the most recent ones (graph.md §2.2).
      const query = {
        $expand: `protectionUnit($filter=id eq '${unitId}')`,
        $filter: `protectionDateTime lt ${utc}`,
      };
      const { value } = await api.call(pointsReply, { method: 'GET', path: '/restorePoints', query });
      return value
        .filter((point) => point.protectionUnit?.id.toLowerCase() === unitId.toLowerCase())
        .filter((point) => point.protectionDateTime < utc)
        .toSorted((a, b) => b.protectionDateTime.localeCompare(a.protectionDateTime));
    },
  };
}
