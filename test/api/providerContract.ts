import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Counts, Target, Workload } from '../../src/domain/terms.ts';
import type { Observation, Provider, RunContext } from '../../src/ports/provider.ts';

/** What the server itself recorded of one restore. */
export type ServerRestore = {
  readonly counts: Counts;
  readonly failedTitles: readonly string[];
  readonly pointTimeUtc: string;
  /** Ids of the items that were restored, where the server tells them. */
  readonly itemIds?: readonly string[];
};

/** One way to use a provider: the world a cell of the grid is tried in. */
export type ContractBench = {
  readonly provider: Provider;
  /** Another instance without caches, as after a restart. */
  restarted(): Provider;
  readonly target: Target;
  readonly askedTimeUtc: string;
  /** Looks the target up and makes a run of it. */
  plan(): Promise<RunContext>;
  /** Ids of the items that have to be restored, and no others; absent for whole targets. */
  expectedItems?(run: RunContext): readonly string[];
  /** Journals, performs and settles like the flows do, until nothing is left to start. Restores are made to finish meanwhile. */
  start(run: RunContext): Promise<RunContext>;
  /** The same, but the answer to the restore is lost once and the process restarts. */
  startWithLostAnswer(run: RunContext): Promise<RunContext>;
  followToEnd(run: RunContext): Promise<Observation>;
  restores(): readonly ServerRestore[];
  openSessions(): number;
  /** Violations of the vendor's schema and errors of the simulator. */
  problems(): readonly string[];
  close(): Promise<void>;
};

export type ContractCell = {
  readonly version: string;
  readonly signIn: string;
  readonly workload: Workload;
  /** Which kind of thing within the target is picked, such as `folder`; absent for whole targets. */
  readonly part?: string;
  /** Why the API has no such cell, with the source; then nothing is tried. */
  readonly none?: string;
  readonly start?: () => Promise<ContractBench>;
  /** What this cell's API can tell of the counts: some do not tell created from merged. */
  readonly told?: (counts: Counts) => Counts;
  readonly mailOnlyIdentity?: boolean;
  /** Instants are explored as they are, because this login cannot list restore points. */
  readonly withoutPoints?: boolean;
};

const marks = new Map<string, string>();
const columnOf = (cell: ContractCell): string =>
  cell.part === undefined ? cell.workload : `${cell.workload} ${cell.part}`;
const keyOf = (cell: ContractCell): string => `${cell.version} ${cell.signIn}|${columnOf(cell)}`;

/** Runs the provider contract for every cell and prints the grid version × sign-in × workload or kind of item. */
export function describeProviderContract(name: string, cells: readonly ContractCell[]): void {
  describe(name, () => {
    for (const cell of cells) describeCell(cell);
    afterAll(() => process.stdout.write(grid(cells)));
  });
}

function describeCell(cell: ContractCell): void {
  if (cell.none !== undefined || cell.start === undefined) {
    marks.set(keyOf(cell), `none: ${cell.none ?? 'not tried'}`);
    return;
  }
  const begin = cell.start;
  describe(`${cell.version} · ${cell.signIn} · ${columnOf(cell)}`, () => {
    let bench: ContractBench;
    beforeEach(async () => {
      bench = await begin();
    });
    afterEach(async ({ task }) => {
      const failed = task.result?.state === 'fail' || marks.get(keyOf(cell)) === 'FAILED';
      marks.set(keyOf(cell), failed ? 'FAILED' : 'passed');
      await bench.close();
    });

    it('offers the workload, finds the point, and says how sure it is whose data it is', async () => {
      const { tenantId, destination } = await bench.plan();
      const ability = bench.provider.ability(cell.workload, cell.part === undefined ? 'whole' : 'items');
      expect(ability?.destinations).toContain(destination);
      const { askedTimeUtc, target } = bench;
      const found = await bench.provider.lookUp({ workload: cell.workload, target, tenantId, askedTimeUtc });
      if (found.kind !== 'found') throw new Error(found.kind);
      expect(found.used.takenAtUtc <= askedTimeUtc).toBe(true);
      expect(found.mailOnlyIdentity).toBe(cell.mailOnlyIdentity ?? false);
    });

    it('restores once from the approved point, tells the server’s own counts, and leaves no session open', async () => {
      const run = await bench.start(await bench.plan());
      const ended = await bench.followToEnd(run);
      await bench.provider.close(run);
      expectOutcome(cell, bench, ended, run);
      expect(bench.openSessions()).toBe(0);
      expect(bench.problems()).toEqual([]);
    });

    it('does not restore twice when the answer is lost and the process restarts', async () => {
      const run = await bench.startWithLostAnswer(await bench.plan());
      const ended = await bench.followToEnd(run);
      await bench.restarted().close(run);
      expectOutcome(cell, bench, ended, run);
      expect(bench.openSessions()).toBe(0);
    });
  });
}

function expectOutcome(cell: ContractCell, bench: ContractBench, ended: Observation, run: RunContext): void {
  const restores = bench.restores();
  expect(restores).toHaveLength(1);
  if (ended.kind !== 'ended') throw new Error(ended.kind);
  const [outcome] = ended.outcomes;
  const [restore] = restores;
  if (!outcome || !restore) throw new Error('nothing restored');
  const together = ({ created, merged, skipped, failed }: Counts): Counts => ({
    created: created + merged,
    merged: 0,
    skipped,
    failed,
  });
  // After a lost answer some versions have only events, which do not tell created from merged.
  expect(together(outcome.counts)).toEqual(together(restore.counts));
  if (cell.told === undefined) expect([restore.counts, together(restore.counts)]).toContainEqual(outcome.counts);
  if (bench.expectedItems) expect([...(restore.itemIds ?? [])].sort()).toEqual([...bench.expectedItems(run)].sort());
  expect(restore.counts.created + restore.counts.merged + restore.counts.skipped).toBeGreaterThan(0);
  const approved = run.targets[0]?.point?.takenAtUtc ?? '';
  if (cell.withoutPoints) expect(restore.pointTimeUtc <= approved).toBe(true);
  else expect(restore.pointTimeUtc).toBe(approved);
  expect(outcome.target).toEqual(bench.target);
  for (const title of restore.failedTitles) expect(outcome.issues.map((issue) => issue.title)).toContain(title);
  expect(outcome.state).toBe(restore.counts.failed > 0 ? 'completedWithIssues' : 'completed');
}

function grid(cells: readonly ContractCell[]): string {
  const rows = [...new Set(cells.map((cell) => `${cell.version} ${cell.signIn}`))];
  const columns = [...new Set(cells.map(columnOf))];
  const notes: string[] = [];
  const markOf = (row: string, column: string): string => {
    const mark = marks.get(`${row}|${column}`) ?? '–';
    if (!mark.startsWith('none: ')) return mark;
    const note = mark.slice(6);
    if (!notes.includes(note)) notes.push(note);
    return `none [${notes.indexOf(note) + 1}]`;
  };
  const line = (first: string, rest: readonly string[]): string =>
    `${first.padEnd(22)}${rest.map((cell) => cell.padEnd(Math.max(12, ...columns.map((column) => column.length + 2)))).join('')}\n`;
  const body = rows
    .map((row) =>
      line(
        row,
        columns.map((column) => markOf(row, column)),
      ),
    )
    .join('');
  return `\n${line('version, sign-in', columns)}${body}${notes.map((note, index) => `[${index + 1}] ${note}\n`).join('')}`;
}
