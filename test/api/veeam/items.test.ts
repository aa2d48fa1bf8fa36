import { afterEach, describe, expect, it } from 'vitest';
import type { VersionName } from '../../../src/api/veeam/versions/versionTable.ts';
import { defaultOptions, type ItemFilter, noFilter, type Workload } from '../../../src/domain/terms.ts';
import type { ItemPage, RunContext } from '../../../src/ports/provider.ts';
import { personId, siteId } from '../../../src/sandbox/world.ts';
import { type Bench, type BenchOptions, closed, followToEnd, opened, plannedRun, startBench } from './support/bench.ts';

let bench: Bench;
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  expect(bench.recorder.violations()).toEqual([]);
  await bench.close();
});

const asked = '2026-11-16T15:00:00.000Z';
const targets = { exchange: personId.adele, oneDrive: personId.adele, sharePoint: siteId.marketing } as const;
type ItemWorkload = keyof typeof targets;

async function begin(
  version: VersionName,
  as: NonNullable<BenchOptions['as']>,
  workload: ItemWorkload,
): Promise<RunContext> {
  bench = await startBench({ version, as });
  return plannedRun(bench, [bench.target(targets[workload], workload)], asked, {
    workload,
    options: { changedItems: true },
  });
}

type EachPage = Extract<ItemPage, { picks: 'each' }>;

async function browse(run: RunContext, filter: Partial<ItemFilter>, most = 50): Promise<EachPage> {
  const [plan] = run.targets;
  if (!plan?.point || !bench.provider.browse) throw new Error('no point');
  const page = await bench.provider.browse({
    workload: run.workload,
    target: plan.target,
    tenantId: run.tenantId,
    point: plan.point,
    options: defaultOptions,
    filter: { ...noFilter, ...filter },
    most,
    opened: async () => undefined,
  });
  if (page.picks !== 'each') throw new Error('no titles');
  return page;
}

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

const logins = {
  administrator: 'administrator',
  organization: 'organization',
  'portal operator': { portalPerson: personId.megan },
} as const;
const cells = (['v8', 'v7', 'v6'] as const).flatMap((version) =>
  (['administrator', 'organization', 'portal operator'] as const).flatMap((login) =>
    (['exchange', 'oneDrive', 'sharePoint'] as const).map((workload) => [version, login, workload] as const),
  ),
);

describe('items', () => {
  it.each(cells)(
    'on %s as %s of %s: exactly the picked ones are restored and counted',
    async (version, login, workload) => {
      const run = await begin(version, logins[login], workload);
      expect(bench.provider.ability(workload as Workload, 'items')).not.toBeNull();
      const folder = { exchange: 'Contoso', oneDrive: 'Falcon', sharePoint: 'Archive' }[workload];
      const page = await browse(run, { folder });
      expect(page.complete).toBe(true);
      expect(page.items.length).toBeGreaterThan(2);
      expect(bench.server.record().sessions.map((session) => session.state)).toEqual(['Stopped']);

      const picked = page.items.slice(0, 3).map(({ id, ref }) => ({ id, ref }));
      const chosen: RunContext = {
        ...run,
        selection: { kind: 'items', filter: { ...noFilter, folder }, items: picked, total: picked.length },
      };
      const done = await restore(chosen);
      const ended = (await followToEnd(bench, done)).at(-1);
      await bench.provider.close(done);
      const [restored, ...others] = bench.server.record().restores;
      expect(others).toEqual([]);
      expect(restored?.items.map((item) => item.id).sort()).toEqual(picked.map((item) => item.id).sort());
      if (ended?.kind !== 'ended') throw new Error('not ended');
      const { created = 0, merged = 0, skipped, failed } = restored?.counts ?? {};
      const counts = ended.outcomes[0]?.counts;
      expect([(counts?.created ?? 0) + (counts?.merged ?? 0), counts?.skipped, counts?.failed]).toEqual([
        created + merged,
        skipped,
        failed,
      ]);
      expect(bench.server.record().sessions.every((session) => session.state === 'Stopped')).toBe(true);
    },
  );

  it('are narrowed by title, sender and time, and counted beyond what is shown', async () => {
    const run = await begin('v8', 'administrator', 'exchange');
    const all = await browse(run, { folder: 'Contoso' });
    const some = await browse(run, { folder: 'Contoso', title: 'PRICE' }, 2);
    expect(some.total).toBe(all.items.filter((item) => item.title.toLowerCase().includes('price')).length);
    expect(some.items).toHaveLength(2);
    const sender = all.items[0]?.detail ?? '';
    expect((await browse(run, { folder: 'contoso', from: sender })).items.every((item) => item.detail === sender)).toBe(
      true,
    );
    const sinceUtc = [...all.items].map((item) => item.dateUtc ?? '').sort()[5] ?? '';
    expect((await browse(run, { folder: 'Contoso', sinceUtc })).total).toBe(all.total - 5);
    expect((await browse(run, { folder: 'No such folder' })).total).toBe(0);
  });

  it('leave no session open when looking fails, and tell its id before', async () => {
    const run = await begin('v8', 'administrator', 'exchange');
    bench.server.faults.push({ kind: 'status', status: 400, method: 'GET', path: '/items' });
    await expect(browse(run, {})).rejects.toMatchObject({ code: 'BACKUP_REFUSED' });
    expect(bench.server.record().sessions.map((session) => session.state)).toEqual(['Stopped']);
  });

  it('whose restore lost its answer are found again by what was restored', async () => {
    const run = await begin('v8', 'administrator', 'oneDrive');
    const page = await browse(run, { folder: 'Falcon' });
    const items = page.items.slice(0, 2).map(({ id, ref }) => ({ id, ref }));
    const chosen: RunContext = { ...run, selection: { kind: 'items', filter: noFilter, items, total: items.length } };
    const explored = await bench.provider.prepare('explore', chosen);
    if (explored.kind !== 'ready') throw new Error(explored.kind);
    let going = opened(bench, chosen, 'explore', explored.evidence);
    going = closed(going, await bench.provider.perform('explore', going, explored.evidence));
    const prepared = await bench.provider.prepare('restore', going);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    going = opened(bench, going, 'restore', prepared.evidence);
    bench.server.faults.push({ kind: 'lostResponse', method: 'POST', path: '/documents/restore' });
    await expect(bench.provider.perform('restore', going, prepared.evidence)).rejects.toMatchObject({
      effect: 'unknown',
    });
    bench.clock.forward(30);
    const step = going.steps.at(-1);
    if (!step) throw new Error('no step');
    expect(await bench.restarted().settle(step, going)).toEqual({
      kind: 'done',
      result: { sessionId: bench.server.record().restores[0]?.sessionId },
    });
  });
});
