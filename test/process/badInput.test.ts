import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonOf, cardLines } from '../../src/sandbox/demo/cardText.ts';
import type { SeenCard } from '../../src/sandbox/demo/stage.ts';
import { personId } from '../../src/sandbox/world.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

let played: PlayedBot;
let adele: string;

beforeAll(async () => {
  played = await playBot();
  adele = played.stage.chatOf(personId.adele);
});
afterAll(() => played?.stop());

const offers = (verb: string) => (content: unknown) => buttonOf(content, verb) !== undefined;

/** A form nobody has pressed yet: each `say` opens one, the newest is the last message with that button. */
async function freshForm(
  text = 'restore my mailbox to yesterday 3pm, I deleted the Contoso folder by accident',
): Promise<SeenCard> {
  const { connector, people } = played.stage;
  const before = connector.events.length;
  await people.say(personId.adele, text);
  const event = await connector.waitFor(
    (seen) =>
      connector.events.indexOf(seen) >= before &&
      seen.did === 'send' &&
      seen.conversationId === adele &&
      offers('form.preview')(contentOf(seen)),
  );
  return { conversationId: adele, activityId: event.activityId ?? '', content: contentOf(event), summary: '' };
}

const contentOf = (event: { activity?: { attachments?: unknown[] } }): unknown =>
  (event.activity?.attachments?.[0] as { content?: unknown } | undefined)?.content;

/** What came back to the person who pressed: the lines of a card, or the sentence. */
const said = (body: unknown): string => {
  const { value } = body as { value?: unknown };
  return typeof value === 'string' ? value : cardLines(value).join('\n');
};

describe('bad input to the shipped process', () => {
  it.each([
    ['a date in the future', { date: '2099-01-01' }, /still to come/],
    ['an impossible date', { date: '2026-02-31' }, /date|time/i],
    ['an empty reason', { reason: '' }, /why|reason/i],
    ['a reason of 5,000 characters', { reason: 'x'.repeat(5_000) }, /500/],
    ["somebody else's mailbox without the right", { who: 'other', people: personId.megan }, /own|others/i],
  ])('answers %s on the form, and nothing is started', async (_what, typed, sentence) => {
    const form = await freshForm();
    const body = await played.stage.press(personId.adele, form, 'form.preview', typed as Record<string, string>);
    expect(said(body)).toMatch(sentence);
    expect(offers('form.preview')((body as { value: unknown }).value)).toBe(true);
    expect(played.stage.services.veeam.record().restores).toEqual([]);
  });

  it.each([
    ['an unknown verb', { action: { type: 'Action.Execute', verb: 'form.hack', data: {} } }],
    ['no verb', { action: { type: 'Action.Execute', data: {} } }],
    ['no action', {}],
    ['a list for an object', []],
    ['a number', 7],
    ['nested nonsense', { action: { verb: { $ne: 1 }, data: [[[]]] } }],
    ['a revision that is none', { action: { verb: 'form.preview', data: { requestId: 'x', revision: 'NaN' } } }],
    [
      'an approval of a request that does not exist',
      { action: { verb: 'approval.approve', data: { requestId: 'x', revision: 1 } } },
    ],
  ])('answers an invoke with %s by a sentence', async (_what, value) => {
    const answer = await played.stage.people.send(personId.megan, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value,
    });
    expect(answer.status).toBe(200);
    expect(said(answer.body)).toMatch(/[.!?]$/);
  });

  it('answers unknown invokes as the protocol asks, and other activities with nothing', async () => {
    const answer = async (type: string, name: string) =>
      (await played.stage.people.send(personId.adele, { type, name, value: {} })).status;
    expect(await answer('invoke', 'task/fetch')).toBe(501);
    expect(await answer('invoke', 'composeExtension/query')).toBe(501);
    for (const type of ['event', 'messageReaction', 'typing']) expect(await answer(type, 'x'), type).toBe(200);
  });

  it('shows what people wrote as they wrote it', async () => {
    const odd =
      'because of **bold** [link](https://evil.example) ${requestId} {{DATE(2026-01-01)}} <at>all</at> <b>x</b>';
    const form = await freshForm();
    await played.stage.press(personId.adele, form, 'form.preview', { reason: odd });
    const preview = await played.stage.card(
      adele,
      (content) => offers('preview.submit')(content) && cardLines(content).join(' ').includes('bold'),
    );
    const shown = cardLines(preview.content).join('\n');
    expect(shown).toContain('${requestId}');
    // A TextRun knows no Markdown, so nothing has to be changed to be shown as it was written.
    expect(shown).toContain('**bold** [link](https://evil.example)');
  });

  it('counts a double click once and answers a stale card kindly', async () => {
    const { stage } = played;
    const form = await freshForm();
    await Promise.all([1, 2, 3].map(() => stage.press(personId.adele, form, 'form.preview')));
    const preview = await stage.card(
      adele,
      (content) => offers('preview.submit')(content) && requestIdOf(content) === requestIdOf(form.content),
    );
    await Promise.all([1, 2].map(() => stage.press(personId.adele, preview, 'preview.submit')));
    const stale = await stage.press(personId.adele, form, 'form.preview');
    expect(said(stale)).toMatch(/[.!?]/);
    await stage.people.say(personId.adele, 'my restores');
    const list = await stage.card(adele, (content) => cardLines(content).some((line) => line.includes('RR-1')));
    expect(cardLines(list.content).join('\n')).not.toContain('RR-2');
  });

  it('refuses the requester as approver whatever the card data say', async () => {
    const { stage } = played;
    const approval = await stage.card(stage.chatOf(personId.megan), offers('approval.approve'));
    const data = {
      ...buttonOf(approval.content, 'approval.approve')?.data,
      approverId: personId.megan,
      from: personId.megan,
    };
    const forged = await stage.people.press(personId.adele, {
      conversationId: adele,
      activityId: approval.activityId,
      kind: 'execute',
      verb: 'approval.approve',
      data,
    });
    expect(said(forged.body)).toMatch(/somebody else has to decide/);
    const stranger = await stage.people.send(personId.nestor, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { verb: 'preview.submit', data } },
    });
    expect(said(stranger.body)).toMatch(/[.!?]$/);
    expect(stage.services.veeam.record().restores).toEqual([]);
  });

  it('is alive afterwards, and complained of nothing', async () => {
    const form = await freshForm();
    expect(cardLines(form.content)[0]).toBeTruthy();
    expect(played.stage.services.veeam.bugs).toEqual([]);
  });
});

const requestIdOf = (content: unknown): unknown =>
  (buttonOf(content, 'form.discard') ?? buttonOf(content, 'form.preview'))?.data.requestId;
