import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/lib/fault.ts';
import { isItemPresentAt } from '../../../src/sandbox/world/history.ts';
import { changeWorld, personId, siteId } from '../../../src/sandbox/world.ts';
import {
  type Bench,
  type BenchOptions,
  followToEnd,
  opened,
  outcomesAtEnd,
  perform,
  plannedRun,
  startBench,
} from './support/bench.ts';

const asked = '2026-11-19T15:00:00.000Z';
let bench: Bench;

async function begin(options: BenchOptions = {}): Promise<Bench> {
  bench = await startBench(options);
  return bench;
}

afterEach(async () => {
  expect(bench.problems()).toEqual([]);
  await bench.close();
});

const howOften = (calls: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const call of calls) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
};

/** Somebody deletes a message they had at the asked time. */
function deleteOne(ownerId: string): void {
  const { world, clock } = bench;
  const mailbox = world.containers.find((one) => one.ownerId === ownerId && one.workload === 'exchange');
  const item = [...world.items.values()].find(
    ({ containerId, ...rest }) => containerId === mailbox?.id && isItemPresentAt({ containerId, ...rest }, asked),
  );
  if (item) changeWorld(world, { kind: 'itemDeleted', itemId: item.id, atUtc: clock.now().toISOString() });
}

describe('a restore through Microsoft 365 Backup', () => {
  it('takes a search, a draft, an activation, looks and one list of artifacts for a whole mailbox', async () => {
    const { provider, backup, target } = await begin();
    const planned = await plannedRun(bench, [target(personId.adele, 'exchange')], asked);
    bench.clear();
    const run = await perform(bench, planned);
    const looks = (await followToEnd(bench, run)).length;
    const calls = howOften(bench.calls());
    expect(looks).toBeGreaterThan(1);
    expect(calls).toEqual({
      'POST /restorePoints/search': 1,
      'POST /exchangeRestoreSessions': 1,
      'POST /restoreSessions/{id}/activate': 1,
      'GET /restoreSessions/{id}': calls['GET /restoreSessions/{id}'],
      'GET /exchangeRestoreSessions/{id}/mailboxRestoreArtifacts': 1,
    });
    expect(calls['GET /restoreSessions/{id}']).toBeLessThan(10);
    bench.clear();
    await provider.close(run);
    expect(bench.calls()).toEqual([]);
    expect(backup.record().sessions.map(({ status }) => status)).toEqual(['completed']);
  });

  it('looks 60 sites up in three searches, adds the last ten by PATCH and tells single failures', async () => {
    const { backup, target } = await begin({ extraSites: 58 });
    const ids = bench.world.containers
      .filter(({ workload, parentContainerId }) => workload === 'sharePoint' && parentContainerId === null)
      .map(({ id }) => id);
    expect(ids).toHaveLength(60);
    const targets = ids.map((id) => target(id, 'sharePoint'));
    const planned = await plannedRun(bench, targets, asked, { workload: 'sharePoint', destination: 'new' });
    bench.clear();
    const [, second = '', third = ''] = ids;
    backup.artifactErrors.set(second, 'ArtifactNotFound').set(third, 'InvalidRestoreTime');
    const run = await perform(bench, planned);
    expect(bench.calls()).toEqual([
      ...Array<string>(3).fill('POST /restorePoints/search'),
      'POST /sharePointRestoreSessions',
      'PATCH /sharePointRestoreSessions/{id}',
      'POST /restoreSessions/{id}/activate',
    ]);
    expect(backup.record().sessions).toMatchObject([{ artifacts: 60 }]);
    const outcomes = await outcomesAtEnd(bench, run);
    expect(howOften(outcomes.map(({ state }) => state))).toEqual({ completed: 58, failed: 2 });
    expect(outcomes[1]).toMatchObject({ state: 'failed', counts: { created: 0, failed: 1 } });
    expect(outcomes[1]?.issues[0]).toMatchObject({ title: targets[1]?.name, reason: expect.stringContaining('found') });
    expect(outcomes[0]?.link).toMatch(/R0$/);
    expect(backup.record().sessions).toMatchObject([{ status: 'completedWithError' }]);
  });

  it('adds 120 mailboxes in one draft and two PATCHes and sums what came back', async () => {
    const { backup, target } = await begin({ extraPeople: 120 });
    const people = bench.world.people.slice(-120);
    const targets = people.map(({ id }) => target(id, 'exchange'));
    for (const { id } of people) deleteOne(id);
    const run = await perform(bench, await plannedRun(bench, targets, asked));
    const changing = bench.calls().filter((call) => /^(POST|PATCH).*Sessions/.test(call));
    expect(changing).toEqual([
      'POST /exchangeRestoreSessions',
      'PATCH /exchangeRestoreSessions/{id}',
      'PATCH /exchangeRestoreSessions/{id}',
      'POST /restoreSessions/{id}/activate',
    ]);
    const outcomes = await outcomesAtEnd(bench, run);
    const restored = backup.record().restores;
    expect(restored).toHaveLength(120);
    const own = restored.reduce((sum, { counts }) => sum + (counts ? counts.created + counts.changed : 0), 0);
    expect(own).toBeGreaterThan(100);
    expect(outcomes.reduce((sum, { counts }) => sum + counts.created, 0)).toBe(own);
  });

  it('tells a hold in the words of the service, and restores a held site to a new address', async () => {
    const { backup, target } = await begin();
    const mailbox = bench.world.containers.find(
      ({ ownerId, workload }) => ownerId === personId.adele && workload === 'exchange',
    );
    backup.holds.add(mailbox?.id ?? '').add(siteId.marketing);
    const mail = await perform(bench, await plannedRun(bench, [target(personId.adele, 'exchange')], asked));
    const [held] = await outcomesAtEnd(bench, mail);
    expect(held).toMatchObject({ state: 'failed', counts: { created: 0 } });
    expect(held?.issues[0]?.reason).toContain('preservation lock');
    const planned = await plannedRun(bench, [target(siteId.marketing, 'sharePoint')], asked, {
      workload: 'sharePoint',
      destination: 'new',
      runId: 'run-2',
    });
    expect(await outcomesAtEnd(bench, await perform(bench, planned))).toMatchObject([{ state: 'completed' }]);
  });

  it('ends with nothing brought back when nothing differs', async () => {
    const { backup, target } = await begin();
    const targets = [target(personId.adele, 'exchange')];
    await outcomesAtEnd(bench, await perform(bench, await plannedRun(bench, targets, asked)));
    const again = await plannedRun(bench, targets, asked, { runId: 'run-2' });
    const outcomes = await outcomesAtEnd(bench, await perform(bench, again));
    expect(outcomes).toMatchObject([{ state: 'completed', counts: { created: 0, failed: 0 }, issues: [] }]);
    expect(backup.record().restores.at(-1)).toMatchObject({ counts: { created: 0, changed: 0 } });
  });

  it('waits for the address of a new place, which comes a quarter of an hour late', async () => {
    const { clock, target } = await begin();
    const planned = await plannedRun(bench, [target(personId.adele, 'oneDrive')], asked, {
      workload: 'oneDrive',
      destination: 'new',
    });
    const run = await perform(bench, planned);
    const begun = clock.now().getTime();
    const [outcome] = await outcomesAtEnd(bench, run);
    expect(outcome?.link).toMatch(/personal\/adelev_.*R0$/);
    expect(clock.now().getTime() - begun).toBeGreaterThan(15 * 60_000);
    const lists = bench.calls().filter((call) => call.endsWith('driveRestoreArtifacts')).length;
    // Asked about once a minute, not at every look.
    expect(lists).toBeLessThanOrEqual(18);
  });

  it('rolls a OneDrive back in place: what came later is gone', async () => {
    const { world, target, clock } = await begin();
    const drive = world.containers.find(
      ({ ownerId, workload }) => ownerId === personId.adele && workload === 'oneDrive',
    );
    const items = [...world.items.values()].filter(({ containerId }) => containerId === drive?.id);
    const present = (atUtc: string) => items.filter((item) => isItemPresentAt(item, atUtc)).map(({ id }) => id);
    const [first] = items.filter((item) => isItemPresentAt(item, asked));
    if (!first) throw new Error('nothing to change');
    changeWorld(world, { kind: 'itemDeleted', itemId: first.id, atUtc: clock.now().toISOString() });
    const planned = await plannedRun(bench, [target(personId.adele, 'oneDrive')], asked, { workload: 'oneDrive' });
    expect(bench.provider.ability('oneDrive')?.manner.inPlace).toBe('rollback');
    await outcomesAtEnd(bench, await perform(bench, planned));
    clock.forward(1);
    expect(present(clock.now().toISOString())).toEqual(present(planned.targets[0]?.point?.takenAtUtc ?? ''));
  });

  it('goes back for approval when the approved point has aged away', async () => {
    const { provider, clock, target } = await begin();
    const planned = await plannedRun(bench, [target(personId.adele, 'oneDrive')], '2026-11-19T15:10:00.000Z', {
      workload: 'oneDrive',
    });
    clock.forward(15 * 86_400);
    const prepared = await provider.prepare('draft', planned);
    if (prepared.kind !== 'pointMoved') throw new Error(prepared.kind);
    expect(prepared.targets[0]?.point?.takenAtUtc).toBe('2026-11-19T00:00:00.000Z');
  });

  it('waits when as many sessions are active as the service takes, and deletes its draft', async () => {
    const { provider, backup, target } = await begin({ switches: { maximumActiveSessions: 0 } });
    const planned = await plannedRun(bench, [target(personId.adele, 'exchange')], asked);
    const drafted = await perform(bench, planned, 'activate');
    const prepared = await provider.prepare('activate', drafted);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    const run = opened(bench, drafted, 'activate', prepared.evidence);
    const fault = await provider.perform('activate', run, prepared.evidence).catch((thrown: unknown) => thrown);
    if (!(fault instanceof Fault)) throw new Error('no fault');
    expect([fault.code, fault.effect]).toEqual(['GRAPH_QUEUE', 'none']);
    expect(fault.retryAfterSeconds).toBeGreaterThan(0);
    await provider.close(drafted);
    await provider.close(drafted);
    expect(backup.record().sessions).toEqual([]);
  });
});
