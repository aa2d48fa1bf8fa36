import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/lib/fault.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, type BenchOptions, startBench } from './support/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const check = async (options: BenchOptions): Promise<unknown> => {
  bench = await startBench(options);
  return bench.provider.check();
};

describe('whether Microsoft 365 Backup is ready', () => {
  it.each(['enabled', 'protectionChangeLocked'] as const)('is when the service is %s', async (serviceStatus) => {
    expect(await check({ switches: { serviceStatus } })).toMatchObject({ ok: true });
  });

  it.each([
    ['the service is disabled', { serviceStatus: 'disabled' }, 'GRAPH_BACKUP_OFF'],
    ['restores are locked', { serviceStatus: 'restoreLocked' }, 'GRAPH_RESTORE_LOCKED'],
    ['the app waits for its turn', { serviceApp: 'pendingActive' }, 'GRAPH_NOT_CONTROLLER'],
    ['the app is inactive', { serviceApp: 'inactive' }, 'GRAPH_NOT_CONTROLLER'],
  ] as const)('is not when %s', async (_when, switches, faultCode) => {
    expect(await check({ switches })).toEqual({ ok: false, faultCode });
  });

  it('is not with a permission missing, whichever', async () => {
    expect(await check({ roles: ['BackupRestore-Control.Read.All', 'BackupRestore-Restore.ReadWrite.All'] })).toEqual({
      ok: false,
      faultCode: 'GRAPH_PERMISSION',
    });
  });

  it.each([
    [{ status: 401, code: 'InvalidAuthenticationToken' }, 'GRAPH_SIGN_IN', 'none'],
    [{ status: 403, code: 'OperationNotAllowed' }, 'GRAPH_NOT_CONTROLLER', 'none'],
    [{ status: 403, code: 'Authorization_RequestDenied' }, 'GRAPH_PERMISSION', 'none'],
    [{ status: 402, code: 'InvalidBillingProfile' }, 'GRAPH_BACKUP_OFF', 'none'],
    [{ status: 400, code: 'FilterLengthExceeded' }, 'GRAPH_REFUSED', 'none'],
    [{ status: 500, code: 'UnknownError' }, 'GRAPH_BROKEN', 'none'],
    [{ status: 429, code: 'TooManyRequests', retryAfterSeconds: 120 }, 'BACKUP_BUSY', 'none'],
  ] as const)('tells %o as a fault of its own', async (answer, code, effect) => {
    bench = await startBench();
    bench.backup.faults.push({ kind: 'status', times: 10, path: 'search', ...answer });
    const target = bench.target(personId.adele, 'exchange');
    const query = { workload: 'exchange', target, tenantId: '', askedTimeUtc: '2026-11-19T15:00:00.000Z' } as const;
    const fault = await bench.provider.lookUp(query).catch((thrown: unknown) => thrown);
    if (!(fault instanceof Fault)) throw new Error('no fault');
    expect([fault.code, fault.effect]).toEqual([code, effect]);
    expect(String(fault.cause)).not.toContain('Simulated');
    if ('retryAfterSeconds' in answer) expect(fault.retryAfterSeconds).toBe(120);
  });

  it('takes what a person may not do as the refusal of that person, not as trouble of the app', async () => {
    bench = await startBench({ delegated: true });
    bench.backup.adminRoles.clear();
    const target = bench.target(personId.adele, 'exchange');
    const query = { workload: 'exchange', target, tenantId: '', askedTimeUtc: '2026-11-19T15:00:00.000Z' } as const;
    await expect(bench.provider.lookUp(query)).rejects.toMatchObject({ code: 'BACKUP_SCOPE', effect: 'none' });
  });

  it('waits as long as the service asks, and goes on', async () => {
    bench = await startBench({ switches: { requestsPerMinute: 2 } });
    const target = bench.target(personId.adele, 'exchange');
    const begun = bench.clock.now().getTime();
    const query = { workload: 'exchange', target, tenantId: '', askedTimeUtc: '2026-11-19T15:00:00.000Z' } as const;
    const found = await bench.provider.lookUp(query).catch((thrown: unknown) => thrown);
    // 60 s is longer than a call may wait; the job that asked comes back.
    expect(found).toMatchObject({ code: 'BACKUP_BUSY', effect: 'none' });
    expect(bench.clock.now().getTime() - begun).toBeLessThan(60_000);
  });

  it('does not take an unreadable answer for one', async () => {
    bench = await startBench();
    bench.backup.faults.push({ kind: 'garbage', path: 'protectionunits' });
    const target = bench.target(personId.adele, 'exchange');
    const query = { workload: 'exchange', target, tenantId: '', askedTimeUtc: '2026-11-19T15:00:00.000Z' } as const;
    await expect(bench.provider.lookUp(query)).rejects.toThrow('GRAPH_BROKEN');
  });
});
