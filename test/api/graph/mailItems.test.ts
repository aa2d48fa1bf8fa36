import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/lib/fault.ts';
import type { RunContext } from '../../../src/ports/provider.ts';
import { isItemPresentAt } from '../../../src/sandbox/world/history.ts';
import { changeWorld, type Item, personId } from '../../../src/sandbox/world.ts';
import {
  type Bench,
  type BenchOptions,
  lookedInto,
  ofItems,
  opened,
  outcomesAtEnd,
  perform,
  plannedRun,
  startBench,
} from './support/bench.ts';

/** Before Adele's folder "Contoso" was deleted. */
const asked = '2026-11-18T12:00:00.000Z';
const filter = { title: 'Contoso' };
let bench: Bench;

async function begin(options: BenchOptions = {}): Promise<RunContext> {
  bench = await startBench(options);
  return plannedRun(bench, [bench.target(personId.adele, 'exchange')], asked);
}
afterEach(async () => {
  expect(bench.problems()).toEqual([]);
  await bench.close();
});

const faultOf = async (work: Promise<unknown>): Promise<Fault> => {
  const thrown = await work.catch((fault: unknown) => fault);
  if (thrown instanceof Fault) return thrown;
  throw new Error('no fault');
};

const mailOf = (ownerId: string): readonly Item[] => {
  const mailbox = bench.world.containers.find((one) => one.ownerId === ownerId && one.workload === 'exchange');
  return [...bench.world.items.values()].filter(({ containerId }) => containerId === mailbox?.id);
};
const holdsContoso = ({ name }: Item) => name.toLowerCase().includes('contoso');

async function counted(run: RunContext): Promise<number> {
  const page = await lookedInto(bench, run, filter);
  if (page.picks !== 'all') throw new Error('mail is told as a number');
  return page.total;
}

describe('mail a filter means', () => {
  it('is offered with what can be searched, and told as a number with the most that can be restored', async () => {
    const run = await begin();
    expect(bench.provider.ability('exchange', 'items')).toMatchObject({
      filters: ['from', 'to', 'title', 'attachment', 'sinceUtc'],
      sinceMeans: 'gone',
      destinations: ['inPlace', 'new'],
      manner: { inPlace: 'merge', new: 'merge' },
    });
    const page = await lookedInto(bench, run, filter);
    expect(page).toMatchObject({ picks: 'all', most: 1000 });
    expect(page.total).toBeGreaterThan(5);
    expect(await lookedInto(bench, run, { title: 'no such subject' })).toMatchObject({ total: 0 });
    const [search] = bench.all.slice(-1).map(({ requestBody }) => JSON.parse(requestBody ?? '{}'));
    expect(search.protectionUnitIds).toHaveLength(1);
  });

  it('comes back, and nothing else: a search, a draft, an activation, looks and one list', async () => {
    const begun = await begin();
    const run = ofItems(begun, filter, [], await counted(begun));
    bench.clear();
    const done = await perform(bench, run);
    const [outcome] = await outcomesAtEnd(bench, done);
    const calls = bench.calls().filter((call) => call !== 'GET /restoreSessions/{id}');
    expect(calls).toEqual([
      'POST /restorePoints/search',
      'POST /exchangeRestoreSessions',
      'POST /restoreSessions/{id}/activate',
      'GET /exchangeRestoreSessions/{id}/mailboxRestoreArtifacts',
    ]);
    const [restore] = bench.backup.record().restores;
    const names = restore?.itemIds.map((id) => bench.world.items.get(id)) ?? [];
    expect(names.every((item) => item !== undefined && holdsContoso(item))).toBe(true);
    const total = run.selection.kind === 'items' ? run.selection.total : 0;
    expect(outcome).toMatchObject({ state: 'completed', counts: { created: total, failed: 0 } });
    expect(restore?.itemIds).toHaveLength(total);
    const now = bench.clock.now().toISOString();
    const back = mailOf(personId.adele).filter((item) => holdsContoso(item) && isItemPresentAt(item, asked));
    expect(back.every((item) => isItemPresentAt(item, now))).toBe(true);
  });

  it('is searched again just before the draft, so a long approval does no harm', async () => {
    const begun = await begin({ switches: { searchResultsLastSeconds: 300 } });
    const run = ofItems(begun, filter, [], await counted(begun));
    bench.clock.forward(2 * 86_400);
    expect(await outcomesAtEnd(bench, await perform(bench, run))).toMatchObject([{ state: 'completed' }]);
  });

  it('is given up for a new search when the draft waited too long to be activated', async () => {
    const begun = await begin({ switches: { searchResultsLastSeconds: 900 } });
    const drafted = await perform(bench, ofItems(begun, filter, [], await counted(begun)), 'activate');
    bench.clock.forward(700);
    const prepared = await bench.provider.prepare('activate', drafted);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    const open = opened(bench, drafted, 'activate', prepared.evidence);
    const fault = await faultOf(bench.provider.perform('activate', open, prepared.evidence));
    expect([fault.code, fault.effect]).toEqual(['GRAPH_STALE', 'none']);
    expect(bench.backup.record().restores).toEqual([]);
  });

  it('goes back when more matches than was approved, and not when less does', async () => {
    const begun = await begin();
    const total = await counted(begun);
    const one = mailOf(personId.adele).find(
      (item) => isItemPresentAt(item, asked) && isItemPresentAt(item, bench.clock.now().toISOString()),
    );
    if (!one) throw new Error('nothing to delete');
    const approved = (count: number) => ofItems(begun, { title: null }, [], count);
    const all = await lookedInto(bench, begun, {});
    expect(await bench.provider.prepare('draft', approved(all.total))).toMatchObject({ kind: 'ready' });
    bench.clock.forward(60);
    changeWorld(bench.world, { kind: 'itemDeleted', itemId: one.id, atUtc: bench.clock.now().toISOString() });
    bench.clock.forward(60);
    expect(await bench.provider.prepare('draft', approved(all.total))).toMatchObject({
      kind: 'pointMoved',
      targets: begun.targets,
      selection: { total: all.total + 1 },
    });
    expect(await bench.provider.prepare('draft', ofItems(begun, filter, [], total + 5))).toMatchObject({
      kind: 'ready',
    });
  });

  it('fails with a reason when nothing matches any more, and when more than 1,000 do', async () => {
    const begun = await begin();
    const none = ofItems(begun, { title: 'no such subject' }, [], 3);
    expect((await faultOf(bench.provider.prepare('draft', none))).code).toBe('ITEMS_GONE');
    const [like] = mailOf(personId.adele).filter((item) => isItemPresentAt(item, asked));
    if (!like) throw new Error('no mail');
    for (let number = 0; number < 1001; number += 1)
      bench.world.items.set(`many-${number}`, {
        ...like,
        id: `many-${number}`,
        name: 'Flood',
        deletions: [{ atUtc: bench.world.startUtc, undoneUtc: null }],
      });
    const page = await lookedInto(bench, begun, { title: 'Flood' });
    expect(page).toEqual({ picks: 'all', total: 1001, most: 1000 });
    const flood = ofItems(begun, { title: 'Flood' }, [], 1001);
    expect((await faultOf(bench.provider.prepare('draft', flood))).code).toBe('GRAPH_ITEM_LIMIT');
  });

  it('goes back for approval when its point is gone', async () => {
    const begun = await begin();
    const run = ofItems(begun, filter, [], await counted(begun));
    bench.clock.forward(366 * 86_400);
    expect(await bench.provider.prepare('draft', run)).toMatchObject({ kind: 'pointMoved' });
    expect((await faultOf(lookedInto(bench, begun, filter))).code).toBe('RESTORE_POINT_GONE');
  });

  it('is never taken from several mailboxes at once', async () => {
    const begun = await begin();
    const two = await plannedRun(
      bench,
      [personId.adele, personId.megan].map((id) => bench.target(id, 'exchange')),
      asked,
    );
    expect((await faultOf(bench.provider.prepare('draft', ofItems(two, filter, [], 1)))).code).toBe('GRAPH_REFUSED');
    expect(begun.targets).toHaveLength(1);
  });
});

describe('a lost answer to a draft of mail', () => {
  async function lost(begun: RunContext): Promise<RunContext> {
    const run = ofItems(begun, filter, [], await counted(begun));
    const prepared = await bench.provider.prepare('draft', run);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    const open = opened(bench, run, 'draft', prepared.evidence);
    bench.backup.faults.push({ kind: 'lostResponse', path: 'sessions' });
    expect((await faultOf(bench.provider.perform('draft', open, prepared.evidence))).effect).toBe('unknown');
    return open;
  }
  const settle = (run: RunContext) => {
    const [open] = run.steps;
    if (!open) throw new Error('no open step');
    return bench.restarted().settle(open, run);
  };

  it('takes the draft of this search', async () => {
    const run = await lost(await begin());
    const [draft] = bench.backup.record().sessions;
    expect(await settle(run)).toMatchObject({ kind: 'done', result: { sessionId: draft?.id } });
  });

  it('never takes a draft of the whole mailbox for it, nor the other way round', async () => {
    const begun = await begin();
    await perform(bench, begun, 'activate');
    const whole = bench.backup.record().sessions[0]?.id;
    const run = ofItems(begun, filter, [], await counted(begun));
    const prepared = await bench.provider.prepare('draft', run);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    expect(await settle(opened(bench, run, 'draft', prepared.evidence))).toMatchObject({ kind: 'lookAgain' });
    const mail = await lost(begun);
    const anew = await bench.provider.prepare('draft', begun);
    if (anew.kind !== 'ready') throw new Error(anew.kind);
    expect(await settle(opened(bench, begun, 'draft', anew.evidence))).toMatchObject({ result: { sessionId: whole } });
    await bench.restarted().close(mail);
    expect(bench.backup.record().sessions.map(({ id }) => id)).toEqual([whole]);
  });
});
