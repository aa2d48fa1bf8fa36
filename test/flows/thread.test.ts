import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Refused } from '../../src/domain/refusals.ts';
import type { RestoreRequest } from '../../src/domain/request.ts';
import type { Person, TargetOutcome } from '../../src/domain/terms.ts';
import { startBlank } from '../../src/flows/ask.ts';
import { chooseCandidate } from '../../src/flows/chooseCandidate.ts';
import { type FormInputs, fillForm } from '../../src/flows/fillForm.ts';
import { reopenForm, stopRequest, submitRequest, withdrawRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest, rejectRequest } from '../../src/flows/review.ts';
import { closeUnproven, startAgain } from '../../src/flows/settleAttention.ts';
import { Fault } from '../../src/lib/fault.ts';
import type { CardModel } from '../../src/ports/cards.ts';
import { announceChannelId, type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, content, isaiah, megan, policy, stranger } from '../fakes/requests.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await startFlowWorld();
});
afterEach(() => world.stop());

const form: FormInputs = {
  workload: 'exchange',
  who: 'me',
  people: [],
  address: '',
  date: '2026-11-19',
  time: '15:00',
  destination: 'inPlace',
  options: ['missingItems'],
  reason: 'I deleted the Contoso folder by accident',
};
const zone = 'America/New_York';
const counts = { created: 3, merged: 1, skipped: 7, failed: 0 };
const outcome: TargetOutcome = {
  target: content.targets[0]?.target ?? never(),
  state: 'completed',
  counts,
  issues: [],
};

const click = (person: Person, request: RestoreRequest, verb = 'test', inputs: Record<string, unknown> = {}) => ({
  verb,
  requestId: request.id,
  revision: request.revision,
  person,
  inputs,
});
const refusalOf = (answer: CardModel | Refused | null): string =>
  answer !== null && 'refused' in answer
    ? answer.refused.code
    : answer?.card === 'form'
      ? (answer.problem?.code ?? 'none')
      : 'accepted';

async function drafted(person = adele): Promise<RestoreRequest> {
  await startBlank(world.deps, { person, conversation: world.personal(person) });
  await world.settled();
  const [request] = await world.requests();
  return request ?? never();
}

async function previewed(inputs: FormInputs = form, person = adele): Promise<RestoreRequest> {
  const draft = await drafted(person);
  const answer = await fillForm(world.deps, click(person, draft, 'form.preview', { ...inputs }), inputs, zone);
  expect(answer).toMatchObject({ card: 'preview', request: { preview: { kind: 'looking' } } });
  await world.settled();
  return world.request(draft.id);
}

async function submitted(inputs: FormInputs = form, person = adele): Promise<RestoreRequest> {
  const request = await previewed(inputs, person);
  expect(refusalOf(await submitRequest(world.deps, click(person, request, 'preview.submit'), 'p2'))).toBe('accepted');
  await world.settled();
  return world.request(request.id);
}

async function running(): Promise<RestoreRequest> {
  const request = await submitted();
  await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
  await world.settled();
  return world.request(request.id);
}

const cardsTo = (person: Person | string) => {
  const to = typeof person === 'string' ? person : person.id;
  return world.shown.filter((shown) => shown.to === to).map((shown) => `${shown.did} ${shown.card.card}`);
};
const lastCardTo = (person: Person) => world.shown.findLast((shown) => shown.to === person.id)?.card;

describe('the whole thread', () => {
  it('goes from a form to item counts, on one live card, and tells everybody', async () => {
    const request = await running();
    expect(request).toMatchObject({ state: 'running', number: 1 });
    expect(world.provider.calls).toEqual(['explore', 'restore']);

    world.provider.observation = { kind: 'working', counts: { ...counts, skipped: 0 }, totalItems: 11 };
    await world.passes(5);
    expect((await world.request(request.id)).run?.counts).toEqual({ ...counts, skipped: 0 });

    world.provider.observation = { kind: 'ended', outcomes: [outcome] };
    await world.passes(5);
    expect(await world.request(request.id)).toMatchObject({ state: 'completed', outcomes: [{ counts }] });
    expect(world.provider.calls).toEqual(['explore', 'restore', 'close']);

    expect(cardsTo(adele).slice(0, 1)).toEqual(['post form']);
    expect(cardsTo(adele)).toContain('update status');
    expect(cardsTo(adele).filter((card) => card.startsWith('post'))).toEqual(['post form', 'post notice']);
    expect(cardsTo(isaiah)).toEqual(expect.arrayContaining(['post approval', 'update approval']));
    expect(cardsTo(announceChannelId)).toEqual(['post announcement']);
    const edits = world.shown.filter((shown) => shown.to === adele.id && shown.did === 'update');
    expect(new Set(edits.map((shown) => shown.activityId)).size).toBe(1);
  });

  it('restores the point the requester chose on the preview', async () => {
    const request = await previewed();
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
    const draft = await drafted();
    const inputs = { ...form, ...wrong } as FormInputs;
    const answer = await fillForm(world.deps, click(adele, draft, 'form.preview', inputs), inputs, zone);
    expect(refusalOf(answer)).toBe(code);
    expect(await world.request(draft.id)).toEqual(draft);
  });

  it('can be sent again after a mistake', async () => {
    const draft = await drafted();
    const wrong = { ...form, reason: '' };
    expect(refusalOf(await fillForm(world.deps, click(adele, draft, 'form.preview', wrong), wrong, zone))).toBe(
      'reasonTooShort',
    );
    expect(refusalOf(await fillForm(world.deps, click(adele, draft, 'form.preview', form), form, zone))).toBe(
      'accepted',
    );
  });

  it('is its requester’s alone', async () => {
    const draft = await drafted();
    expect(refusalOf(await fillForm(world.deps, click(megan, draft, 'form.preview', form), form, zone))).toBe(
      'unknownRequest',
    );
  });

  it('says before the first backup in words', async () => {
    const request = await previewed({ ...form, date: '2026-10-01' });
    expect(request.preview).toEqual({
      kind: 'refused',
      refusal: { code: 'beforeFirstBackup', firstBackupUtc: '2026-11-19T08:00:00.000Z' },
    });
    expect(refusalOf(await submitRequest(world.deps, click(adele, request, 'preview.submit'), null))).toBe(
      'previewOutdated',
    );
  });

  it('can be opened again from the preview', async () => {
    const request = await previewed();
    expect(await reopenForm(world.deps, click(adele, request, 'preview.change'))).toMatchObject({ card: 'form' });
  });

  it('asks the directory whose address it is, and never takes a guess', async () => {
    const unknown = await previewed({ ...form, who: 'other', address: 'nobody@contoso.com' }, isaiah);
    expect(unknown.preview).toEqual({
      kind: 'refused',
      refusal: { code: 'personNotFound', asked: 'nobody@contoso.com' },
    });
  });
});

describe('a name', () => {
  const asked = (address: string) => ({ ...form, who: 'other' as const, address });

  it('is not an identity: what it can mean is offered, however few, and only that can be chosen', async () => {
    const request = await previewed(asked('Megan'), isaiah);
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

  it('teaches nobody who may ask only for their own data whether it exists', async () => {
    for (const address of ['megan@contoso.com', 'nobody@contoso.com', 'Megan']) {
      const draft = await drafted(stranger);
      const inputs = asked(address);
      const answer = await fillForm(world.deps, click(stranger, draft, 'form.preview', inputs), inputs, zone);
      expect(refusalOf(answer)).toBe('othersNotAllowed');
    }
  });
});

describe('deciding', () => {
  it('counts a double click once', async () => {
    const request = await submitted();
    const press = () => approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await Promise.all([press(), press(), press()]);
    await world.settled();
    expect((await world.request(request.id)).decisions).toHaveLength(1);
    expect(world.provider.calls).toEqual(['explore', 'restore']);
  });

  it('tells a late approver privately and changes nothing', async () => {
    const request = await submitted();
    await rejectRequest(world.deps, click(isaiah, request, 'approval.reject'), 'Ask HR first');
    expect(refusalOf(await approveRequest(world.deps, click(megan, request, 'approval.approve')))).toBe('tooLate');
    expect((await world.request(request.id)).state).toBe('rejected');
    await world.settled();
    expect(cardsTo(adele)).toContain('post notice');
    expect(lastCardTo(megan)).toMatchObject({ card: 'approval', request: { state: 'rejected' } });
  });

  it('never lets the requester decide, nor anybody without the role know the request', async () => {
    const own = await submitted({ ...form, who: 'me' }, isaiah);
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
    const request = await submitted();
    expect(request.unreachable.map((person) => person.id)).toEqual([megan.id]);
    expect(lastCardTo(adele)).toMatchObject({ card: 'status', request: { unreachable: [{ id: megan.id }] } });
  });

  it('expires when nobody answers, and the requester hears of it', async () => {
    const request = await submitted();
    await world.passes(72 * 3_600);
    expect((await world.request(request.id)).state).toBe('expired');
    expect(lastCardTo(adele)).toMatchObject({ card: expect.stringMatching(/status|notice/) });
  });

  it('does not start what was withdrawn', async () => {
    const request = await submitted();
    await withdrawRequest(world.deps, click(adele, request, 'status.withdraw'));
    expect(refusalOf(await approveRequest(world.deps, click(isaiah, request, 'approval.approve')))).toBe('tooLate');
    await world.passes(3_600);
    expect(world.provider.calls).toEqual([]);
  });
});

describe('running', () => {
  it('goes back for approval when the restore point moved', async () => {
    const request = await submitted();
    const targets = content.targets.map((plan) => ({ ...plan, point: world.provider.points[0] ?? null }));
    world.provider.prepared = { kind: 'pointMoved', targets };
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    expect(await world.request(request.id)).toMatchObject({
      state: 'awaitingApproval',
      revision: request.revision + 1,
    });
    expect(world.provider.calls).not.toContain('restore');
  });

  it('does a step again that certainly did nothing, and never one that may have worked', async () => {
    const request = await submitted();
    world.provider.faults = [new Fault('BACKUP_UNREACHABLE', { effect: 'none' })];
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.passes(10);
    expect(world.provider.calls).toEqual(['explore', 'restore']);
    expect((await world.request(request.id)).state).toBe('running');
  });

  it('adopts what an interrupted step had done', async () => {
    const request = await submitted();
    world.provider.faults = [new Fault('BACKUP_UNREACHABLE', { effect: 'unknown' })];
    world.provider.settlement = { kind: 'done', result: { sessionId: 'found' } };
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.passes(10);
    expect(world.provider.calls).toEqual(['explore', 'restore']);
    expect((await world.request(request.id)).state).toBe('running');
  });

  it('stops and asks the admins when it cannot be proved', async () => {
    const request = await submitted();
    world.provider.faults = [new Fault('BACKUP_UNREACHABLE', { effect: 'unknown' })];
    world.provider.settlement = {
      kind: 'unproven',
      attention: { candidates: [{ sessionId: 's9', facts: [] }], explanation: 'two' },
    };
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.passes(10);
    const stuck = await world.request(request.id);
    expect(stuck).toMatchObject({ state: 'needsAttention', run: { attention: { step: 'explore' } } });
    expect(cardsTo(megan)).toContain('post attention');
    expect(refusalOf(await closeUnproven(world.deps, click(isaiah, stuck, 'attention.close')))).toBe('unknownRequest');
    expect(refusalOf(await closeUnproven(world.deps, click(megan, stuck, 'attention.close')))).toBe('accepted');
    await world.settled();
    expect(world.provider.calls).toEqual(['explore', 'close']);
  });

  it('can be started again more than once, each time by a press of its own', async () => {
    const request = await submitted();
    const unknown = () => new Fault('BACKUP_UNREACHABLE', { effect: 'unknown' });
    world.provider.settlement = { kind: 'unproven', attention: { candidates: [], explanation: 'none' } };
    world.provider.faults = [unknown()];
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await world.passes(120);
      const stuck = await world.request(request.id);
      expect(stuck).toMatchObject({ state: 'needsAttention', run: { attempt } });
      world.provider.faults = [unknown()];
      const press = () => startAgain(world.deps, click(megan, stuck, 'attention.startAgain'));
      await Promise.all([press(), press()]);
    }
    await world.passes(120);
    expect(await world.request(request.id)).toMatchObject({ state: 'needsAttention', run: { attempt: 3 } });
  });

  it('fails at once with what trying again cannot mend', async () => {
    const request = await submitted();
    world.provider.faults = [new Fault('BACKUP_FORBIDDEN', { effect: 'none' })];
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    expect(await world.request(request.id)).toMatchObject({ state: 'failed', faultCode: 'BACKUP_FORBIDDEN' });
    expect(world.provider.calls).toEqual(['close']);
  });

  it('stops on request and closes its sessions', async () => {
    const request = await running();
    await stopRequest(world.deps, click(adele, request, 'status.stop'));
    await world.settled();
    expect((await world.request(request.id)).state).toBe('stopped');
    expect(world.provider.calls.slice(2)).toEqual(['stop']);

    world.provider.observation = { kind: 'ended', outcomes: [outcome] };
    await world.passes(5);
    expect(await world.request(request.id)).toMatchObject({
      state: 'stopped',
      run: { atRest: true },
      outcomes: [{ counts }],
    });
    expect(world.provider.calls.slice(2)).toEqual(['stop', 'close']);
    expect(cardsTo(adele).filter((card) => card.startsWith('post'))).toEqual(['post form', 'post notice']);
    expect(cardsTo(announceChannelId)).toEqual(['post announcement']);
  });

  it('tells what was counted when a stopped run never comes to rest', async () => {
    const request = await running();
    await stopRequest(world.deps, click(adele, request, 'status.stop'));
    world.provider.observation = { kind: 'working', counts, totalItems: 11 };
    for (let look = 0; look < 30; look += 1) await world.passes(30);
    expect(await world.request(request.id)).toMatchObject({ state: 'stopped', run: { atRest: true, counts } });
    expect(world.provider.calls.slice(2)).toEqual(['stop', 'close']);
  });

  it('does not begin while another run is open on the same mailbox', async () => {
    const forAnybody = { people: [stranger.id], groups: [] };
    world = await world.again({ policy: { ...policy, ask: { ...policy.ask, forAnybody } } });
    await running();
    const second = await submitted({ ...form, who: 'other', address: adele.address }, stranger);
    await approveRequest(world.deps, click(isaiah, second, 'approval.approve'));
    await world.settled();
    expect((await world.request(second.id)).state).toBe('waiting');
    world.provider.observation = { kind: 'ended', outcomes: [outcome] };
    for (let look = 0; look < 4; look += 1) await world.passes(30);
    expect((await world.request(second.id)).state).toBe('completed');
    expect(world.provider.calls).toEqual(['explore', 'restore', 'close', 'explore', 'restore', 'close']);
  });
});

describe('the budget of a click', () => {
  it('is one commit and no provider call', async () => {
    const request = await submitted();
    const before = world.deps.store.commits();
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    expect(world.deps.store.commits() - before).toBeLessThanOrEqual(2);
  });
});

function never(): never {
  throw new Error('cannot be');
}
