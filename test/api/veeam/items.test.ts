import { afterEach, describe, expect, it } from 'vitest';
import type { VersionName } from '../../../src/api/veeam/versions/versionTable.ts';
import { noFilter, type Workload } from '../../../src/domain/terms.ts';
import type { PickableItem, RunContext } from '../../../src/ports/provider.ts';
import { personId, siteId, teamId } from '../../../src/sandbox/world.ts';
import { type Bench, type BenchOptions, closed, followToEnd, opened, plannedRun, startBench } from './support/bench.ts';
import { browse } from './support/browse.ts';

let bench: Bench;
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  expect(bench.recorder.violations()).toEqual([]);
  await bench.close();
});

const asked = '2026-11-16T15:00:00.000Z';
const targets: Readonly<Record<Workload, string>> = {
  exchange: personId.adele,
  oneDrive: personId.adele,
  sharePoint: siteId.marketing,
  teams: teamId.falcon,
};

async function begin(
  version: VersionName,
  as: NonNullable<BenchOptions['as']>,
  workload: Workload,
): Promise<RunContext> {
  bench = await startBench({ version, as });
  return plannedRun(bench, [bench.target(targets[workload], workload)], asked, {
    workload,
    options: { changedItems: true },
  });
}

const choose = (run: RunContext, items: readonly PickableItem[]): RunContext => ({
  ...run,
  selection: {
    kind: 'items',
    filter: noFilter,
    items: items.map(({ id, ref }) => ({ id, ref })),
    total: items.length,
  },
});

/** Restores what was picked, time going on while a call blocks. */
async function restore(run: RunContext): Promise<RunContext> {
  let going = run;
  for (let step = bench.provider.nextStep(going); step !== null; step = bench.provider.nextStep(going)) {
    const prepared = await bench.provider.prepare(step, going);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    going = opened(bench, going, step, prepared.evidence);
    const timer = setInterval(() => bench.clock.forward(10), 20);
    going = closed(
      going,
      await bench.provider.perform(step, going, prepared.evidence).finally(() => clearInterval(timer)),
    );
  }
  return going;
}

const isContainer = (item: PickableItem): boolean => item.kind === 'container';

describe('things to pick', () => {
  it('are narrowed by title, sender, recipient and time, and counted beyond what is shown', async () => {
    const run = await begin('v8', 'administrator', 'exchange');
    const all = await browse(bench, run, { folder: 'Contoso' });
    expect(all.items.filter(isContainer).map(({ title }) => title)).toEqual(['Contoso']);
    const messages = all.items.filter((item) => !isContainer(item));
    const some = await browse(bench, run, { folder: 'Contoso', title: 'PRICE' }, 2);
    expect(some.total).toBe(messages.filter((item) => item.title.toLowerCase().includes('price')).length);
    expect(some.items).toHaveLength(2);
    const sender = messages[0]?.detail ?? '';
    const fromOne = await browse(bench, run, { folder: 'contoso', from: sender });
    expect(fromOne.total).toBe(messages.filter((item) => item.detail === sender).length);
    expect(fromOne.items.every((item) => item.detail === sender)).toBe(true);
    expect((await browse(bench, run, { folder: 'Contoso', to: 'nobody at all' })).total).toBe(0);
    expect((await browse(bench, run, { folder: 'Contoso', to: '@' })).total).toBe(messages.length);
    const sinceUtc = messages.map((item) => item.dateUtc ?? '').sort()[5] ?? '';
    expect((await browse(bench, run, { folder: 'Contoso', sinceUtc })).total).toBe(messages.length - 5);
    expect((await browse(bench, run, { folder: 'No such folder' })).total).toBe(0);
  });

  it('are never read beyond ten thousand, and that is said', async () => {
    const run = await begin('v8', 'administrator', 'exchange');
    const { world } = bench;
    const [some] = [...world.items.values()].filter((item) => item.kind === 'message');
    if (!some) throw new Error('no message');
    const mailbox = world.containers.find((one) => one.ownerId === personId.adele && one.workload === 'exchange');
    const inbox = [...world.folders.values()].find(
      (folder) => folder.containerId === mailbox?.id && folder.category === 'Inbox',
    );
    if (!mailbox || !inbox) throw new Error('no mailbox');
    for (let number = 0; number < 12_000; number += 1)
      world.items.set(`bulk-${number}`, {
        ...some,
        id: `bulk-${number}`,
        containerId: mailbox.id,
        folderId: inbox.id,
        versions: [{ atUtc: '2026-10-01T00:00:00.000Z', content: 1, sizeBytes: 1 }],
        deletions: [],
      });
    const page = await browse(bench, run, {}, 10);
    expect(page.complete).toBe(false);
    expect(page.items).toHaveLength(10);
    expect(bench.exchanges.filter(({ path }) => path.includes('/items')).length).toBeLessThanOrEqual(10);
  });

  it('leave no session open when looking fails', async () => {
    const run = await begin('v8', 'administrator', 'exchange');
    bench.server.faults.push({ kind: 'status', status: 400, method: 'GET', path: '/items' });
    await expect(browse(bench, run, {})).rejects.toMatchObject({ code: 'BACKUP_REFUSED' });
    expect(bench.server.record().sessions.map((session) => session.state)).toEqual(['Stopped']);
  });

  it('are only those the login can restore: a portal operator sees no mail folders, libraries and lists', async () => {
    const run = await begin('v8', { portalPerson: personId.megan }, 'exchange');
    expect((await browse(bench, run, { folder: 'Contoso' })).items.some(isContainer)).toBe(false);
    await bench.close();
    const site = await begin('v8', { portalPerson: personId.megan }, 'sharePoint');
    const containers = (await browse(bench, site, {})).items.filter(isContainer);
    expect(containers.map(({ title }) => title)).toEqual(['Archive']);
    expect(bench.provider.ability('sharePoint', 'items')?.options).toContain('missingItems');
  });
});

describe('a mixed selection', () => {
  it.each(['v8', 'v7', 'v6'] as const)(
    'on %s: one call for each kind, journalled and counted as one',
    async (version) => {
      const run = await begin(version, 'administrator', 'exchange');
      const { items } = await browse(bench, run, { folder: 'Contoso' });
      const [folder] = items.filter(isContainer);
      const messages = items.filter((item) => !isContainer(item)).slice(0, 2);
      if (!folder) throw new Error('no folder');
      const done = await restore(choose(run, [folder, ...messages]));
      expect(done.steps.map((step) => step.name)).toEqual(['explore', 'restore', 'restore-2']);
      const ended = (await followToEnd(bench, done)).at(-1);
      await bench.provider.close(done);
      const { restores, sessions } = bench.server.record();
      expect(restores.map(({ operation }) => operation.split('/').slice(-2).join('/'))).toEqual([
        'items/restore',
        '{folderId}/restore',
      ]);
      if (ended?.kind !== 'ended') throw new Error('not ended');
      expect(ended.outcomes).toHaveLength(1);
      const told = ended.outcomes[0]?.counts;
      const total = (of: 'created' | 'merged' | 'skipped' | 'failed') =>
        restores.reduce((sum, { counts }) => sum + counts[of], 0);
      expect([(told?.created ?? 0) + (told?.merged ?? 0), told?.skipped, told?.failed]).toEqual([
        total('created') + total('merged'),
        total('skipped'),
        total('failed'),
      ]);
      expect(sessions.every((session) => session.state === 'Stopped')).toBe(true);
    },
  );

  it.each([
    ['v8', 'administrator'],
    ['v8', { portalPerson: personId.megan }],
    ['v7', { portalPerson: personId.megan }],
  ] as const)('on %s as %o is counted once where the server restores in the explore session', async (version, as) => {
    const run = await begin(version, as, 'oneDrive');
    bench.server.switches.restoreSession = 'explore';
    const { items } = await browse(bench, run, { folder: 'Falcon' });
    const done = await restore(choose(run, items.slice(0, 3)));
    expect(done.steps.map((step) => step.name)).toEqual(['explore', 'restore', 'restore-2']);
    const ended = (await followToEnd(bench, done)).at(-1);
    await bench.provider.close(done);
    const { restores } = bench.server.record();
    expect(restores).toHaveLength(2);
    const all = restores.reduce((sum, { counts }) => sum + counts.created + counts.merged + counts.skipped, 0);
    if (ended?.kind !== 'ended') throw new Error('not ended');
    const told = ended.outcomes[0]?.counts;
    expect((told?.created ?? 0) + (told?.merged ?? 0) + (told?.skipped ?? 0)).toBe(all);
  });

  it('whose second answer is lost is settled for that call only', async () => {
    const run = await begin('v8', 'administrator', 'oneDrive');
    const { items } = await browse(bench, run, { folder: 'Falcon' });
    let going = choose(run, items.slice(0, 3));
    for (const step of ['explore', 'restore']) {
      const prepared = await bench.provider.prepare(step, going);
      if (prepared.kind !== 'ready') throw new Error(prepared.kind);
      going = opened(bench, going, step, prepared.evidence);
      going = closed(going, await bench.provider.perform(step, going, prepared.evidence));
    }
    const prepared = await bench.provider.prepare('restore-2', going);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    going = opened(bench, going, 'restore-2', prepared.evidence);
    bench.server.faults.push({ kind: 'lostResponse', method: 'POST', path: '/folders/restore' });
    await expect(bench.provider.perform('restore-2', going, prepared.evidence)).rejects.toMatchObject({
      effect: 'unknown',
    });
    bench.clock.forward(30);
    const step = going.steps.at(-1);
    if (!step) throw new Error('no step');
    expect(await bench.restarted().settle(step, going)).toEqual({
      kind: 'done',
      result: { sessionId: bench.server.record().restores[1]?.sessionId },
    });
  });

  it('of which somebody else restores another item meanwhile is never taken for ours', async () => {
    const run = await begin('v8', 'administrator', 'oneDrive');
    const documents = (await browse(bench, run, { folder: 'Falcon' })).items.filter((item) => !isContainer(item));
    const [ours, theirs] = documents;
    if (!ours || !theirs) throw new Error('no documents');
    let going = choose(run, [ours]);
    const explored = await bench.provider.prepare('explore', going);
    if (explored.kind !== 'ready') throw new Error(explored.kind);
    going = opened(bench, going, 'explore', explored.evidence);
    going = closed(going, await bench.provider.perform('explore', going, explored.evidence));
    const prepared = await bench.provider.prepare('restore', going);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    going = opened(bench, going, 'restore', prepared.evidence);
    // Ours is never sent; the same administrator restores another document of the same OneDrive by hand.
    await restore({ ...choose(run, [theirs]), runId: 'by hand' });
    bench.clock.forward(240);
    const step = going.steps.at(-1);
    if (!step) throw new Error('no step');
    expect(await bench.restarted().settle(step, going)).toMatchObject({ kind: 'unproven' });
  });
});

describe('into a new place', () => {
  const cells = (['v8', 'v7', 'v6'] as const).flatMap((version) =>
    (['exchange', 'oneDrive'] as const).flatMap((workload) =>
      (['item', 'container'] as const).map((kind) => [version, workload, kind] as const),
    ),
  );
  it.each(cells)('on %s, %s, one %s: a folder of its own, everything of that time', async (version, workload, kind) => {
    const run = await begin(version, 'administrator', workload);
    expect(bench.provider.ability(workload, 'items')?.destinations).toContain('new');
    const folder = workload === 'exchange' ? 'Contoso' : 'Falcon';
    const picked = (await browse(bench, run, { folder })).items.find((item) => item.kind === kind);
    if (!picked) throw new Error('nothing to pick');
    const done = await restore({ ...choose(run, [picked]), destination: 'new' });
    await followToEnd(bench, done);
    await bench.provider.close(done);
    const [restored] = bench.server.record().restores;
    expect(restored?.options.destination?.folder).toBe('Restored RR-12');
    expect(restored?.counts.created).toBe(restored?.items.filter(({ outcome }) => outcome !== 'failed').length);
    expect(restored?.counts.created).toBeGreaterThan(0);
  });
});
