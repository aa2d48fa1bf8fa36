import { afterEach, describe, expect, it } from 'vitest';
import { reasonPrefix } from '../../../src/api/veeam/run/reason.ts';
import type { RunContext, Settlement } from '../../../src/ports/provider.ts';
import { personId, siteId, teamId } from '../../../src/sandbox/world.ts';
import { type Bench, closed, followToEnd, opened, perform, plannedRun, startBench } from './support/bench.ts';

let bench: Bench;
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  await bench.close();
});

const asked = '2026-11-19T15:00:00.000Z';
const as = async (portalPerson: string, server = {}): Promise<void> => {
  bench = await startBench({ version: 'v8', as: { portalPerson }, server });
};
const look = (id: string, workload: 'oneDrive' | 'teams') =>
  bench.provider.lookUp({
    workload,
    target: bench.target(id, workload),
    tenantId: bench.world.tenant.id,
    askedTimeUtc: asked,
  });

describe('a portal operator', () => {
  it('reaches what the backup server gives them, and nothing else', async () => {
    await as(personId.lee);
    expect((await look(personId.adele, 'oneDrive')).kind).toBe('found');
    expect((await look(teamId.falcon, 'teams')).kind).toBe('found');
    expect((await look(personId.megan, 'oneDrive')).kind).toBe('notInScope');
    expect((await look(teamId.operations, 'teams')).kind).toBe('notInScope');
  });

  it('is offered only the places of their scope, by name and by address', async () => {
    await as(personId.lee);
    const tenantId = bench.world.tenant.id;
    const named = async (kind: 'site' | 'team', words: string) =>
      (await bench.provider.places(tenantId, kind, words)).map(({ name }) => name);
    expect(await named('team', 'falcon')).toEqual(['Project Falcon']);
    expect(await named('team', 'operations')).toEqual([]);
    await bench.close();
    await as(personId.megan);
    expect(await named('team', 'operations')).toEqual(['Operations']);
    expect(await named('site', 'https://contoso.sharepoint.com/sites/marketing/')).toEqual(['Marketing']);
    await bench.close();
    await as(personId.adele);
    expect(await named('team', 'falcon')).toEqual([]);
  });

  it('without a role reaches their own data, and names no scope', async () => {
    await as(personId.adele);
    const run = await perform(
      bench,
      await plannedRun(bench, [bench.target(personId.adele, 'oneDrive')], asked, { workload: 'oneDrive' }),
    );
    expect((await followToEnd(bench, run)).at(-1)?.kind).toBe('ended');
    const explore = bench.recorder.all.find((exchange) => exchange.path.endsWith('/OperatorExplore'));
    expect(JSON.parse(explore?.requestBody ?? '')).not.toHaveProperty('scope');
    expect((await look(personId.megan, 'oneDrive')).kind).toBe('notInScope');
  });

  it('is not offered what only others can restore whole', async () => {
    await as(personId.megan);
    expect(bench.provider.ability('exchange')).toBeNull();
    expect(bench.provider.ability('sharePoint')).toBeNull();
    expect(bench.provider.ability('sharePoint', 'items')).not.toBeNull();
    const run = await plannedRun(bench, [bench.target(siteId.marketing, 'sharePoint')], asked, {
      workload: 'sharePoint',
    });
    await expect(bench.provider.prepare('explore', run)).rejects.toMatchObject({
      code: 'BACKUP_REFUSED',
      effect: 'none',
    });
    expect(bench.server.record().sessions).toEqual([]);
  });

  it('sends our request and step before their reason, and one object as scope', async () => {
    await as(personId.megan);
    await perform(bench, await plannedRun(bench, [bench.target(teamId.falcon, 'teams')], asked, { workload: 'teams' }));
    const record = bench.server.record();
    expect(record.sessions.map((session) => session.reason)).toEqual([
      'RR-12/explore: Deleted by accident',
      'RR-12/restore: Deleted by accident',
    ]);
    expect(record.restores[0]).toMatchObject({ credential: 'operator', reason: 'RR-12/restore: Deleted by accident' });
    expect(bench.recorder.violations()).toEqual([]);
  });

  it('whose portal is switched off, or whose token is refused, is told apart', async () => {
    await as(personId.megan);
    await bench.close();
    bench = await startBench({ version: 'v8', as: { portalPerson: personId.megan }, withoutPortal: true });
    expect(await bench.provider.check()).toEqual({ ok: false, faultCode: 'BACKUP_PORTAL' });
    await bench.close();
    await as(personId.isaiah);
    expect(await bench.provider.check()).toEqual({ ok: false, faultCode: 'BACKUP_PERSON' });
  });
});

describe('an open step of a portal operator', () => {
  const open = async (name: string, lose: boolean): Promise<RunContext> => {
    await as(personId.megan);
    const run = await perform(
      bench,
      await plannedRun(bench, [bench.target(teamId.falcon, 'teams')], asked, { workload: 'teams' }),
      name,
    );
    const prepared = await bench.provider.prepare(name, run);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    const journalled = opened(bench, run, name, prepared.evidence);
    if (lose) {
      bench.server.faults.push({
        kind: 'lostResponse',
        method: 'POST',
        path: name === 'explore' ? 'explore' : 'operatorrestore',
      });
      await expect(bench.provider.perform(name, journalled, prepared.evidence)).rejects.toMatchObject({
        effect: 'unknown',
      });
    }
    return journalled;
  };

  const settled = async (run: RunContext): Promise<Settlement> => {
    const provider = bench.restarted();
    const step = run.steps.find((candidate) => candidate.result === null);
    if (!step) throw new Error('no open step');
    for (;;) {
      const settlement = await provider.settle(step, run);
      if (settlement.kind !== 'lookAgain') return settlement;
      bench.clock.forward(settlement.afterSeconds);
    }
  };

  it.each(['explore', 'restore'])('%s is found by its reason', async (name) => {
    const run = await open(name, true);
    const session = bench.server
      .record()
      .sessions.find((candidate) => candidate.reason.startsWith(reasonPrefix(run, name)));
    const settlement = await settled(run);
    expect(settlement).toMatchObject({ kind: 'done', result: { sessionId: session?.id } });
    if (settlement.kind !== 'done') return;
    const whole = await perform(bench, closed(run, settlement.result));
    expect((await followToEnd(bench, whole)).at(-1)?.kind).toBe('ended');
    expect(bench.server.record().restores).toHaveLength(1);
  });

  it.each(['explore', 'restore'])('%s that did nothing is done again', async (name) => {
    expect(await settled(await open(name, false))).toEqual({ kind: 'repeat' });
  });

  it('restore is found in the explore session when the server restores there', async () => {
    const run = await open('restore', false);
    bench.server.switches.restoreSession = 'explore';
    bench.server.faults.push({ kind: 'lostResponse', method: 'POST', path: 'operatorrestore' });
    const step = run.steps.at(-1);
    await expect(bench.provider.perform('restore', run, step?.evidence ?? null)).rejects.toMatchObject({
      effect: 'unknown',
    });
    expect(await settled(run)).toEqual({ kind: 'done', result: { sessionId: bench.server.record().sessions[0]?.id } });
  });
});
