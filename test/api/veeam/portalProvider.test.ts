import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPortal, personOfPortalRun } from '../../../src/api/veeam/portalProvider.ts';
import { noFilter } from '../../../src/domain/terms.ts';
import { Fault } from '../../../src/lib/fault.ts';
import type { RunContext } from '../../../src/ports/provider.ts';
import { personId, tenant } from '../../../src/sandbox/world.ts';
import { portalApplicationId } from '../../support/entraTokens.ts';
import { type Bench, perform, startBench } from './support/bench.ts';

const asked = '2026-11-19T15:00:00.000Z';
const { adele, lee, megan } = personId;

let bench: Bench;
let signedIn: Set<string>;
/** Whose token was asked for, in order. */
let given: string[];
let scope: () => Promise<string>;

beforeEach(async () => {
  const served = await startBench({ version: 'v8' });
  signedIn = new Set([lee, megan]);
  given = [];
  const portal = openPortal(
    { baseUrl: served.server.url, version: 'v8', restoreCredential: null },
    {
      clock: served.clock,
      http: { dispatcher: served.recorder.dispatcher, pause: async (seconds) => served.clock.forward(seconds) },
      pause: async (seconds) => served.clock.forward(seconds),
      ownedElsewhere: async () => [],
    },
  );
  scope = portal.scope;
  const provider = portal.provider('portal', tenant.id, {
    has: (id) => signedIn.has(id),
    async get(id, connection) {
      if (!signedIn.has(id) || connection !== 'portal') throw new Fault('SIGN_IN_NEEDED', { effect: 'none' });
      given.push(id);
      return served.entra.tokenOf(id);
    },
  });
  bench = { ...served, provider };
});
afterEach(async () => {
  expect(bench.server.bugs).toEqual([]);
  await bench.close();
});

const ofAdele = () => bench.target(adele, 'oneDrive');
const look = (id: string | undefined) =>
  bench.provider.lookUp({
    workload: 'oneDrive',
    target: ofAdele(),
    tenantId: tenant.id,
    askedTimeUtc: asked,
    ...(id === undefined ? {} : { personId: id }),
  });
const signInNeeded = { code: 'SIGN_IN_NEEDED', effect: 'none' };

async function runOf(deciderId: string, runId: string): Promise<RunContext> {
  const found = await look(deciderId);
  if (found.kind !== 'found') throw new Error(found.kind);
  return {
    runId,
    label: 'RR-12',
    attempt: 1,
    tenantId: tenant.id,
    requesterId: lee,
    deciderId,
    workload: 'oneDrive',
    targets: [{ target: ofAdele(), point: found.used }],
    selection: { kind: 'whole' },
    askedTime: { utc: asked, zone: 'UTC' },
    destination: 'inPlace',
    options: { missingItems: true, changedItems: false },
    reason: 'Deleted by accident',
    steps: [],
  } as unknown as RunContext;
}
const accounts = () => bench.server.record().sessions.map(({ account, state }) => `${account} ${state}`);

describe('whose rights a portal run uses', () => {
  const plan = (id: string) => ({ target: { kind: 'oneDrive' as const, id, name: '', address: '' }, point: null });
  const of = (...ids: string[]) =>
    personOfPortalRun({ requesterId: adele, deciderId: megan, targets: ids.map((id) => plan(id)) });

  it('is the requester for their own data alone, and who decided for everything else', () => {
    expect(of(adele)).toBe(adele);
    expect(of(adele.toUpperCase())).toBe(adele);
    expect(of(lee)).toBe(megan);
    expect(of(adele, lee)).toBe(megan);
    expect(of()).toBe(megan);
  });
});

describe('a provider that signs in as people', () => {
  it('learns the scope of their tokens from the server, and needs nobody to be checked', async () => {
    expect(await scope()).toBe(`api://${portalApplicationId}/access_as_user`);
    expect(await bench.provider.check()).toMatchObject({ ok: true });
    expect(given).toEqual([]);
  });

  it('looks with the rights of whoever asks, and of nobody else', async () => {
    expect((await look(lee)).kind).toBe('found');
    await expect(look(adele)).rejects.toMatchObject(signInNeeded);
    await expect(look(undefined)).rejects.toMatchObject(signInNeeded);
    expect(new Set(given)).toEqual(new Set([lee]));
    expect((await bench.provider.places(tenant.id, 'team', 'operations', lee)).map(({ name }) => name)).toEqual([]);
    expect((await bench.provider.places(tenant.id, 'team', 'operations', megan)).map(({ name }) => name)).toEqual([
      'Operations',
    ]);
    await expect(bench.provider.places(tenant.id, 'team', 'operations')).rejects.toMatchObject(signInNeeded);
  });

  it('restores as who decided, and tells runs of people who are not there apart without holding others up', async () => {
    const mine = await perform(bench, await runOf(megan, 'run-1'));
    expect(accounts().every((line) => line.startsWith(`person:${megan} `))).toBe(true);
    // The process that held Megan's token ended; another person's run is followed as before.
    const gone = { ...mine, runId: 'run-2', deciderId: adele };
    await expect(bench.provider.close(gone)).rejects.toMatchObject(signInNeeded);
    await expect(bench.provider.stop(gone)).rejects.toMatchObject(signInNeeded);
    let ended = false;
    for (let look = 0; look < 100 && !ended; look += 1) {
      bench.clock.forward(20);
      const seen = await bench.provider.follow([gone, mine]);
      expect(seen.get('run-2')).toEqual({ kind: 'signInNeeded' });
      ended = seen.get('run-1')?.kind === 'ended';
    }
    expect(ended).toBe(true);
    await bench.provider.close(mine);
    expect(accounts().every((line) => line.endsWith('Stopped'))).toBe(true);
  });

  it('browses as whoever asks, and closes what was left open as them alone', async () => {
    const run = await runOf(lee, 'run-1');
    const [plan] = run.targets;
    if (!plan?.point || !bench.provider.browse) throw new Error('nothing to browse');
    const sessions: string[] = [];
    const query = {
      workload: 'oneDrive' as const,
      target: plan.target,
      tenantId: tenant.id,
      point: plan.point,
      options: run.options,
      filter: noFilter,
      most: 50,
      opened: async (sessionId: string) => void sessions.push(sessionId),
    };
    await expect(bench.provider.browse(query)).rejects.toMatchObject(signInNeeded);
    expect((await bench.provider.browse({ ...query, personId: lee })).total).toBeGreaterThan(0);
    expect(accounts()).toEqual([`person:${lee} Stopped`]);

    // Lee's sign-in runs out while the search is open.
    const lost = bench.provider.browse({
      ...query,
      personId: lee,
      opened: async (sessionId) => {
        sessions.push(sessionId);
        bench.server.faults.push({ kind: 'status', status: 500, method: 'POST', path: 'stop', times: 20 });
        throw new Error('the process ends');
      },
    });
    await expect(lost).rejects.toThrow();
    bench.server.faults.length = 0;
    const [, open = ''] = sessions;
    expect(accounts()).toContain(`person:${lee} Working`);
    await expect(bench.provider.endBrowsing?.(open)).rejects.toMatchObject(signInNeeded);
    await expect(bench.provider.endBrowsing?.(open, adele)).rejects.toMatchObject(signInNeeded);
    await bench.provider.endBrowsing?.(open, lee);
    expect(accounts().every((line) => line === `person:${lee} Stopped`)).toBe(true);
  });
});
