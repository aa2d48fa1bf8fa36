import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemsPerPage, mostItems, searchStep } from '../../src/domain/narrowing.ts';
import type { RestoreRequest } from '../../src/domain/request.ts';
import { noFilter } from '../../src/domain/terms.ts';
import { type FormInputs, fillForm } from '../../src/flows/fillForm.ts';
import { createItemTitles, itemKey } from '../../src/flows/narrow/itemTitles.ts';
import {
  narrowRequest,
  pickItems,
  type SearchInputs,
  searchItems,
  takeWhole,
  turnPage,
} from '../../src/flows/narrow/narrowClicks.ts';
import { showRequest } from '../../src/flows/ownView.ts';
import { submitRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest } from '../../src/flows/review.ts';
import { Fault } from '../../src/lib/fault.ts';
import type { CardModel } from '../../src/ports/cards.ts';
import { messages } from '../fakes/fakeProvider.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, megan, point, policy } from '../fakes/requests.ts';
import { previewed } from './acting.ts';
import { click, form, play, refusalOf, zone } from './play.ts';

let world: FlowWorld;
let act: ReturnType<typeof play>;
beforeEach(async () => {
  world = await startFlowWorld();
  world.provider.items = messages('Budget 2027', 'Re: Budget 2027', 'Falcon launch');
  act = play(world);
});
afterEach(() => world.stop());

const search: SearchInputs = { folder: 'Projects', from: '', to: 'nobody', title: '', since: '', attachment: false };
const itemsForm: FormInputs = { ...form, extent: 'items' };
const looked = (request: RestoreRequest, inputs = search, person = adele) =>
  searchItems(world.deps, click(person, request, 'narrow.search', { ...inputs }), inputs, zone);
const cardOf = (id: string): Extract<CardModel, { card: 'narrow' }> => {
  const shown = world.shown.findLast(({ to, card }) => to === adele.id && 'request' in card && card.request.id === id);
  if (shown?.card.card !== 'narrow') throw new Error(`the requester sees ${shown?.card.card}`);
  return shown.card;
};

/** A request whose items were looked for and found. */
async function found(inputs = search): Promise<RestoreRequest> {
  const request = await previewed(world, adele, itemsForm);
  expect(refusalOf(await looked(request, inputs))).toBe('accepted');
  await world.settled();
  return world.request(request.id);
}
const pick = (request: RestoreRequest, ids: readonly string[] | 'all', person = adele) =>
  pickItems(
    world.deps,
    click(person, request, 'narrow.use', { picked: ids }),
    ids === 'all' ? ids : ids.map((id) => itemKey({ id })),
  );

describe('choosing items', () => {
  it('goes from the form over a search to the chosen items, which are what is restored', async () => {
    const request = await found();
    expect(world.provider.searches).toMatchObject([
      { filter: { ...noFilter, folder: 'Projects' }, point: { id: 'p2' }, target: { id: adele.id }, most: mostItems },
    ]);
    expect(cardOf(request.id).rows?.map(({ title }) => title)).toEqual([
      'Budget 2027',
      'Re: Budget 2027',
      'Falcon launch',
    ]);
    expect(refusalOf(await pick(request, ['item-0', 'item-2', 'item-99']))).toBe('accepted');
    const chosen = await world.request(request.id);
    expect(chosen).toMatchObject({
      narrowing: null,
      content: {
        selection: {
          kind: 'items',
          filter: { folder: 'Projects' },
          items: [
            { id: 'item-0', ref: { raw: 0 } },
            { id: 'item-2', ref: { raw: 2 } },
          ],
          total: 2,
        },
        options: { missingItems: false },
      },
    });
    expect(refusalOf(await submitRequest(world.deps, click(adele, chosen, 'preview.submit'), null))).toBe('accepted');
    await world.settled();
    const sent = await world.request(request.id);
    await approveRequest(world.deps, click(isaiah, sent, 'approval.approve'));
    await world.settled();
    expect((await world.request(request.id)).state).toBe('running');
  });

  it('searches at once for what the words said', async () => {
    const draft = await act.drafted();
    await world.deps.store.transaction((unit) =>
      unit.requests.save({ ...draft, draft: { ...draft.draft, only: { ...noFilter, title: 'Budget', to: 'x' } } }),
    );
    await fillForm(world.deps, click(adele, draft, 'form.preview', { ...itemsForm }), itemsForm, zone);
    await world.settled();
    expect(world.provider.searches.map(({ filter }) => filter)).toEqual([{ ...noFilter, title: 'Budget' }]);
    expect(cardOf(draft.id).rows).toHaveLength(3);
  });

  it('is offered on the preview of the whole, and leads back to it', async () => {
    const whole = await act.previewed();
    expect(act.lastCardTo(adele)).toMatchObject({ card: 'preview', canNarrow: true });
    await narrowRequest(world.deps, click(adele, whole, 'preview.narrow'), 'p1');
    const choosing = await world.request(whole.id);
    expect(choosing).toMatchObject({
      narrowing: { kind: 'asking', filter: noFilter },
      content: { targets: [{ point: { id: 'p1' } }] },
    });
    expect(refusalOf(await submitRequest(world.deps, click(adele, choosing, 'preview.submit'), null))).toBe(
      'previewOutdated',
    );
    await takeWhole(world.deps, click(adele, choosing, 'narrow.whole'));
    expect(await world.request(whole.id)).toMatchObject({
      narrowing: null,
      content: { selection: { kind: 'whole' }, options: { missingItems: true } },
    });
  });

  it('turns pages without losing a tick, asking the backup once', async () => {
    world.provider.items = messages(...Array.from({ length: itemsPerPage * 2 + 3 }, (_, at) => `Message ${at}`));
    const first = await found();
    const keys = (...ids: string[]) => ids.map((id) => itemKey({ id }));
    const there = await turnPage(world.deps, click(adele, first, 'narrow.page', { page: 1 }), 1, keys('item-3'));
    expect('rows' in there && there.rows?.at(0)?.title).toBe(`Message ${itemsPerPage}`);
    const second = await world.request(first.id);
    await turnPage(world.deps, click(adele, second, 'narrow.page', { page: 0 }), 0, keys('item-20', 'item-3'));
    const back = await world.request(first.id);
    expect(back.narrowing).toMatchObject({ page: 0, picked: ['item-3', 'item-20'] });
    await pick(back, ['item-0']);
    const chosen = await world.request(first.id);
    // The third was unticked on the page that was shown; the twentieth is on another.
    expect(chosen.content?.selection).toMatchObject({ items: [{ id: 'item-0' }, { id: 'item-20' }], total: 2 });
    expect(world.provider.searches).toHaveLength(1);
  });

  it('takes all of a list that holds all, and nothing of one that does not', async () => {
    const request = await found();
    world.provider.items = { ...messages('a', 'b'), picks: 'each', total: 4711 } as never;
    await looked(request);
    await world.settled();
    const many = await world.request(request.id);
    expect(refusalOf(await pick(many, 'all'))).toBe('tooManyItems');
    expect(refusalOf(await pick(many, []))).toBe('nothingPicked');
    world.provider.items = messages('a', 'b');
    await looked(many);
    await world.settled();
    const few = await world.request(request.id);
    expect(refusalOf(await pick(few, 'all'))).toBe('accepted');
    expect((await world.request(request.id)).content?.selection).toMatchObject({ total: 2 });
  });

  it('says how many fit where they cannot be told apart, within what the backup restores at once', async () => {
    world.provider.items = { picks: 'all', total: 1200, most: 1000 };
    const many = await found();
    expect(refusalOf(await pick(many, 'all'))).toBe('tooManyItems');
    world.provider.items = { picks: 'all', total: 37, most: 1000 };
    await looked(many);
    await world.settled();
    const few = await world.request(many.id);
    expect(refusalOf(await pick(few, 'all'))).toBe('accepted');
    expect((await world.request(many.id)).content?.selection).toMatchObject({
      filter: { folder: 'Projects' },
      items: [],
      total: 37,
    });
  });

  it('is the only way where the backup serves items alone', async () => {
    world.provider.wholes = false;
    const request = await act.previewed({ ...form, extent: 'whole' });
    expect(request.narrowing).toMatchObject({ kind: 'asking' });
    expect(cardOf(request.id).canTakeWhole).toBe(false);
    expect(refusalOf(await takeWhole(world.deps, click(adele, request, 'narrow.whole')))).toBe('wholeNotServed');
  });

  it('is of one mailbox, and not offered where items are not served', async () => {
    const draft = await act.drafted(isaiah);
    const two: FormInputs = { ...itemsForm, who: 'other', people: [adele.id, megan.id] };
    const answer = await fillForm(world.deps, click(isaiah, draft, 'form.preview', { ...two }), two, zone);
    expect(refusalOf(answer)).toBe('itemsOneTarget');
    world.provider.items = null;
    const none = await fillForm(world.deps, click(isaiah, draft, 'form.preview', { ...itemsForm }), itemsForm, zone);
    expect(refusalOf(none)).toBe('itemsNotServed');
  });

  it('says so when nothing fits, when the day is none, and when the backup does not answer', async () => {
    world.provider.items = messages();
    const request = await found();
    expect(cardOf(request.id)).toMatchObject({ rows: [], request: { narrowing: { found: { total: 0 } } } });
    expect(refusalOf(await looked(request, { ...search, since: '2026-02-31' }))).toBe('dateImpossible');
    world.provider.searchFaults = [new Fault('RESTORE_POINT_GONE', { effect: 'none' })];
    await looked(request);
    await world.settled();
    expect(cardOf(request.id).request.narrowing).toMatchObject({ refusal: { code: 'previewOutdated' } });
    const again = await world.request(request.id);
    world.provider.searchFaults = Array.from({ length: 20 }, () => new Fault('BACKUP_UNREACHABLE', { effect: 'none' }));
    await looked(again);
    for (let seconds = 0; seconds < 60; seconds += 10) await world.passes(10);
    expect(cardOf(request.id).request.narrowing).toMatchObject({
      kind: 'refused',
      refusal: { code: 'backupUnavailable' },
    });
  });
});

describe('titles', () => {
  const secret = 'Severance of Mr Smith';

  it('are shown to the requester and kept nowhere', async () => {
    world.provider.items = messages(secret, 'Other');
    const request = await found();
    expect(JSON.stringify(cardOf(request.id))).toContain(secret);
    await pick(request, ['item-0']);
    const chosen = await world.request(request.id);
    await submitRequest(world.deps, click(adele, chosen, 'preview.submit'), null);
    await world.settled();
    const elsewhere = world.shown.filter(({ to, card }) => to !== adele.id || card.card !== 'narrow');
    expect(elsewhere.length).toBeGreaterThan(2);
    expect(JSON.stringify(elsewhere)).not.toContain(secret);
    expect(JSON.stringify(await world.requests())).not.toContain(secret);
  });

  it('come from the backup again for a process that has forgotten them, and what is ticked stays so', async () => {
    const request = await found();
    await turnPage(world.deps, click(adele, request, 'narrow.page', {}), 0, [itemKey({ id: 'item-1' })]);
    await world.settled();
    const forgetful = { ...world.deps, titles: createItemTitles(world.clock) };
    const shown = await showRequest(forgetful, click(adele, await world.request(request.id), 'status.refresh'));
    expect(shown).toMatchObject({ card: 'narrow', rows: null });
    world.clock.advance(31 * 60);
    await narrowAgainShows(request.id);
    expect(world.provider.searches).toHaveLength(2);
    expect((await world.request(request.id)).narrowing).toMatchObject({ kind: 'found', picked: ['item-1'] });
  });

  /** Opens the card anew, as from a list: a copy without titles is posted and completed. */
  async function narrowAgainShows(id: string): Promise<void> {
    const [card] = await world.deps.store.transaction((unit) => unit.cards.of(id));
    if (!card) throw new Error('no card');
    await world.deps.store.transaction((unit) => unit.enqueue({ queue: 'card', data: { cardId: card.id } }));
    await world.settled();
    expect(cardOf(id).rows).toHaveLength(3);
  }
});

describe('a search', () => {
  it('is its requester’s alone, on the card they have', async () => {
    const request = await found();
    for (const person of [megan, isaiah]) {
      expect(refusalOf(await looked(request, search, person))).toBe('unknownRequest');
      expect(refusalOf(await pick(request, 'all', person))).toBe('unknownRequest');
      const seen = await showRequest(world.deps, click(person, request, 'status.refresh'));
      expect(JSON.stringify(seen)).not.toContain('Budget');
    }
    const stale = click(adele, { ...request, revision: request.revision - 1 }, 'narrow.use');
    expect(refusalOf(await pickItems(world.deps, stale, 'all'))).toBe('staleRevision');
  });

  it('shows nobody titles of what was found by an address alone, and asks the backup nothing', async () => {
    const [, used] = world.provider.points;
    if (!used) throw new Error('no point');
    const found = { used, earlier: null, later: null, askedAfterLast: false, mailOnlyIdentity: true };
    world.provider.found = { kind: 'found', ...found };
    const request = await act.previewed(itemsForm);
    expect(request.preview).toEqual({ kind: 'refused', refusal: { code: 'itemsInDoubt' } });
    const whole = await previewed(world, adele);
    expect(act.lastCardTo(adele)).toMatchObject({ card: 'preview', canNarrow: false });
    expect(refusalOf(await narrowRequest(world.deps, click(adele, whole, 'preview.narrow'), null))).toBe(
      'itemsInDoubt',
    );
    expect(world.provider.searches).toEqual([]);
  });

  it('asks the backup nothing for somebody who may not ask any more', async () => {
    const request = await act.previewed(itemsForm);
    const asked = world.provider.searches.length;
    Object.assign(world.deps, { policy: { ...policy, ask: { ...policy.ask, self: false } } });
    await looked(request);
    await world.settled();
    expect(world.provider.searches).toHaveLength(asked);
    expect((await world.request(request.id)).narrowing).toMatchObject({
      kind: 'refused',
      refusal: { code: 'othersNotAllowed' },
    });
  });

  it('leaves a session it could not close to be closed, and closes none that was', async () => {
    world.provider.searchFaults = [new Fault('BACKUP_BROKEN', { effect: 'unknown' })];
    const request = await act.previewed(itemsForm);
    await looked(request);
    await world.passes(10);
    expect(world.provider.calls).toEqual(['browse', 'end search-session-1', 'browse']);
    const left = await world.deps.store.transaction((unit) => unit.steps.runsLeftOpen('2100-01-01T00:00:00.000Z'));
    expect(left).toEqual([]);
  });

  it('is left alone by the sweep while it may be in use, and closed when its process must have died', async () => {
    const request = await found();
    await world.deps.store.transaction(async (unit) => {
      const openedAtUtc = world.clock.now().toISOString();
      const step = { name: searchStep, attempt: 1, evidence: { provider: 'veeam', personId: adele.id }, openedAtUtc };
      await unit.steps.open('search-9', request.id, step);
      await unit.steps.close('search-9', searchStep, 1, { sessionId: 'left-open' });
      await unit.enqueue({ queue: 'sweep', data: { what: 'sessions' } });
    });
    await world.settled();
    expect(world.provider.calls).toEqual(['browse']);
    await world.passes(3601);
    expect(world.provider.calls).toEqual(['browse', 'end left-open']);
  });
});

describe('a backup that is gone after items were chosen', () => {
  it('brings the request back to its requester, who chooses again and sends it under the same number', async () => {
    const request = await found();
    await pick(request, 'all');
    await submitRequest(world.deps, click(adele, await world.request(request.id), 'preview.submit'), null);
    await world.settled();
    const sent = await world.request(request.id);
    const target = sent.content?.targets[0]?.target;
    if (!target) throw new Error('no target');
    world.provider.prepared = {
      kind: 'pointMoved',
      targets: [{ target, point: point('p1', '2026-11-19T08:00:00.000Z') }],
    };
    await approveRequest(world.deps, click(isaiah, sent, 'approval.approve'));
    await world.settled();
    const back = await world.request(request.id);
    expect(back).toMatchObject({
      state: 'draft',
      number: 1,
      narrowing: { kind: 'asking', filter: { folder: 'Projects' } },
      content: { selection: { kind: 'whole' }, targets: [{ point: { id: 'p1' } }] },
    });
    expect(act.cardsTo(adele)).toContain('post notice');
    await looked(back);
    await world.settled();
    expect(world.provider.searches.at(-1)?.point.id).toBe('p1');
    await pick(await world.request(request.id), 'all');
    const again = await world.request(request.id);
    expect(refusalOf(await submitRequest(world.deps, click(adele, again, 'preview.submit'), null))).toBe('accepted');
    expect(await world.request(request.id)).toMatchObject({
      state: 'awaitingApproval',
      number: 1,
      decisions: [{ revision: sent.revision }],
    });
  });
});

describe('two requests for one mailbox', () => {
  it('are one too many when they share an item or either is for the whole', async () => {
    const send = async (ids: readonly string[]) => {
      const request = await found();
      await pick(request, ids);
      return submitRequest(world.deps, click(adele, await world.request(request.id), 'preview.submit'), null);
    };
    expect(refusalOf(await send(['item-0']))).toBe('accepted');
    expect(refusalOf(await send(['item-1']))).toBe('accepted');
    expect(await send(['item-1', 'item-2'])).toMatchObject({ refusal: { code: 'duplicateRequest', label: 'RR-2' } });
    const whole = await previewed(world, adele);
    const answer = await submitRequest(world.deps, click(adele, whole, 'preview.submit'), null);
    expect(answer).toMatchObject({ refusal: { code: 'duplicateRequest' } });
  });
});
