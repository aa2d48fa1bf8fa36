import type { Counts, Json, RestorePoint, Target } from '../../src/domain/terms.ts';
import type { Fault } from '../../src/lib/fault.ts';
import type {
  ItemPage,
  Observation,
  PickableItem,
  PointLookUp,
  Prepared,
  Provider,
  Settlement,
} from '../../src/ports/provider.ts';

/** A provider for flow tests: two steps, a journal of what it was asked, and switches for what should go wrong. */
export type FakeProvider = Provider & {
  /** Every changing call, in order. */
  readonly calls: string[];
  points: readonly RestorePoint[];
  /** Sites the backups hold; sites are served once there are some. */
  sites: readonly Target[];
  found: PointLookUp | null;
  /** What the next look at a run shows; `working` until set. */
  observation: Observation;
  prepared: Prepared | null;
  settlement: Settlement;
  /** Thrown by the next calls of `perform`, before (`none`) or after (`unknown`) the work was done. */
  faults: Fault[];
  canStop?: false;
  /** What a search finds; absent: items cannot be chosen here. */
  items: ItemPage | null;
  /** Whether whole mailboxes are served. */
  wholes: boolean;
  /** What searches ask for, and what they are answered with before anything is found. */
  readonly searches: Parameters<NonNullable<Provider['browse']>>[0][];
  searchFaults: Error[];
};

/** A list of messages as a backup product finds them. */
export const messages = (...titles: readonly string[]): ItemPage => {
  const items = titles.map(
    (title, at): PickableItem => ({
      id: `item-${at}`,
      ref: { raw: at },
      kind: 'item',
      title,
      detail: 'megan@contoso.com',
      dateUtc: new Date(Date.UTC(2026, 10, 19, 12) - at * 60_000).toISOString(),
    }),
  );
  return { picks: 'each', items, total: items.length, complete: true };
};

const working = (counts: Counts): Observation => ({ kind: 'working', counts, totalItems: 5 });

export function createFakeProvider(points: readonly RestorePoint[]): FakeProvider {
  const calls: string[] = [];
  const fake: FakeProvider = {
    name: 'veeam',
    login: 'veeam:test',
    calls,
    points,
    sites: [],
    found: null,
    observation: working({ created: 0, merged: 0, skipped: 0, failed: 0 }),
    prepared: null,
    settlement: { kind: 'repeat' },
    faults: [],
    items: null,
    wholes: true,
    searches: [],
    searchFaults: [],
    ability: (workload, selection = 'whole') => {
      const served = workload === 'exchange' || (workload === 'sharePoint' && fake.sites.length > 0);
      if (!served || (selection === 'whole' ? !fake.wholes : fake.items === null)) return null;
      if (selection === 'items')
        return {
          options: ['includeDeleted'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
          filters: ['folder', 'from', 'title', 'sinceUtc'],
        };
      return { options: ['missingItems', 'changedItems'], destinations: ['inPlace'], manner: { inPlace: 'merge' } };
    },
    async browse(query) {
      fake.searches.push(query);
      calls.push('browse');
      await query.opened(`search-session-${fake.searches.length}`);
      const fault = fake.searchFaults.shift();
      if (fault) throw fault;
      if (!fake.items) throw new Error('this test has no items');
      return fake.items;
    },
    async endBrowsing(sessionId) {
      calls.push(`end ${sessionId}`);
    },
    places: async (_tenantId, _kind, words) =>
      fake.sites.filter(({ name, address }) => address === words || name.includes(words)),
    async lookUp({ askedTimeUtc }) {
      if (fake.found) return fake.found;
      const index = fake.points.findLastIndex((point) => point.takenAtUtc <= askedTimeUtc);
      const used = fake.points[index];
      if (!used) return { kind: 'beforeFirst', firstUtc: fake.points[0]?.takenAtUtc ?? '' };
      return {
        kind: 'found',
        used,
        earlier: fake.points[index - 1] ?? null,
        later: fake.points[index + 1] ?? null,
        askedAfterLast: false,
        mailOnlyIdentity: false,
      };
    },
    nextStep: ({ steps }) =>
      ['explore', 'restore'].find((name) => !steps.some((step) => step.name === name && step.result !== null)) ?? null,
    prepare: async (step) => fake.prepared ?? { kind: 'ready', evidence: step },
    async perform(step): Promise<Json> {
      const fault = fake.faults.shift();
      if (fault?.effect === 'none') throw fault;
      calls.push(step);
      if (fault) throw fault;
      return { sessionId: `${step}-session` };
    },
    settle: async () => fake.settlement,
    hasStarted: (run) => run.steps.some((step) => step.name === 'restore'),
    adopt: (_step, _run, sessionId) => ({ sessionId }),
    follow: async (runs) => new Map(runs.map((run) => [run.runId, fake.observation])),
    async stop() {
      calls.push('stop');
    },
    async close() {
      calls.push('close');
    },
    check: async () => ({ ok: true, version: 'fake' }),
  };
  return fake;
}
