import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/lib/fault.ts';
import type { RunContext, Settlement, StepRecord } from '../../../src/ports/provider.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, followToEnd, opened, perform, plannedRun, startBench } from './support/bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  await bench.close();
});

const asked = '2026-11-19T15:00:00.000Z';
const openStep = (run: RunContext): StepRecord => {
  const step = run.steps.find((candidate) => candidate.result === null);
  if (!step) throw new Error('no open step');
  return step;
};

/** Prepares a step, journals it as open, and lets its call fail in some way. */
async function interrupted(
  name: 'explore' | 'restore',
  fault: 'lostResponse' | 'reset' | 'neverSent',
): Promise<RunContext> {
  const planned = await plannedRun(bench, [bench.target(personId.nestor)], asked);
  const run = await perform(bench, planned, name);
  const prepared = await bench.provider.prepare(name, run);
  if (prepared.kind !== 'ready') throw new Error(prepared.kind);
  const journalled = opened(bench, run, name, prepared.evidence);
  if (fault !== 'neverSent') {
    bench.server.faults.push({ kind: fault, method: 'POST', path: name === 'explore' ? '/explore' : '/restore' });
    const thrown = await bench.provider.perform(name, journalled, prepared.evidence).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Fault);
    expect(thrown).toMatchObject({ code: 'BACKUP_UNREACHABLE', effect: 'unknown' });
  }
  return journalled;
}

/** Settles as a restarted process does: empty caches, the journal only; looks again as long as it is told to. */
async function settled(run: RunContext): Promise<{ settlement: Settlement; looks: number }> {
  const provider = bench.restarted();
  for (let looks = 1; ; looks += 1) {
    const settlement = await provider.settle(openStep(run), run);
    if (settlement.kind !== 'lookAgain') return { settlement, looks };
    bench.clock.forward(settlement.afterSeconds);
  }
}

/** Another person's restore under the same account; its explore session is in a journal of another run, so that only the restore counts. */
const somebodyElseRestores = async (email: string): Promise<string> => {
  const answer = await fetch(`${bench.server.url}/sandbox/other-person`, {
    method: 'POST',
    headers: { 'sandbox-control': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  });
  const { exploreId, sessionId } = (await answer.json()) as { exploreId: string; sessionId: string };
  bench.foreign.push(exploreId);
  return sessionId;
};

const candidatesOf = (settlement: Settlement): string[] => {
  if (settlement.kind !== 'unproven') throw new Error(settlement.kind);
  return settlement.attention.candidates.map((candidate) => candidate.sessionId);
};

describe('an open restore step', () => {
  it('whose answer was lost is found again and followed to its counts', async () => {
    const run = await interrupted('restore', 'lostResponse');
    const { settlement } = await settled(run);
    const [restore] = bench.server.record().restores;
    expect(settlement).toEqual({ kind: 'done', result: { sessionId: restore?.sessionId } });
    const adopted = {
      ...run,
      steps: run.steps.map((step) => ({ ...step, result: step.result ?? { sessionId: restore?.sessionId ?? '' } })),
    };
    expect((await followToEnd(bench, adopted)).at(-1)).toMatchObject({ kind: 'ended' });
    expect(bench.server.record().restores).toHaveLength(1);
  });

  it('is found although listings and changes lag half a minute', async () => {
    bench.server.switches.listingLagSeconds = 30;
    bench.server.switches.clockOffsetSeconds = -180;
    const { settlement, looks } = await settled(await interrupted('restore', 'lostResponse'));
    expect(settlement.kind).toBe('done');
    expect(looks).toBeGreaterThan(1);
  });

  it('is found in the explore session when the server restores there', async () => {
    bench.server.switches.restoreSession = 'explore';
    const { settlement } = await settled(await interrupted('restore', 'lostResponse'));
    expect(settlement).toEqual({ kind: 'done', result: { sessionId: bench.server.record().sessions[0]?.id } });
  });

  it('that never reached the server is never repeated: after a while an admin decides', async () => {
    for (const fault of ['neverSent', 'reset'] as const) {
      const run = await interrupted('restore', fault);
      const { settlement } = await settled(run);
      expect(settlement).toMatchObject({ kind: 'unproven', attention: { candidates: [], explanation: 'noSession' } });
    }
    expect(bench.server.record().restores).toEqual([]);
  });

  it('is not mistaken for a restore of another mailbox under the same account', async () => {
    const run = await interrupted('restore', 'neverSent');
    const theirs = await somebodyElseRestores('leeg@contoso.onmicrosoft.com');
    expect(candidatesOf((await settled(run)).settlement)).not.toContain(theirs);
  });

  it('is left to an admin when somebody else restored the same mailbox too', async () => {
    const run = await interrupted('restore', 'lostResponse');
    const theirs = await somebodyElseRestores('nestorw@contoso.onmicrosoft.com');
    const { settlement } = await settled(run);
    const ours = bench.server.record().restores[0]?.sessionId;
    expect(candidatesOf(settlement)).toEqual(expect.arrayContaining([ours, theirs]));
    expect(bench.provider.adopt(openStep(run), run, ours ?? '')).toEqual({ sessionId: ours });
  });

  it('never takes a session another run holds', async () => {
    const run = await interrupted('restore', 'neverSent');
    const theirs = await somebodyElseRestores('nestorw@contoso.onmicrosoft.com');
    bench.foreign.push(theirs);
    expect(candidatesOf((await settled(run)).settlement)).not.toContain(theirs);
  });

  it('is still settled when the change token is too old', async () => {
    const run = await interrupted('restore', 'lostResponse');
    const step = openStep(run);
    const evidence = { ...(step.evidence as Record<string, never>), changeToken: 'long-ago' };
    const old = { ...run, steps: run.steps.map((other) => (other === step ? { ...step, evidence } : other)) };
    expect((await settled(old)).settlement.kind).toBe('done');
  });
});

describe('an open explore step', () => {
  it('whose answer was lost takes the session over, so that it is closed in the end', async () => {
    const run = await interrupted('explore', 'lostResponse');
    const { settlement } = await settled(run);
    expect(settlement).toMatchObject({ kind: 'done', result: { sessionId: bench.server.record().sessions[0]?.id } });
  });

  it('that did not reach the server is repeated, because exploring restores nothing', async () => {
    expect((await settled(await interrupted('explore', 'neverSent'))).settlement).toEqual({ kind: 'repeat' });
  });

  it('does not take over a session of another time, of another run, or of somebody else', async () => {
    const run = await interrupted('explore', 'neverSent');
    const other = await perform(
      bench,
      await plannedRun(bench, [bench.target(personId.lee)], '2026-11-18T15:00:00.000Z', { runId: 'run-2' }),
      'restore',
    );
    const same = await perform(
      bench,
      await plannedRun(bench, [bench.target(personId.lee)], asked, { runId: 'run-3' }),
      'restore',
    );
    await somebodyElseRestores('nestorw@contoso.onmicrosoft.com');
    for (const { steps } of [other, same]) bench.foreign.push(Object(steps[0]?.result).sessionId as string);
    expect((await settled(run)).settlement).toEqual({ kind: 'repeat' });
  });
});

describe('close', () => {
  it('stops every session of the journal, again without harm, also when the server forgot them', async () => {
    const run = await perform(bench, await plannedRun(bench, [bench.target(personId.nestor)], asked));
    const provider = bench.restarted();
    await provider.close(run);
    expect(bench.server.record().sessions.map((session) => session.state)).toEqual(['Stopped', 'Stopped']);
    await provider.close(run);
    bench.server.faults.push({ kind: 'restart', path: '/restoresessions' });
    await provider.close(run);
  });

  it('touches no session outside the journal', async () => {
    const run = await perform(bench, await plannedRun(bench, [bench.target(personId.nestor)], asked));
    const theirs = await somebodyElseRestores('leeg@contoso.onmicrosoft.com');
    await bench.provider.close(run);
    expect(bench.server.record().sessions.find((session) => session.id === theirs)?.state).toBe('Working');
  });
});
