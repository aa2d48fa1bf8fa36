import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/decide.ts';
import { isRefused } from '../../src/domain/refusals.ts';
import type { RestoreRequest } from '../../src/domain/request.ts';
import { noFilter } from '../../src/domain/terms.ts';
import { cardForRole } from '../../src/flows/cardFor.ts';
import { newestFirst } from '../../src/flows/narrow/itemTitles.ts';
import { pickItems, searchItems } from '../../src/flows/narrow/narrowClicks.ts';
import { submitRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest } from '../../src/flows/review.ts';
import type { PickableItem } from '../../src/ports/provider.ts';
import { messages } from '../fakes/fakeProvider.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, point, policy } from '../fakes/requests.ts';
import { previewed } from './acting.ts';
import { click, form, refusalOf, zone } from './play.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await startFlowWorld({ policy: { ...policy, limits: { ...policy.limits, requestsPerPersonPerDay: 1 } } });
  world.provider.items = messages('Budget 2027', 'Falcon launch');
});
afterEach(() => world.stop());

const search = { folder: 'Projects', from: '', to: '', title: '', since: '', attachment: false };

async function chosen(request: RestoreRequest): Promise<RestoreRequest> {
  await searchItems(world.deps, click(adele, request, 'narrow.search', { ...search }), search, zone);
  await world.settled();
  const found = await world.request(request.id);
  await pickItems(world.deps, click(adele, found, 'narrow.use', { picked: 'all' }), 'all');
  return world.request(request.id);
}

const send = (request: RestoreRequest) => submitRequest(world.deps, click(adele, request, 'preview.submit'), null);

/** A request for chosen items whose backup was gone when it was to start, so that it is a draft of its requester again. */
async function broughtBack(): Promise<RestoreRequest> {
  const picked = await chosen(await previewed(world, adele, { ...form, extent: 'items' }));
  expect(refusalOf(await send(picked))).toBe('accepted');
  await world.settled();
  const sent = await world.request(picked.id);
  const target = sent.content?.targets[0]?.target;
  if (!target) throw new Error('no target');
  const moved = point('p1', '2026-11-19T08:00:00.000Z');
  world.provider.prepared = { kind: 'pointMoved', targets: [{ target, point: moved }] };
  await approveRequest(world.deps, click(isaiah, sent, 'approval.approve'));
  await world.settled();
  const back = await world.request(picked.id);
  expect(back).toMatchObject({ state: 'draft', number: 1 });
  return back;
}

describe('a request that came back to its requester', () => {
  it('shows others its number and state only, whatever is filled in meanwhile', async () => {
    const back = await broughtBack();
    for (const role of ['approver', 'approvers', 'admin', 'beneficiary', 'origin'] as const)
      expect(cardForRole(world.deps, back, { role, personId: isaiah.id })).toEqual({
        card: 'shortStatus',
        request: back,
      });
    const lies = world.shown.findLast(({ to, card }) => to === isaiah.id && 'request' in card);
    expect(lies?.card.card).toBe('shortStatus');
  });

  it('is not counted against itself when it is sent again', async () => {
    expect(refusalOf(await send(await chosen(await broughtBack())))).toBe('accepted');
  });

  it('asks those again who could not be reached before', async () => {
    const back = await broughtBack();
    const again = await chosen({ ...back });
    const actor = { person: adele, standing: { groups: [], reports: [], owns: [] } };
    const event = { type: 'submit', actor, revision: again.revision, number: 2, sentLastDay: 0 } as const;
    const sent = decide({ ...again, unreachable: [isaiah] }, event, world.deps.policy, world.clock.now());
    if (isRefused(sent)) throw new Error(sent.refused.code);
    expect(sent.next).toMatchObject({ state: 'awaitingApproval', unreachable: [] });
  });
});

describe('a search that is made again', () => {
  it('shows the last page there is when it finds fewer', async () => {
    const request = await previewed(world, adele, { ...form, extent: 'items' });
    const found = { picks: 'each', items: [{ id: 'only', ref: {} }], total: 1, complete: true } as const;
    const narrowing = { kind: 'found', filter: noFilter, searchId: 's', found, page: 3, picked: [] } as const;
    const event = { type: 'itemsFound', searchId: 's', result: found } as const;
    const next = decide({ ...request, narrowing }, event, world.deps.policy, world.clock.now());
    if (isRefused(next)) throw new Error(next.refused.code);
    expect(next.next.narrowing).toMatchObject({ kind: 'found', page: 0 });
  });

  it('lists folders first, then what is newest', () => {
    const item = (id: string, kind: PickableItem['kind'], dateUtc: string | null): PickableItem => ({
      id,
      kind,
      ref: {},
      title: id,
      detail: '',
      dateUtc,
    });
    const listed = newestFirst([
      item('old', 'item', '2026-11-01T00:00:00.000Z'),
      item('undated', 'item', null),
      item('new', 'item', '2026-11-02T00:00:00.000Z'),
      item('folder', 'container', null),
    ]);
    expect(listed.map(({ id }) => id)).toEqual(['folder', 'new', 'old', 'undated']);
  });
});
