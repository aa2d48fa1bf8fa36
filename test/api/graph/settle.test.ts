import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/lib/fault.ts';
import type { RunContext, Settlement } from '../../../src/ports/provider.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, closed, opened, perform, plannedRun, startBench } from './support/bench.ts';

const asked = '2026-11-19T15:00:00.000Z';
let bench: Bench;

beforeEach(async () => {
  bench = await startBench({ extraPeople: 60 });
});
afterEach(() => bench.close());

/** Performs one step whose answer is lost; the work was done unless `reset`. */
async function lose(run: RunContext, name: string, kind: 'lostResponse' | 'reset' = 'lostResponse') {
  const prepared = await bench.provider.prepare(name, run);
  if (prepared.kind !== 'ready') throw new Error(prepared.kind);
  const open = opened(bench, run, name, prepared.evidence);
  bench.backup.faults.push({ kind, path: 'sessions' });
  const fault = await bench.provider.perform(name, open, prepared.evidence).catch((thrown: unknown) => thrown);
  if (!(fault instanceof Fault)) throw new Error('the answer was not lost');
  expect(fault.effect).toBe('unknown');
  return open;
}

/** A fresh process settles the open step from the journal alone. */
function settle(run: RunContext): Promise<Settlement> {
  const open = run.steps.find((step) => step.result === null);
  if (!open) throw new Error('no open step');
  return bench.restarted().settle(open, run);
}

const mailboxRun = () => plannedRun(bench, [bench.target(personId.adele, 'exchange')], asked);

describe('a lost answer to the draft', () => {
  it('takes the one draft of our app with exactly our artifacts', async () => {
    const run = await lose(await mailboxRun(), 'draft');
    const [draft] = bench.backup.record().sessions;
    expect(await settle(run)).toMatchObject({ kind: 'done', result: { sessionId: draft?.id } });
  });

  it('looks again for a while, then makes it anew when nothing was made', async () => {
    const run = await lose(await mailboxRun(), 'draft', 'reset');
    expect(await settle(run)).toMatchObject({ kind: 'lookAgain' });
    bench.clock.forward(61);
    expect(await settle(run)).toEqual({ kind: 'repeat' });
  });

  it('never takes a draft another journal holds, another app made, or with other artifacts', async () => {
    const [other] = bench.world.people.slice(-1);
    if (!other) throw new Error('nobody');
    await perform(bench, await plannedRun(bench, [bench.target(other.id, 'exchange')], asked), 'activate');
    const theirs = await perform(bench, await mailboxRun(), 'activate');
    const theirDraft = bench.backup.record().sessions.at(-1);
    bench.foreign.push(theirDraft?.id ?? '');
    expect(theirs.steps).toHaveLength(1);
    const run = await lose(await mailboxRun(), 'draft', 'reset');
    expect(await settle(run)).toMatchObject({ kind: 'lookAgain' });
    bench.foreign.length = 0;
    const open = run.steps[0];
    if (!open) throw new Error('no open step');
    expect(await bench.restarted({}, 'another app').settle(open, run)).toMatchObject({ kind: 'lookAgain' });
    expect(await settle(run)).toMatchObject({ kind: 'done', result: { sessionId: theirDraft?.id } });
  });

  it('makes it anew when several drafts could be it; a draft restores nothing', async () => {
    await perform(bench, await mailboxRun(), 'activate');
    const run = await lose(await mailboxRun(), 'draft');
    expect(bench.backup.record().sessions).toHaveLength(2);
    expect(await settle(run)).toEqual({ kind: 'repeat' });
  });

  it('is deleted when the run is given up before it was settled', async () => {
    const run = await lose(await mailboxRun(), 'draft');
    await bench.restarted().close(run);
    expect(bench.backup.record().sessions).toEqual([]);
  });
});

describe('a lost answer to more artifacts', () => {
  const many = () => {
    const targets = bench.world.people.slice(-60).map(({ id }) => bench.target(id, 'exchange'));
    return plannedRun(bench, targets, asked);
  };

  it('reads from the draft what was added', async () => {
    const drafted = await perform(bench, await many(), 'patch1');
    const run = await lose(drafted, 'patch1');
    const settlement = await settle(run);
    if (settlement.kind !== 'done') throw new Error(settlement.kind);
    expect(bench.provider.nextStep(closed(run, settlement.result))).toBe('activate');
  });

  it('adds them again when nothing was added', async () => {
    const drafted = await perform(bench, await many(), 'patch1');
    expect(await settle(await lose(drafted, 'patch1', 'reset'))).toEqual({ kind: 'repeat' });
  });
});

describe('a lost answer to the activation', () => {
  it('is adopted when the session is no draft any more', async () => {
    const run = await lose(await perform(bench, await mailboxRun(), 'activate'), 'activate');
    const settlement = await settle(run);
    expect(settlement).toMatchObject({ kind: 'done', result: { sessionId: bench.backup.record().sessions[0]?.id } });
    expect(bench.backup.record().restores).toHaveLength(1);
  });

  it('is repeated when the session still is a draft', async () => {
    const run = await lose(await perform(bench, await mailboxRun(), 'activate'), 'activate', 'reset');
    expect(await settle(run)).toEqual({ kind: 'repeat' });
  });

  it('is one activation when the lost call arrives after the look', async () => {
    const drafted = await perform(bench, await mailboxRun(), 'activate');
    const run = await lose(drafted, 'activate');
    const [open] = run.steps.slice(-1);
    if (!open) throw new Error('no open step');
    const result = await bench.restarted().perform('activate', drafted, open.evidence);
    expect(result).toMatchObject({ sessionId: bench.backup.record().sessions[0]?.id });
    expect(bench.backup.record().restores).toHaveLength(1);
  });

  it('is for an admin when the session is not there any more', async () => {
    const drafted = await perform(bench, await mailboxRun(), 'activate');
    const run = await lose(drafted, 'activate', 'reset');
    await bench.provider.close(drafted);
    expect(await settle(run)).toMatchObject({ kind: 'unproven' });
  });
});
