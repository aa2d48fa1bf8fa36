import { expect } from 'vitest';
import { noCounts, type Workload } from '../../../src/domain/terms.ts';
import { Fault } from '../../../src/lib/fault.ts';
import type { RunContext, StepRecord } from '../../../src/ports/provider.ts';
import { isItemPresentAt, versionAt } from '../../../src/sandbox/world/history.ts';
import { type Item, personId, siteId } from '../../../src/sandbox/world.ts';
import { storyStart } from '../../support/veeamSandbox.ts';
import {
  type ContractBench,
  type ContractCell,
  describeProviderContract,
  type ServerRestore,
} from '../providerContract.ts';
import {
  type Bench,
  closed,
  lookedInto,
  ofItems,
  opened,
  outcomesAtEnd,
  plannedRun,
  startBench,
} from './support/bench.ts';

const askedTimeUtc = '2026-11-19T15:00:00.000Z';
type Served = Exclude<Workload, 'teams'>;
const targetIds: Readonly<Record<Served, string>> = {
  exchange: personId.adele,
  oneDrive: personId.adele,
  sharePoint: siteId.marketing,
};

/** What is picked in a cell, and which items of the world have to come back for it. */
type Part = {
  readonly part: string;
  readonly workload: Served;
  readonly askedTimeUtc: string;
  pick(bench: Bench, run: RunContext): Promise<RunContext>;
  expected(bench: Bench, run: RunContext): readonly string[];
};

async function contractBench(
  workload: Served,
  delegated: boolean,
  lost: string,
  part: Part | null = null,
): Promise<ContractBench> {
  const bench = await startBench({ delegated });
  const target = bench.target(targetIds[workload], workload);
  const at = part?.askedTimeUtc ?? askedTimeUtc;
  return {
    provider: bench.provider,
    restarted: () => bench.restarted(),
    target,
    askedTimeUtc: at,
    async plan() {
      const run = await plannedRun(bench, [target], at, { workload, destination: part ? 'new' : 'inPlace' });
      return part ? part.pick(bench, run) : run;
    },
    ...(part ? { expectedItems: (run: RunContext) => part.expected(bench, run) } : {}),
    start: (run) => start(bench, run, null),
    startWithLostAnswer: (run) => start(bench, run, lost),
    followToEnd: async (run) => ({ kind: 'ended', outcomes: await outcomesAtEnd(bench, run) }),
    restores: () => restoresOf(bench, part === null || workload === 'exchange'),
    openSessions: () => bench.backup.record().sessions.filter(({ status }) => status === 'draft').length,
    problems: () => bench.problems(),
    close: () => bench.close(),
  };
}

/** One restore per session: the service tells how many messages came back, of places and chosen things that each came (graph.md §4). */
function restoresOf(bench: Bench, wholeOrMail: boolean): readonly ServerRestore[] {
  const { restores } = bench.backup.record();
  return [...new Set(restores.map(({ sessionId }) => sessionId))].map((sessionId) => {
    const own = restores.filter((one) => one.sessionId === sessionId);
    const [first] = own;
    const items = first?.counts ? first.counts.created + first.counts.changed : 0;
    return {
      counts: { ...noCounts, created: wholeOrMail && first?.kind === 'exchange' ? items : own.length },
      failedTitles: [],
      pointTimeUtc: first?.pointTimeUtc ?? '',
      itemIds: own.flatMap(({ itemIds }) => itemIds),
    };
  });
}

const itemsOfTarget = ({ world }: Bench, workload: Served, id: string): readonly Item[] => {
  const container = world.containers.find(
    (one) => one.workload === workload && !one.isArchive && (one.ownerId === id || one.id === id),
  );
  const ids = world.containers
    .filter(({ id: own, parentContainerId }) => own === container?.id || parentContainerId === container?.id)
    .map((one) => one.id);
  return [...world.items.values()].filter(({ containerId }) => ids.includes(containerId));
};

const pointOf = (run: RunContext): string => run.targets[0]?.point?.takenAtUtc ?? '';

/** Messages a filter means: those with the word that were there and are gone or changed now. */
const mail: Part = {
  part: 'mail',
  workload: 'exchange',
  askedTimeUtc: '2026-11-18T12:00:00.000Z',
  async pick(bench, run) {
    const page = await lookedInto(bench, run, { title: 'contoso' });
    return ofItems(run, { title: 'contoso' }, [], page.total);
  },
  expected: (bench, run) =>
    itemsOfTarget(bench, 'exchange', targetIds.exchange)
      .filter((item) => item.name.toLowerCase().includes('contoso') && isItemPresentAt(item, pointOf(run)))
      .filter((item) => {
        const asBefore = versionAt(item, storyStart)?.content === versionAt(item, pointOf(run))?.content;
        return !isItemPresentAt(item, storyStart) || !asBefore;
      })
      .map(({ id }) => id),
};

const folderNames = { oneDrive: 'Falcon', sharePoint: 'Archive' } as const;
const things = (workload: 'oneDrive' | 'sharePoint', part: 'file' | 'folder'): Part => ({
  part,
  workload,
  askedTimeUtc: '2026-11-16T00:05:00.000Z',
  async pick(bench, run) {
    const filter = { folder: folderNames[workload] };
    const page = await lookedInto(bench, run, filter);
    if (page.picks !== 'each') throw new Error('files are picked one by one');
    const wanted = page.items.filter(({ kind }) => (kind === 'container') === (part === 'folder')).slice(0, 3);
    expect(wanted.length).toBeGreaterThan(0);
    picked.set(run.targets[0]?.target.id ?? '', new Set(wanted.map(({ title }) => title)));
    return ofItems(run, filter, wanted);
  },
  expected: (bench, run) =>
    itemsOfTarget(bench, workload, targetIds[workload])
      .filter(({ folderId }) => bench.world.folders.get(folderId)?.name === folderNames[workload])
      .filter((item) => isItemPresentAt(item, pointOf(run)))
      .filter(({ name }) => part === 'folder' || picked.get(targetIds[workload])?.has(name))
      .map(({ id }) => id),
});
/** Titles of what was picked last, by target: runs do not carry them. */
const picked = new Map<string, ReadonlySet<string>>();
const parts: readonly Part[] = [
  mail,
  things('oneDrive', 'file'),
  things('oneDrive', 'folder'),
  things('sharePoint', 'file'),
  things('sharePoint', 'folder'),
];

/** Runs the steps as the flows do; a step whose answer was lost is settled by a fresh provider that has only the journal. */
async function start(bench: Bench, begun: RunContext, lost: string | null): Promise<RunContext> {
  let run = begun;
  for (let name = bench.provider.nextStep(run); name !== null; name = bench.provider.nextStep(run)) {
    const prepared = await bench.provider.prepare(name, run);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    run = opened(bench, run, name, prepared.evidence);
    if (name === lost) bench.backup.faults.push({ kind: 'lostResponse', method: 'POST', path: 'sessions' });
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
  { signIn: 'delegated, draft lost', delegated: true, lost: 'draft' },
  { signIn: 'delegated, start lost', delegated: true, lost: 'activate' },
] as const;

const cells = rows.flatMap(({ signIn, delegated, lost }): ContractCell[] => [
  ...(['exchange', 'oneDrive', 'sharePoint'] as const).map((workload) => ({
    version: 'v1.0',
    signIn,
    workload,
    start: () => contractBench(workload, delegated, lost),
  })),
  ...parts.map((part) => ({
    version: 'v1.0',
    signIn,
    workload: part.workload,
    part: part.part,
    start: () => contractBench(part.workload, delegated, lost, part),
  })),
  { ...teams, signIn },
]);

describeProviderContract('Microsoft 365 Backup', cells);
