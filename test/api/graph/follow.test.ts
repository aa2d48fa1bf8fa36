import { afterEach, describe, expect, it } from 'vitest';
import type { RestoreSession } from '../../../src/sandbox/graphBackup/state.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, type BenchOptions, outcomesAtEnd, perform, plannedRun, startBench } from './support/bench.ts';

const asked = '2026-11-19T15:00:00.000Z';
let bench: Bench;

async function begin(options: BenchOptions = {}): Promise<void> {
  bench = await startBench(options);
}
afterEach(async () => {
  expect(bench.problems()).toEqual([]);
  await bench.close();
});

const oldSession = (number: number): RestoreSession => ({
  id: `aaaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}`,
  kind: 'exchange',
  createdUtc: '2026-03-01T10:00:00.000Z',
  createdBy: { applicationId: 'somebody else', userId: null },
  jobType: 'standard',
  lastModifiedUtc: '2026-03-01T10:00:00.000Z',
  activatedUtc: null,
  completedUtc: '2026-03-01T11:00:00.000Z',
  status: 'completed',
  artifacts: [],
});

async function runOf(id: string, runId: string) {
  return perform(bench, await plannedRun(bench, [bench.target(id, 'exchange')], asked, { runId }));
}

describe('following runs of Microsoft 365 Backup', () => {
  it('costs one call per look with 1 running and 5,000 finished sessions', async () => {
    await begin();
    bench.backup.addSessions(Array.from({ length: 5000 }, (_, number) => oldSession(number)));
    const run = await runOf(personId.adele, 'run-1');
    bench.clear();
    for (let look = 0; look < 3; look += 1) {
      await bench.provider.follow([run]);
      bench.clock.forward(5);
    }
    expect(bench.calls()).toEqual(Array<string>(3).fill('GET /restoreSessions/{id}'));
  });

  it('lists when that is fewer calls than asking one by one, and stops listing when it is not', async () => {
    await begin({ extraPeople: 8 });
    const people = bench.world.people.slice(-8);
    const runs = [];
    for (const [index, { id }] of people.entries()) runs.push(await runOf(id, `run-${index}`));
    bench.clear();
    const observed = await bench.provider.follow(runs);
    expect(observed.size).toBe(8);
    expect(bench.calls()).toEqual(['GET /restoreSessions']);

    bench.backup.switches.sessionOrder = 'newestFirst';
    bench.backup.addSessions(Array.from({ length: 20_000 }, (_, number) => oldSession(number)));
    bench.clear();
    await bench.provider.follow(runs);
    const tried = bench.calls().length;
    bench.clear();
    await bench.provider.follow(runs);
    expect(tried).toBeLessThanOrEqual(15);
    expect(bench.calls()).toHaveLength(8);
  });

  it('understands a failed session, whose status comes after the sentinel', async () => {
    await begin();
    const mailbox = bench.world.containers.find(({ ownerId }) => ownerId === personId.adele);
    bench.backup.artifactErrors.set(mailbox?.id ?? '', 'UnknownError');
    const run = await runOf(personId.adele, 'run-1');
    expect(await outcomesAtEnd(bench, run)).toMatchObject([{ state: 'failed' }]);
    expect(bench.backup.record().sessions).toMatchObject([{ status: 'failed' }]);
    expect(bench.all.every(({ requestHeaders }) => requestHeaders.includes('include-unknown-enum-members'))).toBe(true);
  });

  it('says that a session is lost when the service does not know it, but not at once', async () => {
    await begin();
    const run = await runOf(personId.adele, 'run-1');
    const steps = run.steps.map((step) =>
      step.name === 'activate'
        ? { ...step, result: { step: 'activate', sessionId: '11111111-1111-4111-8111-111111111111' } }
        : step,
    );
    expect((await bench.provider.follow([{ ...run, steps }])).size).toBe(0);
    bench.clock.forward(121);
    const observed = await bench.provider.follow([{ ...run, steps }]);
    expect(observed.get('run-1')).toEqual({ kind: 'lost' });
  });

  it('tells progress of several mailboxes from the artifacts, and only when something moved', async () => {
    await begin({ extraPeople: 2, speed: { secondsPerArtifact: 60, secondsPerItem: 20 } });
    const targets = bench.world.people.slice(-2).map(({ id }) => bench.target(id, 'exchange'));
    targets.push(bench.target(personId.adele, 'exchange'));
    const run = await perform(bench, await plannedRun(bench, targets, asked));
    bench.clear();
    const outcomes = await outcomesAtEnd(bench, run);
    expect(outcomes).toHaveLength(3);
    const lists = bench.calls().filter((call) => call.endsWith('mailboxRestoreArtifacts')).length;
    expect(lists).toBeGreaterThan(0);
    expect(lists).toBeLessThanOrEqual(3);
  });
});
