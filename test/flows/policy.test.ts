import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import { ask } from '../../src/flows/ask.ts';
import { fillForm } from '../../src/flows/fillForm.ts';
import { openFromList } from '../../src/flows/openFromList.ts';
import { withdrawRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest, rejectRequest } from '../../src/flows/review.ts';
import { Fault } from '../../src/lib/fault.ts';
import { announceChannelId, type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, megan, policy, stranger } from '../fakes/requests.ts';
import { click, form, formFor, previewed, refusalOf, submit, submitted, zone } from './acting.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await startFlowWorld();
});
afterEach(() => world.stop());

const group = 'group-approvers';
type Changes = { readonly [K in keyof Policy]?: Policy[K] extends object | null ? Partial<Policy[K]> : Policy[K] };

/** Plays under another policy: the usual one with changes, one level deep. */
async function under(changes: Changes): Promise<void> {
  const merged = Object.fromEntries(
    Object.entries({ ...policy, ...changes }).map(([key, value]) => {
      const usual = policy[key as keyof Policy];
      const isMap = typeof usual === 'object' && usual !== null && !Array.isArray(usual);
      return [key, isMap && typeof value === 'object' ? { ...usual, ...value } : value];
    }),
  ) as Policy;
  world = await world.again({ policy: merged });
}
const approve = (person: typeof adele, request: Parameters<typeof click>[1]) =>
  approveRequest(world.deps, click(person, request, 'approval.approve'));
const cardsTo = (id: string) => world.shown.filter((shown) => shown.to === id);

describe('who may decide is asked at the click', () => {
  beforeEach(async () => {
    await under({ decide: { people: [], groups: [group] } });
    world.accounts.groups.set(group, [isaiah.id, megan.id]);
  });

  it('finds the members of a group, and takes the approval of one', async () => {
    const request = await submitted(world, adele);
    expect(request.asked.map((person) => person.id)).toEqual([isaiah.id, megan.id]);
    expect(request.preview).toMatchObject({ why: { [isaiah.id]: 'group' } });
    expect(refusalOf(await approve(megan, request))).toBe('accepted');
  });

  it('refuses an approver who was removed from the group a moment ago, as if the request did not exist', async () => {
    const request = await submitted(world, adele);
    world.accounts.groups.set(group, [megan.id]);
    expect(refusalOf(await approve(isaiah, request))).toBe('unknownRequest');
    expect((await world.request(request.id)).decisions).toEqual([]);
  });

  it('refuses an approver whose account was disabled a moment ago', async () => {
    const request = await submitted(world, adele);
    world.accounts.gone.add(megan.id);
    expect(refusalOf(await approve(megan, request))).toBe('guestsNotAllowed');
    expect((await world.request(request.id)).decisions).toEqual([]);
  });

  it('says "try again" when the directory cannot be asked, records nothing, and takes the same click later', async () => {
    const request = await submitted(world, adele);
    const before = world.deps.store.commits();
    world.accounts.fault = new Fault('DIRECTORY_UNREACHABLE', { effect: 'none' });
    expect(refusalOf(await approve(megan, request))).toBe('authorityUnknown');
    expect(world.deps.store.commits()).toBe(before);
    expect(await world.request(request.id)).toEqual(request);
    world.accounts.fault = null;
    expect(refusalOf(await approve(megan, request))).toBe('accepted');
  });

  it('lets nobody act while the directory cannot be asked, by words neither', async () => {
    world.accounts.fault = new Fault('DIRECTORY_UNREACHABLE', { effect: 'none' });
    const sentence = { text: 'my restores', locale: 'en-US', timeZone: zone, now: '', mentions: [], botId: '28:bot' };
    const message = { person: adele, conversation: world.personal(adele), sentence, mentions: [] };
    expect(await ask(world.deps, message)).toEqual({ card: 'refusal', refusal: { code: 'authorityUnknown' } });
  });
});

describe('guests and strangers', () => {
  it('are refused with a sentence, and let in only by the policy', async () => {
    world.accounts.guests.add(adele.id);
    const conversation = world.personal(adele);
    const sentence = { text: 'hello', locale: 'en-US', timeZone: zone, now: '', mentions: [], botId: '28:bot' };
    const hello = () => ask(world.deps, { person: adele, conversation, sentence, mentions: [] });
    expect(await hello()).toEqual({ card: 'refusal', refusal: { code: 'guestsNotAllowed' } });
    const federated = { ...adele, id: 'ffffffff-0000-4000-8000-00000000000f' };
    expect(await ask(world.deps, { person: federated, conversation, sentence, mentions: [] })).toMatchObject({
      refusal: { code: 'guestsNotAllowed' },
    });
    await under({ guests: true });
    world.accounts.guests.add(adele.id);
    expect(await hello()).toMatchObject({ card: 'help' });
  });
});

describe('who may ask', () => {
  it('lets a manager ask for a report and for nobody else, and tells them of nobody else', async () => {
    await under({ ask: { managers: true, forAnybody: { people: [], groups: [] } } });
    world.accounts.managers.set(adele.id, stranger.id);
    expect((await previewed(world, stranger, formFor(adele))).preview.kind).toBe('ready');
    for (const whom of [
      formFor(megan),
      { ...form, who: 'other', address: 'nobody@contoso.com' } as const,
      { ...form, who: 'other', address: megan.address } as const,
    ]) {
      const { preview } = await previewed(world, stranger, whom);
      expect(preview).toEqual({ kind: 'refused', refusal: { code: 'othersNotAllowed' } });
    }
  });

  it('asks again when the request is sent', async () => {
    await under({ ask: { managers: true, forAnybody: { people: [], groups: [] } } });
    world.accounts.managers.set(adele.id, stranger.id);
    const request = await previewed(world, stranger, formFor(adele));
    world.accounts.managers.clear();
    expect(refusalOf(await submit(world, request))).toBe('othersNotAllowed');
  });

  it('holds the number of targets, of requests a day and the reason to the policy', async () => {
    await under({
      limits: { requestsPerPersonPerDay: 1, targetsPerRequest: 1 },
      ticket: { forms: ['INC#######'], example: 'INC0012345' },
    });
    const draft = await previewed(world, isaiah, form);
    const press = (inputs: typeof form) =>
      fillForm(world.deps, click(isaiah, draft, 'form.preview', { ...inputs }), inputs, zone);
    expect(refusalOf(await press(form))).toBe('ticketMissing');
    const reason = 'as in INC0012345, deleted by accident';
    expect(refusalOf(await press({ ...formFor(adele), people: [adele.id, megan.id], reason }))).toBe('tooManyTargets');

    await submitted(world, isaiah, { ...form, reason });
    const second = await previewed(world, isaiah, { ...formFor(adele), reason });
    expect(refusalOf(await submit(world, second))).toBe('tooManyRequests');
    expect((await world.request(second.id)).state).toBe('draft');
    await world.passes(24 * 3_600 + 1);
    expect(refusalOf(await submit(world, await world.request(second.id)))).toBe('accepted');
  });
});

describe('how many decide', () => {
  it('asks for more where the data is somebody else’s, and says why', async () => {
    await under({ approvals: { othersData: 2 }, decide: { people: [isaiah.id, megan.id, stranger.id] } });
    const request = await submitted(world, isaiah, formFor(adele));
    expect(request).toMatchObject({
      approvalsNeeded: 2,
      preview: { quorum: { needed: 2, because: ['othersData'] } },
    });
    await approve(megan, request);
    expect((await world.request(request.id)).state).toBe('awaitingApproval');
    await approve(stranger, request);
    await world.settled();
    expect((await world.request(request.id)).state).toBe('running');
  });

  it('counts one person with two accounts once, and never lets the second account decide on the first one’s request', async () => {
    await under({
      approvals: { needed: 2, othersData: 2 },
      decide: { people: [isaiah.id, megan.id, stranger.id] },
      alsoKnownAs: [[isaiah.id, megan.id]],
    });
    const request = await submitted(world, adele);
    await approve(isaiah, request);
    expect(refusalOf(await approve(megan, request))).toBe('alreadyDecidedByYou');
    expect((await world.request(request.id)).state).toBe('awaitingApproval');

    await under({ alsoKnownAs: [[adele.id, megan.id]] });
    const own = await submitted(world, adele);
    expect(refusalOf(await approve(megan, own))).toBe('requesterCannotDecide');
  });

  it('keeps the owner of the data from deciding where the policy says so', async () => {
    await under({ decide: { beneficiaries: false } });
    const request = await submitted(world, isaiah, formFor(megan)).catch((error: unknown) => String(error));
    expect(request).toContain('previewOutdated');
    await under({ decide: { beneficiaries: false, people: [isaiah.id, megan.id, stranger.id] } });
    const other = await submitted(world, isaiah, formFor(megan));
    expect(other.asked.map((person) => person.id)).toEqual([stranger.id]);
    expect(refusalOf(await approve(megan, other))).toBe('beneficiaryCannotDecide');
  });

  it('lets own data through without approval where the policy says so, and never when it was found by address only', async () => {
    await under({ approvals: { ownDataWithout: true, inPlace: 0 } });
    const request = await submitted(world, adele);
    expect(request).toMatchObject({
      state: 'running',
      decisions: [],
      policyApproval: { policyVersion: 'test-1' },
    });
    expect(cardsTo(isaiah.id)).toEqual([]);

    await under({ approvals: { ownDataWithout: true, inPlace: 0 } });
    const found = await world.provider.lookUp({
      workload: 'exchange',
      target: { kind: 'mailbox', id: adele.id, name: '', address: '' },
      tenantId: adele.tenantId,
      askedTimeUtc: '2026-11-19T20:00:00.000Z',
    });
    if (found.kind === 'found') world.provider.found = { ...found, mailOnlyIdentity: true };
    expect(await submitted(world, adele)).toMatchObject({ state: 'awaitingApproval', approvalsNeeded: 1 });
    expect(world.provider.calls).toEqual([]);
  });

  it('asks the manager of the person whose data it is', async () => {
    await under({ decide: { people: [], manager: true } });
    world.accounts.managers.set(adele.id, stranger.id);
    const request = await submitted(world, adele);
    expect(request.asked.map((person) => person.id)).toEqual([stranger.id]);
    expect(refusalOf(await approve(isaiah, request))).toBe('unknownRequest');
    world.accounts.managers.set(adele.id, megan.id);
    expect(refusalOf(await approve(stranger, request))).toBe('unknownRequest');
    world.accounts.managers.set(adele.id, stranger.id);
    expect(refusalOf(await approve(stranger, request))).toBe('accepted');
  });
});

describe('a second request for the same data', () => {
  it('is offered the open one, and leaves nothing behind', async () => {
    const first = await submitted(world, adele);
    const second = await previewed(world, adele);
    const offer = await submit(world, second);
    expect(offer).toMatchObject({
      card: 'refusal',
      refusal: { code: 'duplicateRequest', label: 'RR-1' },
      offer: { requestId: first.id, back: { requestId: second.id } },
    });
    expect(await world.request(second.id)).toEqual(second);
    expect(await openFromList(world.deps, { ...click(adele, second), requestId: first.id })).toBeNull();
    await withdrawRequest(world.deps, click(adele, first, 'status.withdraw'));
    expect(refusalOf(await submit(world, second))).toBe('accepted');
    expect((await world.request(second.id)).number).toBe(2);
  });

  it('is told nothing of one it may not know of', async () => {
    await under({ ask: { forAnybody: { people: [stranger.id], groups: [] } } });
    await submitted(world, adele);
    expect(refusalOf(await submit(world, await previewed(world, stranger, formFor(adele))))).toBe('accepted');
  });
});

describe('waiting', () => {
  it('reminds those who have not decided, and nobody after a decision', async () => {
    await under({ remindEveryHours: 8, approvals: { needed: 2 } });
    const request = await submitted(world, adele);
    await approve(isaiah, request);
    const reminders = (id: string) =>
      cardsTo(id).filter(({ did, card }) => did === 'post' && card.card === 'approval' && card.reminder === true);
    await world.passes(8 * 3_600);
    expect([reminders(isaiah.id).length, reminders(megan.id).length]).toEqual([0, 1]);
    await world.passes(8 * 3_600);
    expect(reminders(megan.id)).toHaveLength(2);
    await rejectRequest(world.deps, click(megan, request, 'approval.reject'), 'no longer needed');
    await world.passes(24 * 3_600);
    expect(reminders(megan.id)).toHaveLength(2);
  });

  it('notes approvers who have left, and tells the requester when too few are left', async () => {
    await under({ remindEveryHours: 8 });
    const request = await submitted(world, adele);
    world.accounts.gone.add(isaiah.id);
    await world.passes(8 * 3_600);
    const notices = () =>
      cardsTo(adele.id).filter(({ card }) => card.card === 'notice' && card.about === 'unreachable');
    expect((await world.request(request.id)).unreachable.map((person) => person.id)).toEqual([isaiah.id]);
    expect(notices()).toHaveLength(0);
    world.accounts.gone.add(megan.id);
    await world.passes(8 * 3_600);
    expect(notices()).toHaveLength(1);
  });

  it('reminds nobody who may no longer decide, and notes them as those who have left', async () => {
    await under({ remindEveryHours: 8, decide: { people: [], groups: [group] } });
    world.accounts.groups.set(group, [isaiah.id, megan.id]);
    const request = await submitted(world, adele);
    world.accounts.groups.set(group, [megan.id]);
    const before = cardsTo(isaiah.id).length;
    await world.passes(8 * 3_600);
    expect((await world.request(request.id)).unreachable.map((person) => person.id)).toEqual([isaiah.id]);
    const sent = (id: string) => cardsTo(id).filter(({ did }) => did === 'post');
    expect(
      cardsTo(isaiah.id)
        .slice(before)
        .filter(({ did }) => did === 'post'),
    ).toEqual([]);
    expect(sent(megan.id).at(-1)?.card).toMatchObject({ card: 'approval', reminder: true });
    world.accounts.groups.set(group, []);
    await world.passes(8 * 3_600);
    expect(cardsTo(adele.id).some(({ card }) => card.card === 'notice' && card.about === 'unreachable')).toBe(true);
  });

  it('tells the requester at once when nobody who was asked can be reached', async () => {
    world.unreachable.add(megan.id).add(isaiah.id);
    await submitted(world, adele);
    expect(cardsTo(adele.id).some(({ card }) => card.card === 'notice' && card.about === 'unreachable')).toBe(true);
  });
});

describe('who is told', () => {
  const done = async () => {
    const target = { kind: 'mailbox', id: adele.id, name: adele.name, address: adele.address } as const;
    const counts = { created: 3, merged: 0, skipped: 0, failed: 0 };
    world.provider.observation = { kind: 'ended', outcomes: [{ target, state: 'completed', counts, issues: [] }] };
    await world.passes(5);
  };
  const told = (id: string) => cardsTo(id).filter(({ card }) => card.card === 'beneficiary');

  it('the owner hears of a restore of their data somebody else asked for, and of no other', async () => {
    const request = await submitted(world, isaiah, formFor(adele));
    await approve(megan, request);
    await world.settled();
    await done();
    expect(told(adele.id)).toHaveLength(1);

    world = await world.again({});
    await approve(isaiah, await submitted(world, adele));
    await world.settled();
    await done();
    expect(told(adele.id)).toHaveLength(0);
  });

  it.each([true, false])('the channel hears names only where the policy says so (%s)', async (announcePeople) => {
    await under({ announcePeople });
    await approve(isaiah, await submitted(world, adele));
    await world.settled();
    await done();
    const [notice] = cardsTo(announceChannelId);
    expect(notice?.card).toMatchObject({ card: 'announcement', namePeople: announcePeople });
  });
});
