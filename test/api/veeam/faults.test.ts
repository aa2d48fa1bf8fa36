import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/lib/fault.ts';
import type { RunContext } from '../../../src/ports/provider.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, canaries, followToEnd, opened, perform, plannedRun, startBench } from './support/bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const asked = '2026-11-19T15:00:00.000Z';
const plan = (): Promise<RunContext> => plannedRun(bench, [bench.target(personId.adele)], asked);

/** The fault of one step's call. */
async function faultOf(name: 'explore' | 'restore', strike: () => void): Promise<Fault> {
  const run = await perform(bench, await plan(), name);
  const prepared = await bench.provider.prepare(name, run);
  if (prepared.kind !== 'ready') throw new Error(prepared.kind);
  strike();
  const journalled = opened(bench, run, name, prepared.evidence);
  const thrown = await bench.provider.perform(name, journalled, prepared.evidence).catch((error: unknown) => error);
  if (!(thrown instanceof Fault)) throw new Error(`no fault: ${String(thrown)}`);
  return thrown;
}

const strike = (status: number, path: string, retryAfterSeconds?: number) => () => {
  const more = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  bench.server.faults.push({ kind: 'status', status, method: 'POST', path, times: 9, ...more });
};

describe('what the server says no with', () => {
  it.each([
    [400, 'BACKUP_REFUSED', 'none'],
    [403, 'BACKUP_FORBIDDEN', 'none'],
    [404, 'BACKUP_SESSION_GONE', 'none'],
    [409, 'BACKUP_BUSY', 'none'],
    [429, 'BACKUP_BUSY', 'none'],
    [500, 'BACKUP_BROKEN', 'unknown'],
    [503, 'BACKUP_BUSY', 'unknown'],
    [504, 'BACKUP_BROKEN', 'unknown'],
  ] as const)('%i to a restore is %s with effect %s', async (status, code, effect) => {
    expect(await faultOf('restore', strike(status, '/mailboxes/restore'))).toMatchObject({ code, effect });
    expect(bench.recorder.calls().filter((call) => call.endsWith('mailboxes/restore'))).toHaveLength(1);
  });

  it('reads errors without a body and with HTML', async () => {
    for (const errorBody of ['empty', 'html'] as const) {
      const fault = await faultOf('restore', () => {
        bench.server.switches.errorBody = errorBody;
        strike(400, '/mailboxes/restore')();
      });
      expect(fault).toMatchObject({ code: 'BACKUP_REFUSED', effect: 'none' });
      bench.server.switches.errorBody = 'json';
      bench.server.faults.splice(0);
    }
  });

  it('takes an unreadable answer to a restore as one that may have worked', async () => {
    const fault = await faultOf('restore', () => {
      bench.server.faults.push({ kind: 'garbage', method: 'POST', path: '/mailboxes/restore' });
    });
    expect(fault).toMatchObject({ code: 'BACKUP_BROKEN', effect: 'unknown' });
  });

  it('keeps the vendor’s error code, and nothing else of what it said', async () => {
    const fault = await faultOf('explore', () => {
      bench.server.switches.explorersMissing = true;
    });
    expect(fault).toMatchObject({ code: 'BACKUP_EXPLORERS', effect: 'unknown' });
    expect(String(fault.cause)).toBe('Error: HTTP 500');
  });
});

describe('the server that cannot be reached', () => {
  it('is told from one that is not trusted', async () => {
    const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../lib/http/fixtures', name), 'utf8');
    const tls = { key: fixture('localhost.key'), cert: fixture('localhost.crt') };
    const secure = await startBench({ server: { tls }, deps: { http: {} } });
    expect(await secure.provider.check()).toEqual({ ok: false, faultCode: 'BACKUP_TLS' });
    const trusting = await startBench({ server: { tls }, settings: { caPem: tls.cert }, deps: { http: {} } });
    expect(await trusting.provider.check()).toEqual({ ok: true, version: 'v8 8.4.0.1024' });
    await trusting.server.close();
    expect(await trusting.provider.check()).toEqual({ ok: false, faultCode: 'BACKUP_UNREACHABLE' });
    await secure.close();
  });
});

it('lets no secret, token, or stack trace of the vendor out of the layer', async () => {
  const run = await perform(bench, await plan());
  const seen = await followToEnd(bench, run);
  const faults = [
    await faultOf('restore', strike(400, '/mailboxes/restore')),
    await faultOf('explore', strike(500, '/explore')),
  ];
  const told = faults.map((fault) => [
    fault,
    fault.stack,
    String(fault.cause),
    fault.cause && Object(fault.cause).stack,
  ]);
  const everything = JSON.stringify([run, seen, told, bench.exchanges, bench.provider.login]);
  const tokens = bench.recorder.all
    .filter((exchange) => exchange.path.endsWith('/token') && exchange.status === 200)
    .flatMap((exchange) => [
      JSON.parse(exchange.responseBody).access_token,
      JSON.parse(exchange.responseBody).refresh_token,
    ]);
  expect(tokens.length).toBeGreaterThan(1);
  for (const hidden of [...Object.values(canaries), ...tokens, 'secret-path', 'svc-restore']) {
    // `initiatedBy` of a session is the account's name: kept in the journal to tell sessions apart, not a secret.
    const where = hidden === 'svc-restore' ? JSON.stringify([told, bench.exchanges, bench.provider.login]) : everything;
    expect(where).not.toContain(hidden);
  }
  expect(bench.recorder.all.some((exchange) => exchange.requestBody?.includes(canaries.certificatePassword))).toBe(
    true,
  );
});
