import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/domain/terms.ts';
import { personId, restorePointsAt } from '../../../src/sandbox/world.ts';
import { type Bench, startBench } from './support/bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  expect(bench.recorder.violations()).toEqual([]);
  await bench.close();
});

const asked = '2026-11-19T15:00:00.000Z';
const lookUp = (target: Target, askedTimeUtc = asked) =>
  bench.provider.lookUp({ workload: 'exchange', target, tenantId: bench.world.tenant.id, askedTimeUtc });

/** Times of the points of mail that are no copies, oldest first: the simulator's own list. */
const mailPoints = () =>
  restorePointsAt(bench.world, bench.clock.now().toISOString())
    .filter((point) => point.workloads.includes('exchange') && !point.isCopy)
    .map((point) => point.backupTimeUtc);

describe('lookUp', () => {
  it('finds the latest point at or before, and its neighbours, without copies', async () => {
    const found = await lookUp(bench.target(personId.adele));
    if (found.kind !== 'found') throw new Error(found.kind);
    const times = mailPoints();
    const used = times.findLastIndex((time) => time <= asked);
    expect([found.earlier?.takenAtUtc, found.used.takenAtUtc, found.later?.takenAtUtc]).toEqual(
      times.slice(used - 1, used + 2),
    );
    expect([found.askedAfterLast, found.mailOnlyIdentity]).toEqual([false, false]);
  });

  it('needs two reads of restore points when warm, and one of each point to know the address of then', async () => {
    await lookUp(bench.target(personId.adele));
    bench.recorder.clear();
    await lookUp(bench.target(personId.adele));
    expect(bench.recorder.calls().sort()).toEqual([
      'GET ProtectedUsers',
      'GET ProtectedUsers',
      'GET ProtectedUsers',
      'GET RestorePoints',
      'GET RestorePoints',
    ]);
  });

  it('uses the address the person had then, not the one of now', async () => {
    const found = bench.world.containers.find((one) => one.ownerId === personId.nestor && one.workload === 'exchange');
    if (!found) throw new Error('no mailbox');
    found.email = 'nestor.before@contoso.onmicrosoft.com';
    expect(await lookUp(bench.target(personId.nestor))).toMatchObject({
      used: { ref: { address: 'nestor.before@contoso.onmicrosoft.com' } },
    });
  });

  it('takes the point of exactly that instant, and the one before a millisecond earlier', async () => {
    const times = mailPoints();
    const exact = times.at(-5) ?? '';
    const before = new Date(Date.parse(exact) - 1).toISOString();
    expect(await lookUp(bench.target(personId.adele), exact)).toMatchObject({ used: { takenAtUtc: exact } });
    expect(await lookUp(bench.target(personId.adele), before)).toMatchObject({
      used: { takenAtUtc: times.at(-6) },
      later: { takenAtUtc: exact },
    });
  });

  it('says when the time lies after the last backup or before the first', async () => {
    const now = bench.clock.now().toISOString();
    expect(await lookUp(bench.target(personId.adele), now)).toMatchObject({
      kind: 'found',
      askedAfterLast: true,
      later: null,
    });
    expect(await lookUp(bench.target(personId.adele), '2026-01-01T00:00:00.000Z')).toEqual({
      kind: 'beforeFirst',
      firstUtc: mailPoints()[0],
    });
  });

  it('tells no backups from not protected', async () => {
    expect(await lookUp(bench.target(personId.diego))).toEqual({ kind: 'noBackups' });
    const nobody = { ...bench.target(personId.adele), id: '11111111-2222-4333-8444-555555555555' };
    expect(await lookUp(nobody)).toEqual({ kind: 'notProtected' });
  });

  it('finds by object id whatever the address and the name say', async () => {
    const wrong = { ...bench.target(personId.alexFinance), address: bench.target(personId.adele).address };
    expect(await lookUp(wrong)).toMatchObject({
      kind: 'found',
      used: { ref: { address: 'alex.wilber@contoso.onmicrosoft.com' } },
    });
  });

  it('finds what a backup holds of somebody who left', async () => {
    expect(await lookUp(bench.target(personId.isaiah), '2026-10-30T12:00:00.000Z')).toMatchObject({
      kind: 'found',
      noLiveTarget: true,
    });
    expect(await lookUp(bench.target(personId.adele), asked)).not.toHaveProperty('noLiveTarget');
  });

  it('never gives a new owner of an address the points of the one before', async () => {
    const weeksAgo = '2026-10-30T12:00:00.000Z';
    expect(await lookUp(bench.target(personId.pradeep), weeksAgo)).toMatchObject({ kind: 'beforeFirst' });
    expect(await lookUp(bench.target(personId.patti), weeksAgo)).toMatchObject({
      kind: 'found',
      mailOnlyIdentity: false,
    });
  });

  it('refuses a tenant the server does not hold exactly once', async () => {
    const tenantId = '11111111-2222-4333-8444-555555555555';
    const target = bench.target(personId.adele);
    const other = bench.provider.lookUp({ workload: 'exchange', target, tenantId, askedTimeUtc: asked });
    await expect(other).rejects.toMatchObject({ code: 'BACKUP_ORGANIZATION', effect: 'none' });
  });
});
