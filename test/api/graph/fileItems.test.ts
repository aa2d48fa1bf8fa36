import { afterEach, describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/domain/terms.ts';
import { Fault } from '../../../src/lib/fault.ts';
import type { ItemPage, PickableItem, RunContext } from '../../../src/ports/provider.ts';
import type { Item } from '../../../src/sandbox/world.ts';
import { personId, siteId } from '../../../src/sandbox/world.ts';
import {
  type Bench,
  type BenchOptions,
  followToEnd,
  lookedInto,
  ofItems,
  opened,
  outcomesAtEnd,
  perform,
  plannedRun,
  startBench,
} from './support/bench.ts';

/** Just after the express point of that day, before Adele's folder "Falcon" was deleted. */
const asked = '2026-11-16T00:05:00.000Z';
const day = 86_400;
let bench: Bench;

async function begin(options: BenchOptions = {}, workload: Workload = 'oneDrive', at = asked): Promise<RunContext> {
  bench = await startBench(options);
  const id = workload === 'oneDrive' ? personId.adele : siteId.marketing;
  return plannedRun(bench, [bench.target(id, workload)], at, { workload, destination: 'new' });
}
afterEach(async () => {
  expect(bench.problems()).toEqual([]);
  await bench.close();
});

type Each = Extract<ItemPage, { picks: 'each' }>;
async function look(run: RunContext, filter: Parameters<typeof lookedInto>[2], most?: number): Promise<Each> {
  const page = await lookedInto(bench, run, filter, most);
  if (page.picks !== 'each') throw new Error('files are picked one by one');
  return page;
}

const faultOf = async (work: Promise<unknown>): Promise<string> => {
  const thrown = await work.catch((fault: unknown) => fault);
  if (thrown instanceof Fault) return `${thrown.code} ${thrown.effect}`;
  throw new Error('no fault');
};

const files = (items: readonly PickableItem[]) => items.filter(({ kind }) => kind === 'item');
const restoredTitles = (): readonly string[] =>
  bench.backup
    .record()
    .restores.flatMap(({ itemIds }) => itemIds)
    .map((id) => bench.world.items.get(id)?.name ?? '?');
/** Sixty files of one kind in Adele's OneDrive. */
function addScans(): void {
  const drive = bench.world.containers.find(
    ({ ownerId, workload }) => ownerId === personId.adele && workload === 'oneDrive',
  );
  const like = [...bench.world.items.values()].find(({ containerId }) => containerId === drive?.id) as Item;
  for (let number = 0; number < 60; number += 1)
    bench.world.items.set(`f${number}`, {
      ...like,
      id: `f${number}`,
      name: `Scan ${number}.pdf`,
      versions: [{ atUtc: '2026-11-01T00:00:00.000Z', content: 1, sizeBytes: 9 }],
      deletions: [],
    });
}
const count = (call: string): number => bench.calls().filter((one) => one === call).length;

describe('looking into a OneDrive or site', () => {
  it.each(['here', 'below'] as const)(
    'finds files and folders by a part of their name, where the name filter reaches %s',
    async (nameFilterReaches) => {
      const run = await begin({ switches: { nameFilterReaches } });
      expect(bench.provider.ability('oneDrive', 'items')).toMatchObject({
        destinations: ['new'],
        manner: { new: 'merge' },
        filters: ['folder', 'title'],
      });
      const page = await look(run, { title: 'p' });
      expect(page.complete).toBe(true);
      expect(page.total).toBeGreaterThan(1);
      expect(page.items.every(({ title }) => title.toLowerCase().includes('p'))).toBe(true);
      expect(page.items.map(({ id }) => id)).toEqual([...new Set(page.items.map(({ id }) => id))]);
      const all = await look(run, {});
      expect(
        all.items
          .filter(({ title }) => title.toLowerCase().includes('p'))
          .map(({ id }) => id)
          .sort(),
      ).toEqual(page.items.map(({ id }) => id).sort());
    },
  );

  it.each(['here', 'below'] as const)(
    'finds what lies in a folder, where the name filter reaches %s',
    async (reach) => {
      const run = await begin({ switches: { nameFilterReaches: reach } });
      const folder = (await look(run, {})).items.find(({ kind }) => kind === 'container');
      if (!folder) throw new Error('no folder');
      const page = await look(run, { folder: folder.title });
      expect(page.items.map(({ id }) => id)).toContain(folder.id);
      expect(files(page.items).length).toBeGreaterThan(0);
      expect((await look(run, { folder: 'no such folder' })).items).toEqual([]);
    },
  );

  it('takes names as text, waits until the session is ready, and follows the pages', async () => {
    const run = await begin({ speed: { secondsToBrowse: 12 }, switches: { nextLinks: 'relative' } });
    addScans();
    expect((await look(run, { title: "') or (name -contains '" })).items).toEqual([]);
    expect(count('GET /oneDriveForBusinessBrowseSessions/{id}')).toBeGreaterThan(1);
    expect(count('GET /oneDriveForBusinessBrowseSessions/{id}/browse')).toBeGreaterThan(0);
    expect(bench.problems()).toEqual([]);
  });

  it('uses one session for one point, however often somebody looks', async () => {
    const run = await begin();
    for (const title of ['plan', 'budget', 'minutes']) await look(run, { title });
    expect(count('POST /oneDriveForBusinessBrowseSessions')).toBe(1);
    bench.clock.forward(3 * day);
    await look(run, {});
    expect(count('POST /oneDriveForBusinessBrowseSessions')).toBe(2);
  });

  it('looks into the express point before, and says so, where the asked point is none', async () => {
    const run = await begin({}, 'oneDrive', '2026-11-16T15:00:00.000Z');
    expect(run.targets[0]?.point?.ref.fast).toBe('');
    const page = await look(run, {});
    expect(page.point).toMatchObject({ takenAtUtc: '2026-11-16T00:00:00.000Z', ref: { fast: 'yes' } });
    const targets = run.targets.map((plan) => ({ ...plan, point: page.point ?? null }));
    expect((await look({ ...run, targets }, {})).point).toBeUndefined();
  });

  it('says that a locked site cannot be looked into', async () => {
    const run = await begin({ switches: { browseFails: true } }, 'sharePoint');
    expect(await faultOf(look(run, {}))).toBe('GRAPH_CANNOT_BROWSE none');
  });

  it('keeps no name of what can be picked', async () => {
    const run = await begin();
    const { items } = await look(run, {});
    const kept = JSON.stringify(ofItems(run, {}, items).selection);
    for (const { title } of items) {
      expect(kept).not.toContain(title);
      expect(kept).not.toContain(encodeURIComponent(title));
    }
  });
});

describe('restoring chosen files and folders', () => {
  it('brings back exactly what was picked, in the session it was picked in', async () => {
    const planned = await begin();
    const { items } = await look(planned, {});
    const picked = files(items).slice(0, 3);
    bench.clear();
    const run = await perform(bench, ofItems(planned, {}, picked));
    const [outcome] = await outcomesAtEnd(bench, run);
    expect(bench.calls().filter((call) => call !== 'GET /restoreSessions/{id}')).toEqual([
      'POST /restorePoints/search',
      'GET /browseSessions',
      'GET /oneDriveForBusinessBrowseSessions/{id}',
      'POST /oneDriveForBusinessRestoreSessions',
      'POST /restoreSessions/{id}/activate',
      'GET /oneDriveForBusinessRestoreSessions/{id}/granularDriveRestoreArtifacts',
    ]);
    expect(restoredTitles().toSorted()).toEqual(picked.map(({ title }) => title).toSorted());
    expect(outcome).toMatchObject({ state: 'completed', counts: { created: 3, failed: 0 } });
    expect(outcome?.countsTargets).toBeUndefined();
    expect(outcome?.link).toMatch(/^https:\/\/contoso-my\.sharepoint\.com\/personal\/.*\/Recovered[^/]*$/);
  });

  it('links a single file itself, and counts a folder as one with all that is in it', async () => {
    const planned = await begin({}, 'sharePoint');
    const { items } = await look(planned, {});
    const [file] = files(items);
    const folder = items.find(({ kind }) => kind === 'container');
    if (!file || !folder) throw new Error('nothing to pick');
    const [one] = await outcomesAtEnd(bench, await perform(bench, ofItems(planned, {}, [file])));
    expect(one?.link).toContain(encodeURIComponent(file.title));
    const run = await perform(bench, { ...ofItems(planned, {}, [folder]), runId: 'run-2' });
    expect(await outcomesAtEnd(bench, run)).toMatchObject([{ counts: { created: 1 } }]);
    expect(restoredTitles().length).toBeGreaterThan(2);
  });

  it('finds everything again in a new session when the approval took longer than the old one lasted', async () => {
    const planned = await begin();
    const { items } = await look(planned, {});
    const picked = [...files(items).slice(0, 2), ...items.filter(({ kind }) => kind === 'container').slice(0, 1)];
    bench.clock.forward(4 * day);
    bench.clear();
    const run = await perform(bench, ofItems(planned, {}, picked));
    expect(count('POST /oneDriveForBusinessBrowseSessions')).toBe(1);
    const sent = bench.all.find(({ path, method }) => method === 'POST' && path.endsWith('RestoreSessions'));
    const oldKeys = picked.map(({ ref }) => String(ref.itemKey));
    expect(oldKeys.some((key) => sent?.requestBody?.includes(key))).toBe(false);
    expect(await outcomesAtEnd(bench, run)).toMatchObject([{ state: 'completed', counts: { created: 3 } }]);
    for (const { title } of files(picked)) expect(restoredTitles()).toContain(title);
  });

  it('starts nothing when one of them cannot be found again', async () => {
    const planned = await begin();
    const { items } = await look(planned, {});
    const [first, second] = files(items);
    if (!first || !second) throw new Error('nothing to pick');
    const trail = [...(second.ref.trail as string[]).slice(0, -1), 'another mark'];
    bench.clock.forward(4 * day);
    const run = await perform(
      bench,
      ofItems(planned, {}, [first, { ...second, ref: { ...second.ref, trail } }]),
      'draft',
    );
    expect(await faultOf(bench.provider.prepare('draft', run))).toBe('ITEMS_GONE none');
    expect(bench.backup.record().sessions).toEqual([]);
  });

  it('begins anew when the session ended between two steps', async () => {
    const planned = await begin();
    const run = await perform(bench, ofItems(planned, {}, files((await look(planned, {})).items).slice(0, 1)), 'draft');
    bench.clock.forward(4 * day);
    expect(await faultOf(bench.provider.prepare('draft', run))).toBe('GRAPH_STALE none');
  });

  it('goes back for approval from a point that cannot be looked into, or that is gone', async () => {
    const planned = await begin({}, 'oneDrive', '2026-11-16T15:00:00.000Z');
    const { items } = await look(planned, {});
    const prepared = await bench.provider.prepare('browse', ofItems(planned, {}, items.slice(0, 1)));
    if (prepared.kind !== 'pointMoved') throw new Error(prepared.kind);
    expect(prepared.targets[0]?.point?.takenAtUtc).toBe('2026-11-16T00:00:00.000Z');
    const good = ofItems({ ...planned, targets: prepared.targets }, {}, items.slice(0, 1));
    expect((await bench.provider.prepare('browse', good)).kind).toBe('ready');
    bench.clock.forward(15 * day);
    expect((await bench.provider.prepare('browse', good)).kind).toBe('pointMoved');
  });

  it('adds more than fifty by PATCH and tells which did not come back', async () => {
    const planned = await begin();
    addScans();
    bench.backup.artifactErrors.set('f7', 'UnknownError');
    const page = await look(planned, { title: 'Scan' });
    expect(page.total).toBe(60);
    const run = await perform(bench, ofItems(planned, {}, page.items));
    expect(count('PATCH /oneDriveForBusinessRestoreSessions/{id}')).toBe(1);
    const [outcome] = await outcomesAtEnd(bench, run);
    expect(outcome).toMatchObject({
      state: 'completedWithIssues',
      counts: { created: 59, failed: 1 },
      issues: [{ title: 'Scan 7.pdf' }],
    });
  });

  it('understands a status outside the enumeration', async () => {
    const planned = await begin({ switches: { granularWorkingStatus: 'unknown' } });
    const picked = files((await look(planned, {})).items).slice(0, 2);
    const observations = await followToEnd(bench, await perform(bench, ofItems(planned, {}, picked)));
    expect(observations.at(-1)).toMatchObject({ kind: 'ended', outcomes: [{ counts: { created: 2, failed: 0 } }] });
  });

  it('offers the other destination by one switch, where that turns out to be what the service does', async () => {
    await begin();
    const provider = bench.restarted({ inferences: { chosenFilesGoTo: 'inPlace' } });
    expect(provider.ability('sharePoint', 'items')).toMatchObject({ destinations: ['inPlace'], preferred: 'inPlace' });
  });
});

describe('a lost answer with chosen files', () => {
  const lose = async (run: RunContext, name: string): Promise<RunContext> => {
    const prepared = await bench.provider.prepare(name, run);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    const open = opened(bench, run, name, prepared.evidence);
    bench.backup.faults.push({ kind: 'lostResponse', path: 'sessions' });
    expect(await faultOf(bench.provider.perform(name, open, prepared.evidence))).toMatch(/unknown$/);
    return open;
  };
  const settle = (run: RunContext) => {
    const open = run.steps.find(({ result }) => result === null);
    if (!open) throw new Error('no open step');
    return bench.restarted().settle(open, run);
  };
  const picked = async (): Promise<RunContext> => {
    const planned = await begin();
    return ofItems(planned, {}, files((await look(planned, {})).items).slice(0, 2));
  };

  it('makes another browse session, which restores nothing', async () => {
    const run = await picked();
    bench.clock.forward(4 * day);
    expect(await settle(await lose(run, 'browse'))).toEqual({ kind: 'repeat' });
  });

  it('takes the draft of exactly these things, and not one of others', async () => {
    const run = await picked();
    const browsed = await perform(bench, run, 'draft');
    const open = await lose(browsed, 'draft');
    const [draft] = bench.backup.record().sessions;
    expect(await settle(open)).toMatchObject({ kind: 'done', result: { sessionId: draft?.id } });
    const others = ofItems(run, {}, files((await look(run, {})).items).slice(2, 4));
    const otherBrowsed = await perform(bench, others, 'draft');
    const prepared = await bench.provider.prepare('draft', otherBrowsed);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    expect(await settle(opened(bench, otherBrowsed, 'draft', prepared.evidence))).toMatchObject({ kind: 'lookAgain' });
  });
});
