import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenThrottle } from '../../../src/api/veeam/signIns/tokenThrottle.ts';
import { secret } from '../../../src/lib/secret.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, perform, plannedRun, startBench } from './support/bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  await bench.close();
});

const grants = () => bench.server.record().tokenRequests.map(({ grantType, status }) => `${grantType} ${status}`);
const look = () =>
  bench.provider.lookUp({
    workload: 'exchange',
    target: bench.target(personId.adele),
    tenantId: bench.world.tenant.id,
    askedTimeUtc: '2026-11-19T15:00:00.000Z',
  });
/** The server forgets sign-ins and sessions, as after a restart of its service. */
const restart = () =>
  fetch(`${bench.server.url}/sandbox/restart`, { method: 'POST', headers: { 'sandbox-control': '1' } });

describe('the administrator’s token', () => {
  it('is fetched once, however many ask at once, and kept', async () => {
    await Promise.all([look(), look(), look(), look()]);
    bench.clock.forward(50 * 60);
    await look();
    expect(grants()).toEqual(['password 200']);
  });

  it('is refreshed before it runs out, always without an antiforgery token', async () => {
    await look();
    bench.clock.forward(56 * 60);
    await look();
    expect(grants()).toEqual(['password 200', 'refresh_token 200']);
    const forms = bench.recorder.all.filter((exchange) => exchange.path.endsWith('/token'));
    expect(forms.every((form) => form.requestBody?.includes('disable_antiforgery_token=true'))).toBe(true);
  });

  it('is fetched anew, and the call repeated once, when the server no longer knows it', async () => {
    await look();
    bench.clock.forward(2);
    await restart();
    expect((await look()).kind).toBe('found');
    expect(grants()).toEqual(['password 200', 'refresh_token 400', 'password 200']);
  });

  it('refused in the middle of a restore does not start it twice', async () => {
    const run = await perform(
      bench,
      await plannedRun(bench, [bench.target(personId.nestor)], '2026-11-19T15:00:00.000Z'),
      'restore',
    );
    bench.clock.forward(2);
    bench.server.faults.push({ kind: 'status', status: 401, method: 'POST', path: '/mailboxes/restore' });
    await perform(bench, run);
    expect(bench.server.record().restores).toHaveLength(1);
  });

  it('that stays refused is a fault without effect', async () => {
    bench.server.faults.push({ kind: 'status', status: 401, path: '/organizations', times: 9 });
    await expect(look()).rejects.toMatchObject({ code: 'BACKUP_SIGN_IN', effect: 'none' });
  });
});

describe('a refused password', () => {
  it('is not tried again for a minute, so that the account is not locked', async () => {
    const provider = (await wrong()).provider;
    const tries = () => bench.server.record().tokenRequests.length;
    expect(await provider.check()).toEqual({ ok: false, faultCode: 'BACKUP_SIGN_IN' });
    for (let again = 0; again < 20; again += 1) await provider.check();
    expect(tries()).toBe(1);
    bench.clock.forward(61);
    expect(await provider.check()).toEqual({ ok: false, faultCode: 'BACKUP_SIGN_IN' });
    expect(tries()).toBe(2);
  });

  async function wrong(): Promise<Bench> {
    await bench.close();
    bench = await startBench({
      settings: { account: { userName: 'EPSILON\\svc-restore', password: secret('wrong') } },
    });
    return bench;
  }
});

describe('several logins of one server', () => {
  it('share the limits of the token endpoint', async () => {
    const tokenThrottle = createTokenThrottle({
      nowMilliseconds: () => bench.clock.now().getTime(),
      pause: async (seconds) => bench.clock.forward(seconds),
    });
    await Promise.all([1, 2, 3, 4].map(() => bench.restarted({ tokenThrottle }).check()));
    expect(grants()).toEqual(['password 200', 'password 200', 'password 200', 'password 200']);
  });
});

describe('a sign-in the server explains', () => {
  it.each([
    ['accountRequiresMfa', 'BACKUP_MFA'],
    ['accountPasswordExpired', 'BACKUP_PASSWORD_EXPIRED'],
    ['operatorAuthenticationOnly', 'BACKUP_OPERATOR_ONLY'],
  ] as const)('%s is %s, also while nothing is sent', async (name, faultCode) => {
    bench.server.switches[name] = true;
    expect(await bench.provider.check()).toEqual({ ok: false, faultCode });
    expect(await bench.provider.check()).toEqual({ ok: false, faultCode });
    expect(grants()).toHaveLength(1);
  });
});

describe('the token endpoint’s limits', () => {
  it('are kept: never two within a second, never six within a minute, and a long wait is left to the caller', async () => {
    const faults: unknown[] = [];
    for (let round = 0; round < 8; round += 1) {
      await restart();
      await look().catch((thrown: unknown) => faults.push(thrown));
    }
    const times = bench.server.record().tokenRequests.map((request) => Date.parse(request.atUtc));
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
    expect(times.every((time, index) => index < 5 || time - (times[index - 5] ?? 0) >= 60_000)).toBe(true);
    expect(bench.server.record().tokenRequests.map((request) => request.status)).not.toContain(429);
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault).toMatchObject({ code: 'BACKUP_BUSY', effect: 'none' });
  });
});
