import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RestoreRequest } from '../../src/domain/request.ts';
import { ask } from '../../src/flows/ask.ts';
import { type FormInputs, fillForm } from '../../src/flows/fillForm.ts';
import { reopenForm } from '../../src/flows/requestClicks.ts';
import { takeAlternative } from '../../src/flows/takeAlternative.ts';
import { parse } from '../../src/intent/parse.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah } from '../fakes/requests.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await startFlowWorld({ read: parse });
});
afterEach(() => world.stop());

const zone = 'America/New_York';

/** Opens a form by words, as a message does. */
async function said(text: string): Promise<RestoreRequest> {
  await ask(world.deps, {
    person: adele,
    conversation: world.personal(adele),
    sentence: { text, locale: 'en-US', timeZone: zone, now: world.clock.now().toISOString() },
    mentions: [],
  });
  await world.settled();
  return latest();
}
async function latest(): Promise<RestoreRequest> {
  const [request] = await world.requests();
  if (!request) throw new Error('no request was opened');
  return request;
}
const press = (request: RestoreRequest, alternativeUtc: string, person = adele) =>
  takeAlternative(
    world.deps,
    { verb: 'form.alternative', requestId: request.id, revision: request.revision, person, inputs: { alternativeUtc } },
    alternativeUtc,
    zone,
  );
const alternativeOf = (request: RestoreRequest): string => {
  const found = request.draft.readingNotes.find((note) => note.alternativeUtc !== null)?.alternativeUtc;
  if (!found) throw new Error('the words had only one reading');
  return found;
};
const find = (request: RestoreRequest, over: Partial<FormInputs>) => {
  const inputs: FormInputs = {
    workload: 'exchange',
    who: 'me',
    people: [],
    address: '',
    date: '',
    time: '',
    destination: 'inPlace',
    options: ['missingItems'],
    reason: 'I deleted a folder by accident',
    ...over,
  };
  const click = { verb: 'form.preview', requestId: request.id, revision: request.revision, person: adele, inputs };
  return fillForm(world.deps, click, inputs, zone);
};

const eitherWay = 'restore my mailbox to 3/4 at 5pm';

describe('the other reading', () => {
  it('becomes the asked time, as a new revision of the form, and can be taken back', async () => {
    const request = await said(eitherWay);
    expect(request.draft.askedTime?.utc).toBe('2026-03-04T22:00:00.000Z');
    const answer = await press(request, '2026-04-03T21:00:00.000Z');
    expect(answer).toMatchObject({
      card: 'form',
      request: { revision: request.revision + 1, draft: { askedTime: { utc: '2026-04-03T21:00:00.000Z', zone } } },
    });
    const taken = await latest();
    expect(taken.draft.reason).toBe(request.draft.reason);
    await press(taken, alternativeOf(taken));
    expect((await latest()).draft).toEqual(request.draft);
  });

  it('is never a time that only the card names', async () => {
    const request = await said(eitherWay);
    for (const made of ['2026-03-05T22:00:00.000Z', '2026-04-03T21:00Z', 'x', ''])
      expect(await press(request, made)).toEqual({ refused: { code: 'malformed' } });
    expect(await latest()).toEqual(request);
  });

  it('is the requester’s to take, on the current card only', async () => {
    const request = await said(eitherWay);
    const other = alternativeOf(request);
    expect(await press(request, other, isaiah)).toEqual({ refused: { code: 'unknownRequest' } });
    expect(await press({ ...request, revision: request.revision + 7 }, other)).toEqual({
      refused: { code: 'staleRevision' },
    });
    expect(await latest()).toEqual(request);
  });

  it('of an hour that came twice is what is looked up, though both look alike in the form', async () => {
    const request = await said('restore my mailbox to 2026-11-01 01:30');
    expect(request.draft.askedTime?.utc).toBe('2026-11-01T05:30:00.000Z');
    await press(request, '2026-11-01T06:30:00.000Z');
    await find(await latest(), { date: '2026-11-01', time: '01:30' });
    expect((await latest()).draft.askedTime?.utc).toBe('2026-11-01T06:30:00.000Z');
  });
});

describe('what was unclear about the words', () => {
  const afterFilling = async (date: string, time: string) => {
    await find(await said(eitherWay), { date, time });
    await world.settled();
    const filled = await latest();
    const click = {
      verb: 'preview.change',
      requestId: filled.id,
      revision: filled.revision,
      person: adele,
      inputs: {},
    };
    await reopenForm(world.deps, click);
    return (await latest()).draft.readingNotes.map((note) => note.kind);
  };

  it('is still said while the time is the one that was read', async () => {
    expect(await afterFilling('2026-03-04', '17:00')).toEqual(['day-month-order']);
  });

  it('is not said any more once the person has chosen another', async () => {
    expect(await afterFilling('2026-03-10', '17:00')).toEqual([]);
  });
});
