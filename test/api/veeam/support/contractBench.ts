import type { VersionName } from '../../../../src/api/veeam/versions/versionTable.ts';
import type { Selection, Workload } from '../../../../src/domain/terms.ts';
import { Fault } from '../../../../src/lib/fault.ts';
import type { RunContext, StepRecord } from '../../../../src/ports/provider.ts';
import { personId, siteId, teamId } from '../../../../src/sandbox/world.ts';
import type { ContractBench } from '../../providerContract.ts';
import { type Bench, type BenchOptions, closed, followToEnd, opened, plannedRun, startBench } from './bench.ts';

const wholeAskedTimeUtc = '2026-11-19T15:00:00.000Z';
/** Before Adele's "Falcon" folder was deleted. */
const itemsAskedTimeUtc = '2026-11-16T15:00:00.000Z';

const targetIds: Readonly<Record<Workload, string>> = {
  exchange: personId.adele,
  oneDrive: personId.adele,
  sharePoint: siteId.marketing,
  teams: teamId.falcon,
};

/** What is picked in a cell, and which items have to come back for it. */
export type Pick = {
  pick(bench: Bench, run: RunContext): Promise<Selection>;
  expected(bench: Bench, run: RunContext): readonly string[];
};

/** A world for one cell of the grid. `pick` chooses things within the target; without it the whole is restored. */
export async function contractBench(
  version: VersionName,
  workload: Workload,
  as: NonNullable<BenchOptions['as']>,
  pick?: Pick,
): Promise<ContractBench> {
  const bench = await startBench({ version, as });
  const askedTimeUtc = pick ? itemsAskedTimeUtc : wholeAskedTimeUtc;
  const target = bench.target(targetIds[workload], workload);
  return {
    provider: bench.provider,
    restarted: () => bench.restarted(),
    target,
    askedTimeUtc,
    async plan() {
      const run = await plannedRun(bench, [target], askedTimeUtc, { workload, options: { changedItems: true } });
      return pick ? { ...run, selection: await pick.pick(bench, run) } : run;
    },
    ...(pick ? { expectedItems: (run: RunContext) => pick.expected(bench, run) } : {}),
    start: (run) => start(bench, run, false),
    startWithLostAnswer: (run) => start(bench, run, true),
    followToEnd: async (run) => {
      const last = (await followToEnd(bench, run)).at(-1);
      if (!last) throw new Error('nothing seen');
      return last;
    },
    restores: () =>
      bench.server.record().restores.map(({ counts, items, targets }) => ({
        counts,
        failedTitles: items.filter((item) => item.outcome === 'failed').map((item) => item.title),
        pointTimeUtc: targets[0]?.pointTimeUtc ?? '',
        itemIds: items.map((item) => item.id),
      })),
    openSessions: () => bench.server.record().sessions.filter((session) => session.state === 'Working').length,
    problems: () => [...bench.server.bugs.map(String), ...bench.recorder.violations()],
    close: () => bench.close(),
  };
}

/** Runs the steps as the flows do; a step whose answer was lost is settled by a fresh provider that has only the journal. */
async function start(bench: Bench, begun: RunContext, loseAnswer: boolean): Promise<RunContext> {
  let run = begun;
  for (let name = bench.provider.nextStep(run); name !== null; name = bench.provider.nextStep(run)) {
    const prepared = await bench.provider.prepare(name, run);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    run = opened(bench, run, name, prepared.evidence);
    if (loseAnswer && name === 'restore')
      bench.server.faults.push({ kind: 'lostResponse', method: 'POST', path: '/organization/' });
    const stopClock = keepTimeGoing(bench);
    const result = await bench.provider
      .perform(name, run, prepared.evidence)
      .catch((thrown: unknown) =>
        thrown instanceof Fault && thrown.effect === 'unknown' ? settled(bench, run) : Promise.reject(thrown),
      )
      .finally(stopClock);
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

/** Blocking restores answer when they are done, so the clock has to go on while the call is open. */
function keepTimeGoing(bench: Bench): () => void {
  const timer = setInterval(() => {
    if (bench.server.record().restores.some((restore) => restore.finishedUtc === null)) bench.clock.forward(5);
  }, 20);
  return () => clearInterval(timer);
}
