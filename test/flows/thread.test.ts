import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseCandidate } from '../../src/flows/chooseCandidate.ts';
import { type FormInputs, fillForm } from '../../src/flows/fillForm.ts';
import { reopenForm, submitRequest, withdrawRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest, rejectRequest } from '../../src/flows/review.ts';
import { announceChannelId, type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, megan, stranger } from '../fakes/requests.ts';

import { click, counts, form, outcome, play, refusalOf, zone } from './play.ts';

let world: FlowWorld;
let act: ReturnType<typeof play>;
beforeEach(async () => {
  world = await startFlowWorld();
  act = play(world);
});
afterEach(() => world.stop());

describe('the whole thread', () => {
  it('goes from a form to item counts, on one live card, and tells everybody', async () => {
    const request = await act.running();
    expect(request).toMatchObject({ state: 'running', number: 1 });
    expect(world.provider.calls).toEqual(['explore', 'restore']);

    world.provider.observation = { kind: 'working', counts: { ...counts, skipped: 0 }, totalItems: 11 };
    await world.passes(5);
    expect((await world.request(request.id)).run?.counts).toEqual({ ...counts, skipped: 0 });

    world.provider.observation = { kind: 'ended', outcomes: [outcome] };
    await world.passes(5);
    expect(await world.request(request.id)).toMatchObject({ state: 'completed', outcomes: [{ counts }] });
    expect(world.provider.calls).toEqual(['explore', 'restore', 'close']);

    expect(act.cardsTo(adele).slice(0, 1)).toEqual(['post form']);
    expect(act.cardsTo(adele)).toContain('update status');
    expect(act.cardsTo(adele).filter((card) => card.startsWith('post'))).toEqual(['post form', 'post notice']);
    expect(act.cardsTo(isaiah)).toEqual(expect.arrayContaining(['post approval', 'update approval']));
    expect(act.cardsTo(announceChannelId)).toEqual(['post announcement']);
    const edits = world.shown.filter((shown) => shown.to === adele.id && shown.did === 'update');
    expect(new Set(edits.map((shown) => shown.activityId)).size).toBe(1);
  });

  it('restores the point the requester chose on the preview', async () => {
    const request = await act.previewed();
    await submitRequest(world.deps, click(adele, request, 'preview.submit'), 'p1');
    const sent = await world.request(request.id);
    expect(sent).toMatchObject({ state: 'awaitingApproval', content: { targets: [{ point: { id: 'p1' } }] } });
  });
});

describe('the form', () => {
  it.each([
    ['a date in the future', { date: '2026-11-21' }, 'dateInFuture'],
    ['an impossible date', { date: '2026-02-31' }, 'dateImpossible'],
    ['a date that is none', { date: 'tomorrow' }, 'dateImpossible'],
    ['no date', { date: '' }, 'dateMissing'],
    ['no reason', { reason: '   ' }, 'reasonTooShort'],
    ['a reason of 5,000 characters', { reason: 'x'.repeat(5_000) }, 'reasonTooLong'],
    ["someone else's mailbox without the right", { who: 'other', address: 'megan@contoso.com' }, 'othersNotAllowed'],
    ['nothing to bring back', { options: [] }, 'nothingToRestore'],
    ['a workload nobody serves', { workload: 'teams' }, 'workloadNotServed'],
    ['a destination the backup cannot do', { destination: 'new' }, 'destinationNotServed'],
  ] as const)('comes back with what was entered and one sentence for %s', async (_what, wrong, code) => {
    const draft = await act.drafted();
    const inputs = { ...form, ...wrong } as FormInputs;
    const answer = await fillForm(world.deps, click(adele, draft, 'form.preview', inputs), inputs, zone);
    expect(refusalOf(answer)).toBe(code);
    expect(await world.request(draft.id)).toEqual(draft);
  });

  it('can be sent again after a mistake', async () => {
    const draft = await act.drafted();
    const wrong = { ...form, reason: '' };
    expect(refusalOf(await fillForm(world.deps, click(adele, draft, 'form.preview', wrong), wrong, zone))).toBe(
      'reasonTooShort',
    );
    expect(refusalOf(await fillForm(world.deps, click(adele, draft, 'form.preview', form), form, zone))).toBe(
      'accepted',
    );
  });

  it('is its requester’s alone', async () => {
    const draft = await act.drafted();
    expect(refusalOf(await fillForm(world.deps, click(megan, draft, 'form.preview', form), form, zone))).toBe(
      'unknownRequest',
    );
  });

  it('says before the first backup in words', async () => {
    const request = await act.previewed({ ...form, date: '2026-10-01' });
    expect(request.preview).toEqual({
      kind: 'refused',
      refusal: { code: 'beforeFirstBackup', firstBackupUtc: '2026-11-19T08:00:00.000Z' },
    });
    expect(refusalOf(await submitRequest(world.deps, click(adele, request, 'preview.submit'), null))).toBe(
      'previewOutdated',
    );
  });

  it('can be opened again from the preview', async () => {
    const request = await act.previewed();
    expect(await reopenForm(world.deps, click(adele, request, 'preview.change'))).toMatchObject({ card: 'form' });
  });

  it('asks the directory whose address it is, and never takes a guess', async () => {
    const unknown = await act.previewed({ ...form, who: 'other', address: 'nobody@contoso.com' }, isaiah);
    expect(unknown.preview).toEqual({
      kind: 'refused',
      refusal: { code: 'personNotFound', asked: 'nobody@contoso.com' },
    });
  });
});

describe('a name', () => {
  const asked = (address: string) => ({ ...form, who: 'other' as const, address });

  it('is not an identity: what it can mean is offered, however few, and only that can be chosen', async () => {
    const request = await act.previewed(asked('Megan'), isaiah);
    expect(request.preview).toMatchObject({
      refusal: { code: 'whichOne', candidates: [{ id: megan.id, address: megan.address }] },
    });
    expect(request.content).toBeNull();
    expect(refusalOf(await submitRequest(world.deps, click(isaiah, request, 'preview.submit'), null))).toBe(
      'previewOutdated',
    );
    expect(refusalOf(await chooseCandidate(world.deps, click(isaiah, request, 'preview.choose'), adele.id))).toBe(
      'previewOutdated',
    );
    await chooseCandidate(world.deps, click(isaiah, request, 'preview.choose', { candidateId: megan.id }), megan.id);
    await world.settled();
    expect(await world.request(request.id)).toMatchObject({
      preview: { kind: 'ready' },
      beneficiaries: [{ id: megan.id }],
    });
  });

  it('that two people bear offers both with their addresses; nothing is submitted until one is chosen, and that one it is', async () => {
    const namesake = { ...megan, id: 'aaaaaaaa-0000-4000-8000-000000000009', address: 'megan.two@contoso.com' };
    const { directory } = world.deps;
    Object.assign(directory, {
      byName: async () => [megan, namesake],
      byId: async (id: string) => [isaiah, megan, namesake].find((person) => person.id === id) ?? null,
    });
    const request = await act.previewed(asked(megan.name), isaiah);
    expect(request.preview).toMatchObject({
      refusal: { code: 'whichOne', candidates: [{ address: megan.address }, { address: namesake.address }] },
    });
    expect(refusalOf(await submitRequest(world.deps, click(isaiah, request, 'preview.submit'), null))).toBe(
      'previewOutdated',
    );
    const chosen = click(isaiah, request, 'preview.choose', { candidateId: namesake.id });
    await chooseCandidate(world.deps, chosen, namesake.id);
    await world.settled();
    expect(await world.request(request.id)).toMatchObject({
      beneficiaries: [{ id: namesake.id }],
      content: { targets: [{ target: { id: namesake.id } }] },
    });
  });

  it('teaches nobody who may ask only for their own data whether it exists', async () => {
    for (const address of ['megan@contoso.com', 'nobody@contoso.com', 'Megan']) {
      const draft = await act.drafted(stranger);
      const inputs = asked(address);
      const answer = await fillForm(world.deps, click(stranger, draft, 'form.preview', inputs), inputs, zone);
      expect(refusalOf(answer)).toBe('othersNotAllowed');
    }
  });
});

describe('deciding', () => {
  it('counts a double click once', async () => {
    const request = await act.submitted();
    const press = () => approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await Promise.all([press(), press(), press()]);
    await world.settled();
    expect((await world.request(request.id)).decisions).toHaveLength(1);
    expect(world.provider.calls).toEqual(['explore', 'restore']);
  });

  it('tells a late approver privately and changes nothing', async () => {
    const request = await act.submitted();
    await rejectRequest(world.deps, click(isaiah, request, 'approval.reject'), 'Ask HR first');
    expect(refusalOf(await approveRequest(world.deps, click(megan, request, 'approval.approve')))).toBe('tooLate');
    expect((await world.request(request.id)).state).toBe('rejected');
    await world.settled();
    expect(act.cardsTo(adele)).toContain('post notice');
    expect(act.lastCardTo(megan)).toMatchObject({ card: 'approval', request: { state: 'rejected' } });
  });

  it('never lets the requester decide, nor anybody without the role know the request', async () => {
    const own = await act.submitted({ ...form, who: 'me' }, isaiah);
    expect(refusalOf(await approveRequest(world.deps, click(isaiah, own, 'approval.approve')))).toBe(
      'requesterCannotDecide',
    );
    expect(refusalOf(await approveRequest(world.deps, click(stranger, own, 'approval.approve')))).toBe(
      'unknownRequest',
    );
    expect(refusalOf(await approveRequest(world.deps, { ...click(stranger, own), requestId: 'no-such' }))).toBe(
      'unknownRequest',
    );
  });

  it('names approvers who cannot be reached to the requester at once', async () => {
    world.unreachable.add(megan.id);
    const request = await act.submitted();
    expect(request.unreachable.map((person) => person.id)).toEqual([megan.id]);
    expect(act.lastCardTo(adele)).toMatchObject({ card: 'status', request: { unreachable: [{ id: megan.id }] } });
  });

  it('expires when nobody answers, and the requester hears of it', async () => {
    const request = await act.submitted();
    await world.passes(72 * 3_600);
    expect((await world.request(request.id)).state).toBe('expired');
    const posts = world.shown.filter(({ to, did }) => to === adele.id && did === 'post');
    expect(posts.at(-1)?.card).toMatchObject({ card: 'notice', about: 'expired' });
  });

  it('does not start what was withdrawn', async () => {
    const request = await act.submitted();
    await withdrawRequest(world.deps, click(adele, request, 'status.withdraw'));
    expect(refusalOf(await approveRequest(world.deps, click(isaiah, request, 'approval.approve')))).toBe('tooLate');
    await world.passes(3_600);
    expect(world.provider.calls).toEqual([]);
  });
});

describe('the budget of a click', () => {
  it('is two commits at most, and no provider call', async () => {
    const request = await act.submitted();
    const calls = world.provider.calls.length;
    const before = world.deps.store.commits();
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    expect(world.deps.store.commits() - before).toBeLessThanOrEqual(2);
    expect(world.provider.calls.length).toBe(calls);
  });
});
