import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, followToEnd, perform, plannedRun, startBench } from './support/bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  expect(bench.recorder.violations()).toEqual([]);
  expect(bench.server.record().unknownProperties).toEqual([]);
  await bench.close();
});

const yesterdayAfternoon = '2026-11-19T15:00:00.000Z';

describe('a whole mailbox on v8', () => {
  it('is restored from the approved point, and the counts are the server’s own', async () => {
    const run = await perform(bench, await plannedRun(bench, [bench.target(personId.adele)], yesterdayAfternoon));
    const seen = await followToEnd(bench, run);
    await bench.provider.close(run);

    const record = bench.server.record();
    const [restore] = record.restores;
    expect(record.restores).toHaveLength(1);
    expect(seen.at(-1)).toMatchObject({ kind: 'ended', outcomes: [{ counts: restore?.counts }] });
    expect(restore?.counts.created).toBeGreaterThan(0);
    expect(restore?.targets[0]).toMatchObject({ pointTimeUtc: run.targets[0]?.point?.takenAtUtc });
    expect(record.sessions.map((session) => session.state)).toEqual(['Stopped', 'Stopped']);
  });

  const warmCalls = [
    'GET RestorePoints',
    'POST Organizations/{id}/explore',
    'GET RestoreSessions/{id}/organization/mailboxes',
    'GET Events',
    'POST RestoreSessions/{id}/organization/mailboxes/restore',
    'GET RestoreSessions/{id}',
    'GET RestoreSessions/{id}/Statistics',
    'POST RestoreSessions/{id}/Stop',
  ];

  it('needs the fewest calls there can be when warm', async () => {
    const planned = await plannedRun(bench, [bench.target(personId.nestor)], yesterdayAfternoon);
    bench.recorder.clear();
    const run = await perform(bench, planned);
    bench.clock.forward(600);
    await followToEnd(bench, run);
    await bench.provider.close(run);
    expect(bench.server.record().restores[0]?.counts.failed).toBe(0);
    expect(bench.recorder.calls()).toEqual(warmCalls);
  });

  it('asks for the events once more when items failed, and names each with its path', async () => {
    const planned = await plannedRun(bench, [bench.target(personId.adele)], yesterdayAfternoon);
    bench.recorder.clear();
    const run = await perform(bench, planned);
    bench.clock.forward(600);
    const [ended] = await followToEnd(bench, run);
    await bench.provider.close(run);
    expect(bench.recorder.calls()).toEqual(warmCalls.toSpliced(7, 0, 'GET RestoreSessions/{id}/Events'));
    const failed = bench.server.record().restores[0]?.items.filter((item) => item.outcome === 'failed') ?? [];
    expect(failed.length).toBeGreaterThan(1);
    if (ended?.kind !== 'ended') throw new Error('not ended');
    expect(ended.outcomes[0]?.state).toBe('completedWithIssues');
    expect(ended.outcomes[0]?.issues.map(({ title, reason }) => ({ title, reason }))).toEqual(
      failed.map(({ title, reason }) => ({ title, reason })),
    );
    expect(ended.outcomes[0]?.issues[0]?.path).toMatch(/\\/);
  });

  it('sends every option under the vendor’s name, and both restore flags always', async () => {
    const options = {
      missingItems: false,
      changedItems: true,
      includeDeleted: true,
      allVersions: true,
      markUnread: true,
    };
    const more = { options: { ...options, excludeDrafts: true, excludeDeletedItems: true } };
    await perform(bench, await plannedRun(bench, [bench.target(personId.nestor)], yesterdayAfternoon, more));
    const sent = bench.server.record().restores[0]?.options.asSent;
    expect(sent).toEqual({
      mailboxes: [expect.objectContaining({ email: 'nestorw@contoso.onmicrosoft.com' })],
      deletedItems: false,
      changedItems: true,
      markRestoredAsUnread: true,
      excludeDrafts: true,
      excludeDeletedItems: true,
      excludeInPlaceHoldItems: false,
      excludeLitigationHoldItems: false,
      skipUnresolved: false,
    });
    const explore = bench.recorder.all.find((exchange) => exchange.path.endsWith('/explore'));
    expect(JSON.parse(explore?.requestBody ?? '')).toMatchObject({ showDeleted: true, showAllVersions: true });
  });

  it('explores with the point’s own time, to the tick, and its repository', async () => {
    const run = await plannedRun(bench, [bench.target(personId.nestor)], yesterdayAfternoon);
    await perform(bench, run);
    const explore = bench.recorder.all.find((exchange) => exchange.path.endsWith('/explore'));
    const { backupTime, repositoryId } = run.targets[0]?.point?.ref ?? {};
    expect(backupTime).toMatch(/\.\d{7}Z$/);
    expect(JSON.parse(explore?.requestBody ?? '')).toMatchObject({ dateTime: backupTime, repositoryId, type: 'Vex' });
  });

  it('restores several mailboxes with one call and tells each outcome', async () => {
    const targets = [bench.target(personId.nestor), bench.target(personId.lee)];
    const run = await perform(bench, await plannedRun(bench, targets, yesterdayAfternoon));
    const ended = (await followToEnd(bench, run)).at(-1);
    const [restore, ...others] = bench.server.record().restores;
    expect(others).toEqual([]);
    if (ended?.kind !== 'ended') throw new Error('not ended');
    expect(ended.outcomes.map(({ target, counts }) => [target.id, counts])).toEqual([
      [personId.nestor, restore?.targets[0]?.counts],
      [personId.lee, restore?.targets[1]?.counts],
    ]);
  });

  it('shows progress while it works, and does not take Success for the end', async () => {
    const run = await perform(bench, await plannedRun(bench, [bench.target(personId.adele)], yesterdayAfternoon));
    bench.clock.forward(1);
    expect((await bench.provider.follow([run])).size).toBe(0);
    bench.clock.forward(5);
    expect((await bench.provider.follow([run])).size).toBe(0);
    bench.clock.forward(6);
    const working = (await bench.provider.follow([run])).get(run.runId);
    expect(working).toMatchObject({ kind: 'working', totalItems: expect.any(Number) });
  });

  it('follows many runs with one read', async () => {
    const runs = [];
    for (const [index, person] of [personId.nestor, personId.lee, personId.megan].entries())
      runs.push(
        await perform(
          bench,
          await plannedRun(bench, [bench.target(person)], yesterdayAfternoon, { runId: `run-${index}` }),
        ),
      );
    bench.recorder.clear();
    await bench.provider.follow(runs);
    expect(bench.recorder.calls()).toEqual(['GET RestoreSessions']);
    bench.clock.forward(600);
    const ended = await bench.provider.follow(runs);
    expect([...ended.values()].map((observation) => observation.kind)).toEqual(['ended', 'ended', 'ended']);
  });

  it('is lost when the server forgot the session', async () => {
    const run = await perform(bench, await plannedRun(bench, [bench.target(personId.nestor)], yesterdayAfternoon));
    bench.server.faults.push({ kind: 'restart', path: '/restoresessions' });
    const seen = await bench.provider.follow([run]);
    expect(seen.get(run.runId)).toEqual({ kind: 'lost' });
    await bench.provider.close(run);
  });

  it('works when the restore runs in the explore session itself', async () => {
    bench.server.switches.restoreSession = 'explore';
    const run = await perform(bench, await plannedRun(bench, [bench.target(personId.adele)], yesterdayAfternoon));
    const seen = await followToEnd(bench, run);
    expect(seen.at(-1)).toMatchObject({
      kind: 'ended',
      outcomes: [{ counts: bench.server.record().restores[0]?.counts }],
    });
    await bench.provider.close(run);
    expect(bench.server.record().sessions.map((session) => session.state)).toEqual(['Stopped']);
  });

  it('can be stopped, and then tells what came back until then', async () => {
    const run = await perform(bench, await plannedRun(bench, [bench.target(personId.adele)], yesterdayAfternoon));
    bench.clock.forward(5);
    await bench.provider.stop(run);
    await bench.provider.stop(run);
    const ended = (await followToEnd(bench, run)).at(-1);
    const [restore] = bench.server.record().restores;
    expect(restore?.isCancelled).toBe(true);
    expect(ended).toMatchObject({ kind: 'ended', outcomes: [{ counts: restore?.counts }] });
  });
});

describe('the approved point', () => {
  it('is looked at again before exploring; gone means back for approval with the one that is left', async () => {
    const run = await plannedRun(bench, [bench.target(personId.nestor)], yesterdayAfternoon);
    const approved = run.targets[0]?.point;
    bench.world.removedPointIds.add(approved?.id ?? '');
    const prepared = await bench.provider.prepare('explore', run);
    if (prepared.kind !== 'pointMoved') throw new Error(prepared.kind);
    const moved = prepared.targets[0]?.point;
    expect(moved?.id).not.toBe(approved?.id);
    expect((moved?.takenAtUtc ?? '') < (approved?.takenAtUtc ?? '')).toBe(true);
    expect(bench.server.record().sessions).toEqual([]);
  });

  it('may be an older one than would be used by itself', async () => {
    const target = bench.target(personId.nestor);
    const query = { workload: 'exchange', target, tenantId: bench.world.tenant.id } as const;
    const found = await bench.provider.lookUp({ ...query, askedTimeUtc: yesterdayAfternoon });
    if (found.kind !== 'found') throw new Error(found.kind);
    const run = await plannedRun(bench, [target], yesterdayAfternoon);
    const older = { ...run, targets: [{ target, point: found.earlier }] };
    await perform(bench, older);
    expect(bench.server.record().restores[0]?.targets[0]?.pointTimeUtc).toBe(found.earlier?.takenAtUtc);
  });

  it('that holds two mailboxes of that address goes back for approval, because whose data it is would be a guess', async () => {
    const run = await perform(
      bench,
      await plannedRun(bench, [bench.target(personId.nestor)], yesterdayAfternoon),
      'restore',
    );
    for (const container of bench.world.containers)
      if (container.ownerId === personId.lee && container.workload === 'exchange')
        container.email = 'nestorw@contoso.onmicrosoft.com';
    expect(await bench.provider.prepare('restore', run)).toMatchObject({
      kind: 'pointMoved',
      targets: [{ point: null }],
    });
  });

  it('that does not hold the mailbox goes back for approval without a point', async () => {
    const run = await perform(
      bench,
      await plannedRun(bench, [bench.target(personId.nestor)], yesterdayAfternoon),
      'restore',
    );
    for (const container of bench.world.containers)
      if (container.ownerId === personId.nestor) container.email = 'renamed@contoso.onmicrosoft.com';
    const prepared = await bench.provider.prepare('restore', run);
    expect(prepared).toMatchObject({ kind: 'pointMoved', targets: [{ point: null }] });
  });
});
