import { afterEach, describe, expect, it } from 'vitest';
import { defaultInferences, type Inferences } from '../../../src/api/veeam/inferences.ts';
import type { VersionName } from '../../../src/api/veeam/versions/versionTable.ts';
import type { RunContext } from '../../../src/ports/provider.ts';
import { defaultSwitches, type Switches } from '../../../src/sandbox/veeam/switches.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, closed, followToEnd, opened, plannedRun, startBench } from './support/bench.ts';

/** What no public source settles (vb365.md §9 and its marked inferences), each as the bot meets it. */
type Unknown = {
  readonly what: string;
  readonly version?: VersionName;
  readonly server?: Partial<Switches>;
  readonly client?: Partial<Inferences>;
};

const unknowns: readonly Unknown[] = [
  { what: 'an asynchronous restore has a session of its own', server: { restoreSession: 'new' } },
  { what: 'an asynchronous restore runs in the explore session', server: { restoreSession: 'explore' } },
  {
    what: 'an asynchronous restore never runs in the explore session, for the bot',
    client: { restoreMayReuseExploreSession: false },
  },
  { what: 'statistics are told while a restore works', server: { statisticsWhileWorking: 'partial' } },
  { what: 'statistics are refused while a restore works', server: { statisticsWhileWorking: 'refuse' } },
  { what: 'the result turns while a restore works', server: { resultTurnsWhileWorking: true } },
  { what: 'an absent restore flag means no', server: { absentRestoreFlag: false } },
  { what: 'points of a person are asked by the server’s id', server: { pointsUserId: 'own' } },
  {
    what: 'points of a person are asked by Microsoft’s id',
    server: { pointsUserId: 'microsoft' },
    client: { pointsFilteredByUserId: false },
  },
  { what: 'a point does not tell addresses', client: { protectedUsersTellAddressAtPoint: false } },
  { what: 'people are not found by address', client: { usersFilteredByAddress: false } },
  { what: 'listings lag', server: { listingLagSeconds: 30 } },
  { what: 'the server’s clock is ahead', server: { clockOffsetSeconds: 3600 } },
  { what: 'the server’s clock is behind', server: { clockOffsetSeconds: -3600 } },
  { what: 'unknown properties are refused', server: { unknownProperties: 'refuse' } },
  { what: 'stopping the explore session stops its restores', server: { stopExploreStopsRestores: true } },
  { what: 'idle sessions are stopped within minutes', server: { sessionIdleMinutes: 2 } },
  { what: 'bulk counts are nested', version: 'v7', server: { bulkStatistics: 'nested' } },
  { what: 'bulk counts are flat', version: 'v7', server: { bulkStatistics: 'flat' } },
  { what: 'v5 takes options', version: 'v5' },
  { what: 'v5 takes no options', version: 'v5', client: { v5MailboxRestoreTakesOptions: false } },
];

let bench: Bench;

/** Runs a restore as the flows do, time going on while a call blocks. */
async function restored(): Promise<RunContext> {
  const target = bench.target(personId.nestor);
  let run = await plannedRun(bench, [target], '2026-11-19T15:00:00.000Z', { options: { changedItems: true } });
  for (let step = bench.provider.nextStep(run); step !== null; step = bench.provider.nextStep(run)) {
    const prepared = await bench.provider.prepare(step, run);
    if (prepared.kind !== 'ready') throw new Error(`${step}: ${prepared.kind}`);
    run = opened(bench, run, step, prepared.evidence);
    const timer = setInterval(() => bench.clock.forward(5), 10);
    run = closed(run, await bench.provider.perform(step, run, prepared.evidence).finally(() => clearInterval(timer)));
  }
  return run;
}

describe('whatever the vendor turns out to do, a mailbox comes back once and its counts are the server’s', () => {
  afterEach(() => bench.close());

  it.each(unknowns)('$what', async ({ version = 'v8', server = {}, client = {} }) => {
    bench = await startBench({ version, server: { switches: server }, deps: { inferences: client } });
    const run = await restored();
    const ended = (await followToEnd(bench, run)).at(-1);
    await bench.provider.close(run);
    const { restores, sessions } = bench.server.record();
    expect(restores).toHaveLength(1);
    if (ended?.kind !== 'ended') throw new Error(String(ended?.kind));
    const told = ended.outcomes[0]?.counts;
    const { created = 0, merged = 0, skipped, failed } = restores[0]?.counts ?? {};
    expect([(told?.created ?? 0) + (told?.merged ?? 0), told?.skipped, told?.failed]).toEqual([
      created + merged,
      skipped,
      failed,
    ]);
    expect(created + merged).toBeGreaterThan(0);
    expect(sessions.every((session) => session.state === 'Stopped')).toBe(true);
    expect(bench.server.bugs).toEqual([]);
  });

  it.each([true, false])('a session’s name tells its point: %s', async (exploreSessionNameHoldsPointTime) => {
    bench = await startBench({ deps: { inferences: { exploreSessionNameHoldsPointTime } } });
    const planned = await plannedRun(bench, [bench.target(personId.nestor)], '2026-11-19T15:00:00.000Z');
    const prepared = await bench.provider.prepare('explore', planned);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    const run = opened(bench, planned, 'explore', prepared.evidence);
    bench.server.faults.push({ kind: 'lostResponse', method: 'POST', path: '/explore' });
    await expect(bench.provider.perform('explore', run, prepared.evidence)).rejects.toMatchObject({
      effect: 'unknown',
    });
    const [step] = run.steps;
    if (!step) throw new Error('no step');
    // Known again it is taken over; else another is opened, which restores nothing.
    expect((await bench.restarted().settle(step, run)).kind).toBe(exploreSessionNameHoldsPointTime ? 'done' : 'repeat');
  });
});

describe('the inferences', () => {
  it('has a test for each inference of the client', () => {
    const elsewhere: readonly (keyof Inferences)[] = [
      // blockingRestore.test.ts: what they decide is whether a restore whose answer was lost is done again.
      'blockingRestoreShowsEventsWithinSeconds',
      'blockingRestoreIsOverAfterQuietSeconds',
      // blockingRestore.test.ts, the probe.
      'servedVersionStatuses',
    ];
    const here = unknowns.flatMap(({ client }) => Object.keys(client ?? {}));
    expect([...here, 'exploreSessionNameHoldsPointTime', ...elsewhere].sort()).toEqual(
      Object.keys(defaultInferences).sort(),
    );
    expect(Object.keys(defaultSwitches)).toEqual(
      expect.arrayContaining(unknowns.flatMap(({ server }) => Object.keys(server ?? {}))),
    );
  });
});
