import { afterEach, describe, expect, it } from 'vitest';
import type { VersionName } from '../../../src/api/veeam/versions/versionTable.ts';
import { secret } from '../../../src/lib/secret.ts';
import type { RunContext } from '../../../src/ports/provider.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, closed, followToEnd, opened, plannedRun, startBench } from './support/bench.ts';

let bench: Bench;
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  expect(bench.recorder.violations()).toEqual([]);
  await bench.close();
});

const asked = '2026-11-16T15:00:00.000Z';

async function restored(run: RunContext): Promise<RunContext> {
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

const bodyOf = (end: string): Record<string, unknown> =>
  JSON.parse(bench.recorder.all.findLast((one) => one.path.toLowerCase().endsWith(end))?.requestBody ?? '{}');

const cells = [
  ...(['v8', 'v7', 'v6', 'v5'] as const).map((version) => [version, 'exchange'] as const),
  ...(['v8', 'v7', 'v6'] as const).map((version) => [version, 'oneDrive'] as const),
];

describe('a new place', () => {
  it.each(cells)('on %s for %s is a folder of its own, and what is there stays as it is', async (version, workload) => {
    bench = await startBench({ version: version satisfies VersionName });
    expect(bench.provider.ability(workload)?.destinations).toContain('new');
    const planned = await plannedRun(bench, [bench.target(personId.adele, workload)], asked, { workload });
    const before = [...bench.world.items.values()].filter((item) => item.deletions.length > 0).length;
    const run = await restored({ ...planned, destination: 'new' });
    const ended = (await followToEnd(bench, run)).at(-1);
    const [restore, ...others] = bench.server.record().restores;
    expect(others).toEqual([]);
    expect(restore?.options.destination).toMatchObject({ folder: 'Restored RR-12' });
    expect(restore?.counts.created).toBeGreaterThan(0);
    if (ended?.kind !== 'ended') throw new Error('not ended');
    expect((ended.outcomes[0]?.counts.created ?? 0) + (ended.outcomes[0]?.counts.merged ?? 0)).toBe(
      (restore?.counts.created ?? 0) + (restore?.counts.merged ?? 0),
    );
    expect([...bench.world.items.values()].filter((item) => item.deletions.length > 0).length).toBeGreaterThanOrEqual(
      before,
    );
    expect(bench.world.changes.every((change) => change.kind !== 'itemRestored')).toBe(true);
  });

  it('restores several mailboxes one by one', async () => {
    bench = await startBench();
    const targets = [bench.target(personId.nestor), bench.target(personId.lee)];
    await restored({ ...(await plannedRun(bench, targets, asked)), destination: 'new' });
    expect(bench.server.record().restores.map((restore) => restore.targets.length)).toEqual([1, 1]);
  });
});

describe('the mailbox call', () => {
  it('carries what an organization with Exchange servers of its own needs, and none of it unless configured', async () => {
    const onPremises = { domainName: 'contoso.local', userName: 'CONTOSO\\restore', password: secret('canary-onprem') };
    bench = await startBench({
      settings: {
        mailboxes: {
          casServer: 'outlook.office365.com',
          recentItemRestorePeriodDays: 30,
          skipUnresolved: true,
          excludeInPlaceHoldItems: true,
          excludeLitigationHoldItems: true,
          onPremises,
        },
      },
    });
    const run = await restored(await plannedRun(bench, [bench.target(personId.nestor)], asked));
    expect(bodyOf('/mailboxes/restore')).toMatchObject({
      casServer: 'outlook.office365.com',
      recentItemRestorePeriod: 30,
      skipUnresolved: true,
      excludeInPlaceHoldItems: true,
      excludeLitigationHoldItems: true,
      domainName: 'contoso.local',
      onPremisesUserName: 'CONTOSO\\restore',
      onPremisesUserPassword: 'canary-onprem',
    });
    expect(JSON.stringify([run, bench.exchanges])).not.toContain('canary-onprem');
  });

  it('with a device code waits for the person, and keeps the code out of the journal', async () => {
    const shown: string[] = [];
    bench = await startBench({
      settings: {
        restoreCredential: {
          form: 'deviceCode',
          askPerson: async ({ userCode, verificationUrl, expiresInSeconds }) => {
            expect(verificationUrl).toMatch(/^https:/);
            expect(expiresInSeconds).toBeGreaterThan(60);
            expect(bench.server.record().restores).toEqual([]);
            shown.push(userCode);
          },
        },
      },
    });
    const run = await restored(await plannedRun(bench, [bench.target(personId.nestor)], asked));
    expect(bench.server.record().restores[0]).toMatchObject({ credential: 'deviceCode', targets: [{ error: null }] });
    expect(shown).toHaveLength(1);
    expect(JSON.stringify([run, bench.exchanges])).not.toContain(shown[0]);
  });
});
