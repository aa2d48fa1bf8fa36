import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../src/domain/terms.ts';
import { Fault } from '../../../src/lib/fault.ts';
import type { RunContext, Settlement, StepRecord } from '../../../src/ports/provider.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, closed, followToEnd, opened, perform, plannedRun, startBench } from './support/bench.ts';

let bench: Bench;
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  expect(bench.recorder.violations()).toEqual([]);
  // The options of v5's mailbox restore are an inference (`inferences.ts`): no public schema names them.
  const unknown = bench.server
    .record()
    .unknownProperties.filter((entry) => !entry.operation.endsWith('/{mailboxId}/restore'));
  expect(unknown).toEqual([]);
  await bench.close();
});

const asked = '2026-11-19T15:00:00.000Z';
const versions = ['v7', 'v6', 'v5'] as const;

/** A run whose restore step is journalled as open, its call not yet made. */
async function ready(person = personId.adele): Promise<{ run: RunContext; evidence: Json }> {
  const run = await perform(bench, await plannedRun(bench, [bench.target(person)], asked), 'restore');
  const prepared = await bench.provider.prepare('restore', run);
  if (prepared.kind !== 'ready') throw new Error(prepared.kind);
  return { run: opened(bench, run, 'restore', prepared.evidence), evidence: prepared.evidence };
}

/** Resolves when the server has begun the restore. */
const begun = () => expect.poll(() => bench.server.record().restores.length).toBe(1);

const openStep = (run: RunContext): StepRecord => {
  const step = run.steps.find((candidate) => candidate.result === null);
  if (!step) throw new Error('no open step');
  return step;
};

async function settled(run: RunContext): Promise<Settlement> {
  const provider = bench.restarted();
  for (;;) {
    const settlement = await provider.settle(openStep(run), run);
    if (settlement.kind !== 'lookAgain') return settlement;
    bench.clock.forward(settlement.afterSeconds);
  }
}

describe.each(versions)('a whole mailbox on %s', (version) => {
  it('answers when it is done, is followed by events until then, and is closed', async () => {
    bench = await startBench({ version });
    const { run, evidence } = await ready();
    const answer = bench.provider.perform('restore', run, evidence);
    await begun();
    bench.clock.forward(4);
    const halfway = (await bench.provider.follow([run])).get(run.runId);
    const soFar = bench.server.record().restores[0]?.counts;
    expect(halfway).toEqual({
      kind: 'working',
      // Events tell restored items, not whether they were missing or changed.
      counts: { ...soFar, created: (soFar?.created ?? 0) + (soFar?.merged ?? 0), merged: 0 },
      totalItems: null,
    });
    expect(soFar?.skipped).toBeGreaterThan(0);
    bench.clock.forward(600);
    const done = closed(run, await answer);
    expect(bench.provider.nextStep(done)).toBeNull();
    bench.recorder.clear();
    const [ended] = await followToEnd(bench, done);
    expect(bench.recorder.calls()).toEqual([]);
    const [restore] = bench.server.record().restores;
    expect(ended).toMatchObject({
      kind: 'ended',
      outcomes: [{ counts: restore?.counts, state: 'completedWithIssues' }],
    });
    await bench.provider.close(done);
    expect(bench.server.record().sessions.map((session) => session.state)).toEqual(['Stopped']);
  });

  it('whose connection breaks is not failed: its events tell when it is over and what came back', async () => {
    bench = await startBench({ version });
    const { run, evidence } = await ready();
    bench.server.faults.push({ kind: 'lostResponse', method: 'POST', path: '/mailboxes' });
    const answer = bench.provider.perform('restore', run, evidence).catch((thrown: unknown) => thrown);
    await begun();
    bench.clock.forward(600);
    const thrown = await answer;
    expect(thrown).toBeInstanceOf(Fault);
    expect(thrown).toMatchObject({ code: 'BACKUP_UNREACHABLE', effect: 'unknown' });
    const settlement = await settled(run);
    const counts = bench.server.record().restores[0]?.counts;
    expect(settlement).toMatchObject({
      kind: 'done',
      result: {
        outcomes: [{ counts: { ...counts, created: (counts?.created ?? 0) + (counts?.merged ?? 0), merged: 0 } }],
      },
    });
    expect(bench.server.record().restores).toHaveLength(1);
  });

  it('is waited for while it still works, after the caller died in the middle of the call', async () => {
    bench = await startBench({ version });
    const { run, evidence } = await ready();
    const answer = bench.provider.perform('restore', run, evidence);
    await begun();
    bench.clock.forward(3);
    expect((await bench.restarted().settle(openStep(run), run)).kind).toBe('lookAgain');
    bench.clock.forward(600);
    await answer;
  });

  it('that never reached the server is done again, because its session shows no event', async () => {
    bench = await startBench({ version });
    const { run } = await ready();
    expect(await settled(run)).toEqual({ kind: 'repeat' });
  });

  it('that never reached the server is not taken for done because its session was listed late or stopped', async () => {
    bench = await startBench({ version });
    bench.server.switches.listingLagSeconds = 30;
    const { run } = await ready();
    expect(await settled(run)).toEqual({ kind: 'repeat' });
    await bench.provider.close(run);
    bench.clock.forward(60);
    expect(await settled(run)).toMatchObject({ kind: 'unproven', attention: { explanation: 'noSession' } });
  });

  it('that never reached the server is left to an admin where events are not trusted', async () => {
    bench = await startBench({ version, deps: { inferences: { blockingRestoreShowsEventsWithinSeconds: null } } });
    const { run } = await ready();
    const provider = bench.restarted();
    expect((await provider.settle(openStep(run), run)).kind).toBe('lookAgain');
    bench.clock.forward(301);
    expect((await provider.settle(openStep(run), run)).kind).toBe('unproven');
  });

  it('says that identity is by address only', async () => {
    bench = await startBench({ version });
    const tenantId = bench.world.tenant.id;
    const query = {
      workload: 'exchange',
      target: bench.target(personId.adele),
      tenantId,
      askedTimeUtc: asked,
    } as const;
    expect(await bench.provider.lookUp(query)).toMatchObject({ kind: 'found', mailOnlyIdentity: true });
    const nobody = { ...query.target, address: 'nobody@contoso.onmicrosoft.com' };
    expect(await bench.provider.lookUp({ ...query, target: nobody })).toEqual({ kind: 'notProtected' });
  });
});

it('a warm mailbox restore on v7 needs the fewest calls there can be', async () => {
  bench = await startBench({ version: 'v7' });
  const planned = await plannedRun(bench, [bench.target(personId.nestor)], asked);
  bench.recorder.clear();
  const run = await perform(bench, planned, 'restore');
  const prepared = await bench.provider.prepare('restore', run);
  if (prepared.kind !== 'ready') throw new Error(prepared.kind);
  const journalled = opened(bench, run, 'restore', prepared.evidence);
  const answer = bench.provider.perform('restore', journalled, prepared.evidence);
  await begun();
  bench.clock.forward(600);
  const done = closed(journalled, await answer);
  await followToEnd(bench, done);
  await bench.provider.close(done);
  expect(bench.recorder.calls()).toEqual([
    'GET RestorePoints',
    'POST Organizations/{id}/explore',
    'GET RestoreSessions/{id}/organization/mailboxes',
    'GET RestoreSessions/{id}/Events',
    'POST RestoreSessions/{id}/organization/mailboxes/restore',
    'POST RestoreSessions/{id}/Stop',
  ]);
});

describe('several mailboxes', () => {
  it('are not taken for done by late events of the one before, in the session they share (v5)', async () => {
    bench = await startBench({ version: 'v5' });
    bench.server.switches.listingLagSeconds = 30;
    const targets = [bench.target(personId.nestor), bench.target(personId.lee)];
    let run = await perform(bench, await plannedRun(bench, targets, asked), 'restore');
    const first = await bench.provider.prepare('restore', run);
    if (first.kind !== 'ready') throw new Error(first.kind);
    run = opened(bench, run, 'restore', first.evidence);
    let isOver = false;
    const answer = bench.provider.perform('restore', run, first.evidence).finally(() => {
      isOver = true;
    });
    // Second by second, so that the next is called right after the end of this one.
    const passes = (): boolean => {
      if (!isOver) bench.clock.forward(1);
      return isOver;
    };
    await expect.poll(passes, { interval: 30, timeout: 15_000 }).toBe(true);
    run = closed(run, await answer);
    const second = await bench.provider.prepare('restore-2', run);
    if (second.kind !== 'ready') throw new Error(second.kind);
    run = opened(bench, run, 'restore-2', second.evidence);
    expect(await settled(run)).toMatchObject({ kind: 'unproven', attention: { explanation: 'unclearSession' } });
  });

  it.each([
    ['v7', 'nested', 1],
    ['v6', 'nested', 1],
    ['v5', 'flat', 2],
  ] as const)('on %s each get their own counts (%s, %i calls)', async (version, bulkStatistics, calls) => {
    bench = await startBench({ version, server: { switches: { bulkStatistics } } });
    const targets = [bench.target(personId.nestor), bench.target(personId.lee)];
    let run = await perform(bench, await plannedRun(bench, targets, asked), 'restore');
    for (let step = bench.provider.nextStep(run); step !== null; step = bench.provider.nextStep(run)) {
      const prepared = await bench.provider.prepare(step, run);
      if (prepared.kind !== 'ready') throw new Error(prepared.kind);
      run = opened(bench, run, step, prepared.evidence);
      const answer = bench.provider.perform(step, run, prepared.evidence);
      await expect
        .poll(() => bench.server.record().restores.some((restore) => restore.finishedUtc === null))
        .toBe(true);
      bench.clock.forward(600);
      run = closed(run, await answer);
    }
    const [ended] = await followToEnd(bench, run);
    const record = bench.server.record().restores;
    expect(record).toHaveLength(calls);
    if (ended?.kind !== 'ended') throw new Error('not ended');
    expect(ended.outcomes.map(({ target, counts }) => [target.id, counts])).toEqual(
      record
        .flatMap((restore) => restore.targets.map(({ counts }) => counts))
        .map((counts, index) => [targets[index]?.id, counts]),
    );
  });
});

it('reads the flat counts seed 004 documents for the bulk call', async () => {
  bench = await startBench({ version: 'v6', server: { switches: { bulkStatistics: 'flat' } } });
  const { run, evidence } = await ready(personId.nestor);
  const answer = bench.provider.perform('restore', run, evidence);
  await begun();
  bench.clock.forward(600);
  const result = await answer;
  bench.recorder.clear();
  expect(result).toMatchObject({ outcomes: [{ counts: bench.server.record().restores[0]?.counts }] });
});

describe('the version', () => {
  it.each([
    [['v5', 'v6', 'v7', 'v8'], 'v8'],
    [['v5', 'v6', 'v7'], 'v7'],
    [['v6'], 'v6'],
    [['v5'], 'v5'],
  ] as const)('is the newest of %j', async (served, spoken) => {
    bench = await startBench({ version: 'auto', server: { versions: served } });
    const check = await bench.provider.check();
    expect(check).toMatchObject({ ok: true, version: expect.stringMatching(new RegExp(`^${spoken} `)) });
    const probes = bench.recorder.calls().filter((call) => call === 'GET ServiceInstance');
    await bench.provider.check();
    expect(probes.length).toBe(['v8', 'v7', 'v6', 'v5'].indexOf(spoken) + 2);
  });

  it('that is pinned is not looked for, and is a fault when the server has it not', async () => {
    bench = await startBench({ version: 'v7', server: { versions: ['v8'] } });
    expect(await bench.provider.check()).toEqual({ ok: false, faultCode: 'BACKUP_REFUSED' });
    bench.recorder.clear();
  });
});
