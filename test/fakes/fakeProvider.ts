import type { Counts, Json, RestorePoint, Target } from '../../src/domain/terms.ts';
import type { Fault } from '../../src/lib/fault.ts';
import type { Observation, PointLookUp, Prepared, Provider, Settlement } from '../../src/ports/provider.ts';

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
    ability: (workload) =>
      workload === 'exchange' || (workload === 'sharePoint' && fake.sites.length > 0)
        ? { options: ['missingItems', 'changedItems'], destinations: ['inPlace'], manner: { inPlace: 'merge' } }
        : null,
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
    prepare: async (step) => fake.prepared ?? { kind: 'ready', evidence: { step } },
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
