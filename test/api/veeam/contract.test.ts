import type { VersionName } from '../../../src/api/veeam/versions/versionTable.ts';
import type { Workload } from '../../../src/domain/terms.ts';
import { workloads } from '../../../src/domain/terms.ts';
import { Fault } from '../../../src/lib/fault.ts';
import type { RunContext, StepRecord } from '../../../src/ports/provider.ts';
import { personId, siteId, teamId } from '../../../src/sandbox/world.ts';
import { type ContractBench, type ContractCell, describeProviderContract } from '../providerContract.ts';
import { type Bench, type BenchOptions, closed, followToEnd, opened, plannedRun, startBench } from './support/bench.ts';

const askedTimeUtc = '2026-11-19T15:00:00.000Z';
const targetIds: Readonly<Record<Workload, string>> = {
  exchange: personId.adele,
  oneDrive: personId.adele,
  sharePoint: siteId.marketing,
  teams: teamId.falcon,
};

async function contractBench(
  version: VersionName,
  workload: Workload,
  as: NonNullable<BenchOptions['as']>,
): Promise<ContractBench> {
  const bench = await startBench({ version, as });
  const target = bench.target(targetIds[workload], workload);
  return {
    provider: bench.provider,
    restarted: () => bench.restarted(),
    target,
    askedTimeUtc,
    plan: () => plannedRun(bench, [target], askedTimeUtc, { workload, options: { changedItems: true } }),
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

const v5HasNone = 'no public source tells how v5 restores whole OneDrives, sites or teams (vb365.md §5.3 to §5.5)';
const versions = ['v8', 'v7', 'v6', 'v5'] as const;

type Column = Pick<ContractCell, 'signIn'> & {
  readonly as: NonNullable<BenchOptions['as']>;
  none(version: VersionName, workload: Workload): string | null;
  facts(version: VersionName, workload: Workload): Pick<ContractCell, 'mailOnlyIdentity' | 'withoutPoints'>;
};

const wholeOnly = (version: VersionName, workload: Workload): string | null =>
  version === 'v5' && workload !== 'exchange' ? v5HasNone : null;

const columns: readonly Column[] = [
  {
    signIn: 'administrator',
    as: 'administrator',
    none: wholeOnly,
    facts: (version, workload) => ({ mailOnlyIdentity: version !== 'v8' && workload !== 'teams' }),
  },
  {
    signIn: 'organization',
    as: 'organization',
    none: wholeOnly,
    facts: () => ({ mailOnlyIdentity: true, withoutPoints: true }),
  },
  {
    signIn: 'portal operator',
    as: { portalPerson: personId.megan },
    none: (version, workload) => {
      if (version === 'v5') return 'v5 has no restore portal (vb365.md §0)';
      if (workload === 'exchange' || workload === 'sharePoint')
        return 'portal operators restore chosen items, not whole mailboxes and sites (vb365.md §5.6)';
      return version === 'v6' && workload === 'teams' ? 'portal operators restore teams from v7 (vb365.md §0)' : null;
    },
    facts: (version, workload) => ({ mailOnlyIdentity: workload === 'oneDrive', withoutPoints: version === 'v6' }),
  },
];

const cells = columns.flatMap(({ signIn, as, none, facts }) =>
  versions.flatMap((version) =>
    workloads.map((workload): ContractCell => {
      const reason = none(version, workload);
      return {
        version,
        signIn,
        workload,
        ...(reason === null ? { start: () => contractBench(version, workload, as) } : { none: reason }),
        ...facts(version, workload),
      };
    }),
  ),
);

describeProviderContract('Veeam Backup for Microsoft 365', cells);
