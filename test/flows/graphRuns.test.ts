import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFinal, type RestoreRequest } from '../../src/domain/request.ts';
import { type FormInputs, fillForm } from '../../src/flows/fillForm.ts';
import { pickItems, searchItems } from '../../src/flows/narrow/narrowClicks.ts';
import { submitRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest } from '../../src/flows/review.ts';
import type { Provider } from '../../src/ports/provider.ts';
import { personId } from '../../src/sandbox/world.ts';
import { type Bench, startBench } from '../api/graph/support/bench.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah } from '../fakes/requests.ts';
import { click, form, play, refusalOf, zone } from './play.ts';

/** The flows with the real provider of Microsoft 365 Backup on its simulator: nothing lost, and nothing started twice. */

let bench: Bench;
let world: FlowWorld;

beforeEach(async () => {
  bench = await startBench();
  // The Adele of the flows owns what the Adele of the small world owns.
  for (const container of bench.world.containers)
    if (container.ownerId === personId.adele) container.ownerId = adele.id;
  // Each call meets a process that remembers nothing but the journal.
  const fresh = (): Provider => bench.restarted();
  world = await startFlowWorld({
    providers: {
      all: [bench.provider],
      byName: (name) => {
        if (name !== 'graph') throw new Error(`no provider ${name}`);
        return fresh();
      },
      forWorkload: (workload) => (bench.provider.ability(workload) ? fresh() : null),
    },
  });
});
afterEach(async () => {
  expect(bench.problems()).toEqual([]);
  await world.stop();
  await bench.close();
});

async function sent(inputs: FormInputs, rollbackConfirmed = false): Promise<RestoreRequest> {
  const draft = await play(world).drafted();
  await fillForm(world.deps, click(adele, draft, 'form.preview', { ...inputs }), inputs, zone);
  await world.settled();
  const previewed = await world.request(draft.id);
  const answer = await submitRequest(world.deps, click(adele, previewed, 'preview.submit'), null, rollbackConfirmed);
  expect(refusalOf(answer)).toBe('accepted');
  await world.settled();
  return world.request(draft.id);
}

/** Lets time pass everywhere until the request has ended. */
async function toTheEnd(request: RestoreRequest, mostSteps = 400): Promise<RestoreRequest> {
  await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
  for (let step = 0; step < mostSteps; step += 1) {
    await world.passes(15);
    bench.clock.forward(15);
    const now = await world.request(request.id);
    if (isFinal(now.state)) {
      await world.passes(30);
      return now;
    }
  }
  throw new Error('the request did not end');
}

describe('a request restored through Microsoft 365 Backup', () => {
  it.each([
    ['draft', 'lostResponse', 'exchangeRestoreSessions'],
    ['draft', 'reset', 'exchangeRestoreSessions'],
    ['activation', 'lostResponse', 'activate'],
    ['activation', 'reset', 'activate'],
  ] as const)('is restored once when the %s meets a %s', async (_step, kind, path) => {
    const request = await sent(form);
    bench.backup.faults.push({ kind, method: 'POST', path });
    const ended = await toTheEnd(request);
    const { restores, sessions } = bench.backup.record();
    expect(restores).toHaveLength(1);
    expect(sessions.map(({ status }) => status)).toEqual(['completed']);
    const counts = restores[0]?.counts;
    expect(ended.state).toBe('completed');
    expect(ended.outcomes[0]?.counts.created).toBe((counts?.created ?? 0) + (counts?.changed ?? 0));
  });

  it('waits while the service is full, leaves no draft behind, and is restored once', async () => {
    const request = await sent(form);
    bench.backup.switches.maximumActiveSessions = 0;
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.passes(30);
    expect((await world.request(request.id)).state).toBe('waiting');
    expect(bench.backup.record().sessions).toEqual([]);
    bench.backup.switches.maximumActiveSessions = 25;
    expect((await toTheEnd(await world.request(request.id))).state).toBe('completed');
    expect(bench.backup.record().restores).toHaveLength(1);
  });

  it('rolls a OneDrive back only when that was ticked', async () => {
    const inputs: FormInputs = { ...form, workload: 'oneDrive', options: [] };
    const draft = await play(world).drafted();
    await fillForm(world.deps, click(adele, draft, 'form.preview', { ...inputs }), inputs, zone);
    await world.settled();
    const previewed = await world.request(draft.id);
    expect(previewed.preview).toMatchObject({ manner: 'rollback', notices: expect.arrayContaining(['notLocked']) });
    const refused = await submitRequest(world.deps, click(adele, previewed, 'preview.submit'), null);
    expect(refusalOf(refused)).toBe('rollbackNotConfirmed');
    const ticked = click(adele, previewed, 'preview.submit', { rollbackConfirmed: 'true' });
    expect(refusalOf(await submitRequest(world.deps, ticked, null, true))).toBe('accepted');
  });

  it('gives the address of a copy in a new place', async () => {
    const request = await sent({ ...form, workload: 'oneDrive', destination: 'new', options: [] });
    const ended = await toTheEnd(request);
    expect(ended).toMatchObject({
      state: 'completed',
      outcomes: [{ countsTargets: true, link: expect.stringMatching(/R0$/), counts: { created: 1 } }],
    });
  });

  async function searched(workload: 'exchange' | 'oneDrive', title: string, since = ''): Promise<RestoreRequest> {
    const draft = await play(world).drafted();
    const inputs: FormInputs = { ...form, workload, options: [], extent: 'items' };
    await fillForm(world.deps, click(adele, draft, 'form.preview', { ...inputs }), inputs, zone);
    await world.settled();
    const search = { folder: '', from: '', to: '', title, since, attachment: false };
    const asked = await world.request(draft.id);
    await searchItems(world.deps, click(adele, asked, 'narrow.search', search), search, zone);
    await world.settled();
    return world.request(draft.id);
  }
  async function takenAll(request: RestoreRequest): Promise<RestoreRequest> {
    await pickItems(world.deps, click(adele, request, 'narrow.use', { picked: 'all' }), 'all');
    const chosen = await world.request(request.id);
    expect(refusalOf(await submitRequest(world.deps, click(adele, chosen, 'preview.submit'), null))).toBe('accepted');
    await world.settled();
    return world.request(request.id);
  }

  it('brings back the messages a search matched, and no other', async () => {
    const found = await searched('exchange', 'e');
    expect(found.narrowing).toMatchObject({ kind: 'found', found: { picks: 'all', most: 1000 } });
    const request = await takenAll(found);
    const { selection } = request.content ?? {};
    const total = selection?.kind === 'items' ? selection.total : 0;
    expect(total).toBeGreaterThan(0);
    expect(await toTheEnd(request)).toMatchObject({ state: 'completed', outcomes: [{ counts: { created: total } }] });
    const [restore] = bench.backup.record().restores;
    expect(restore?.itemIds.every((id) => bench.world.items.get(id)?.name.toLowerCase().includes('e'))).toBe(true);
  });

  it('says that a date of mail is when it went or changed, up to who decides', async () => {
    const found = await searched('exchange', 'e', '2026-11-01');
    expect(found.narrowing).toMatchObject({ filter: { sinceUtc: '2026-11-01T04:00:00.000Z', sinceMeans: 'gone' } });
    const { selection } = (await takenAll(found)).content ?? {};
    expect(selection).toMatchObject({ kind: 'items', filter: { sinceMeans: 'gone' } });
    expect((await searched('exchange', 'e')).narrowing).not.toHaveProperty('filter.sinceMeans');
  });

  it('shows and restores the backup the chosen files were found in, and tells where they are', async () => {
    const found = await searched('oneDrive', 'p');
    const used = found.content?.targets[0]?.point;
    expect(used?.ref.fast).toBe('yes');
    expect(found.preview).toMatchObject({ choices: [{ used: { id: used?.id }, earlier: null, later: null }] });
    const request = await takenAll(found);
    expect(request.content).toMatchObject({ destination: 'new', targets: [{ point: { id: used?.id } }] });
    const ended = await toTheEnd(request);
    expect(ended).toMatchObject({
      state: 'completed',
      outcomes: [{ link: expect.stringMatching(/^https:.*Recovered/), counts: { failed: 0 } }],
    });
    const { restores } = bench.backup.record();
    // Its step that looks into the backup is not taken for a search of the requester's: the run is closed.
    expect(
      await world.deps.store.transaction((unit) => unit.steps.runsLeftOpen(world.clock.now().toISOString())),
    ).toEqual([]);
    expect(ended.outcomes[0]?.counts.created).toBe(restores.length);
    expect(restores.every(({ pointTimeUtc }) => pointTimeUtc === used?.takenAtUtc)).toBe(true);
  });

  it('leaves no draft of chosen files behind while the service is full', async () => {
    const request = await takenAll(await searched('oneDrive', 'p'));
    bench.backup.switches.maximumActiveSessions = 0;
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.passes(30);
    const waiting = await world.request(request.id);
    expect(waiting.state).toBe('waiting');
    expect(bench.backup.record().sessions).toEqual([]);
    expect(
      await world.deps.store.transaction((unit) => unit.steps.runsLeftOpen(world.clock.now().toISOString())),
    ).toEqual([]);
  });
});
