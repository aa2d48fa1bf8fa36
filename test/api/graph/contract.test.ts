import type { Counts, Workload } from '../../../src/domain/terms.ts';
import { Fault } from '../../../src/lib/fault.ts';
import type { RunContext, StepRecord } from '../../../src/ports/provider.ts';
import { personId, siteId } from '../../../src/sandbox/world.ts';
import { type ContractBench, type ContractCell, describeProviderContract } from '../providerContract.ts';
import { type Bench, closed, opened, outcomesAtEnd, plannedRun, startBench } from './support/bench.ts';

const askedTimeUtc = '2026-11-19T15:00:00.000Z';
type Served = Exclude<Workload, 'teams'>;
const targetIds: Readonly<Record<Served, string>> = {
  exchange: personId.adele,
  oneDrive: personId.adele,
  sharePoint: siteId.marketing,
};

async function contractBench(workload: Served, delegated: boolean, lost: 'draft' | 'activate'): Promise<ContractBench> {
  const bench = await startBench({ delegated });
  const target = bench.target(targetIds[workload], workload);
  return {
    provider: bench.provider,
    restarted: () => bench.restarted(),
    target,
    askedTimeUtc,
    plan: () => plannedRun(bench, [target], askedTimeUtc, { workload }),
    start: (run) => start(bench, run, null),
    startWithLostAnswer: (run) => start(bench, run, lost),
    followToEnd: async (run) => ({ kind: 'ended', outcomes: await outcomesAtEnd(bench, run) }),
    restores: () =>
      bench.backup.record().restores.map(({ counts, pointTimeUtc }) => ({
        counts: toldCounts(workload, counts),
        failedTitles: [],
        pointTimeUtc,
      })),
    openSessions: () => bench.backup.record().sessions.filter(({ status }) => status === 'draft').length,
    problems: () => bench.problems(),
    close: () => bench.close(),
  };
}

type Recorded = { readonly created: number; readonly changed: number } | null;

/** The service tells how many messages came back, and of a drive or site only that it did (graph.md §4). */
const toldCounts = (workload: Served, counts: Recorded): Counts => ({
  created: workload === 'exchange' ? (counts?.created ?? 0) + (counts?.changed ?? 0) : counts ? 1 : 0,
  merged: 0,
  skipped: 0,
  failed: 0,
});

/** Runs the steps as the flows do; a step whose answer was lost is settled by a fresh provider that has only the journal. */
async function start(bench: Bench, begun: RunContext, lost: string | null): Promise<RunContext> {
  let run = begun;
  for (let name = bench.provider.nextStep(run); name !== null; name = bench.provider.nextStep(run)) {
    const prepared = await bench.provider.prepare(name, run);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    run = opened(bench, run, name, prepared.evidence);
    if (name === lost) bench.backup.faults.push({ kind: 'lostResponse', method: 'POST', path: 'restoresessions' });
    const result = await bench.provider
      .perform(name, run, prepared.evidence)
      .catch((thrown: unknown) =>
        thrown instanceof Fault && thrown.effect === 'unknown' ? settled(bench, run) : Promise.reject(thrown),
      );
    run = closed(run, result);
  }
  return run;
}

async function settled(bench: Bench, run: RunContext): Promise<StepRecord['result']> {
  const provider = bench.restarted();
  const open = run.steps.find((step) => step.result === null);
  if (!open) throw new Error('no open step');
  for (;;) {
    const settlement = await provider.settle(open, run);
    if (settlement.kind === 'done') return settlement.result;
    if (settlement.kind !== 'lookAgain') throw new Error(settlement.kind);
    bench.clock.forward(settlement.afterSeconds);
  }
}

const teams: ContractCell = {
  version: 'v1.0',
  signIn: 'app, draft lost',
  workload: 'teams',
  none: 'Microsoft 365 Backup does not cover Teams (graph.md §7.15)',
};

const rows = [
  { signIn: 'app, draft lost', delegated: false, lost: 'draft' },
  { signIn: 'app, start lost', delegated: false, lost: 'activate' },
  { signIn: 'delegated', delegated: true, lost: 'activate' },
] as const;

const cells = rows.flatMap(({ signIn, delegated, lost }): ContractCell[] => [
  ...(['exchange', 'oneDrive', 'sharePoint'] as const).map((workload) => ({
    version: 'v1.0',
    signIn,
    workload,
    start: () => contractBench(workload, delegated, lost),
  })),
  { ...teams, signIn },
]);

describeProviderContract('Microsoft 365 Backup', cells);
