import { afterAll, beforeAll, expect, it } from 'vitest';
import { buttonOf, cardLines } from '../../src/sandbox/demo/cardText.ts';
import { contentOf } from '../../src/sandbox/demo/stage.ts';
import { groupId, personId } from '../../src/sandbox/world.ts';
import { moveIntoPast } from './pastTime.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

/** Late clicks on the shipped process. It is stopped, what its database says is moved into the past, and it is started again. */
const { adele, megan, nestor } = personId;
const policy = `
decide: { people: ["${megan}"] }
times: { waitHours: 72, validHours: 24, remindEveryHours: null }
admins: { groups: ["${groupId.admins}"] }
`;

let played: PlayedBot;
beforeAll(async () => {
  played = await playBot({ policy, alsoInstalled: [nestor] });
}, 180_000);
afterAll(() => played?.stop());

const offers = (verb: string) => (content: unknown) => buttonOf(content, verb) !== undefined;
const text = (content: unknown) => cardLines(content).join('\n');
type Ref = { readonly requestId: string; readonly revision: unknown; readonly label: string };

async function asked(number: number): Promise<Ref> {
  const { people, press, card, chatOf } = played.stage;
  await people.say(adele, 'restore my mailbox to yesterday 3pm, I deleted the Contoso folder by accident');
  const isNew = (verb: string) => (content: unknown) => offers(verb)(content) && !used.has(idOf(content, verb));
  await press(adele, await card(chatOf(adele), isNew('form.preview')), 'form.preview');
  await press(adele, await card(chatOf(adele), isNew('preview.submit')), 'preview.submit');
  const label = `RR-${number}`;
  const approval = await card(
    chatOf(megan),
    (content) => offers('approval.approve')(content) && text(content).includes(label),
  );
  const data = buttonOf(approval.content, 'approval.approve')?.data ?? {};
  used.add(String(data.requestId));
  return { requestId: String(data.requestId), revision: data.revision, label };
}
const used = new Set<string>();
const idOf = (content: unknown, verb: string) => String(buttonOf(content, verb)?.data.requestId);

async function press(person: string, verb: string, { requestId, revision, label }: Ref): Promise<string> {
  const conversationId = played.stage.chatOf(person);
  const data = { requestId, revision };
  const { body } = await played.stage.people.press(person, {
    conversationId,
    activityId: 'any',
    kind: 'execute',
    verb,
    data,
  });
  const { value } = (body ?? {}) as { value?: unknown };
  const said = typeof value === 'string' ? value : text(value);
  // On a busy machine the directory takes longer than a click may wait; the person is asked to try again, and does.
  return said.startsWith('I could not check') ? press(person, verb, { requestId, revision, label }) : said;
}
const tooLate = /already moved on/;
const restores = () => played.stage.services.veeam.record().restores;

it('an approval of a request whose wait has run out comes too late, also before the job that ends it has run', async () => {
  const request = await asked(1);
  await played.crash(() => moveIntoPast(played.dataFolder, request.requestId, 72, 'late'));
  expect(await press(megan, 'approval.approve', request)).toMatch(tooLate);
  expect(await press(adele, 'status.refresh', request)).toContain('Waiting for approval');

  await played.crash(() => moveIntoPast(played.dataFolder, request.requestId, 0, 'due'));
  const { stage } = played;
  await stage.card(stage.chatOf(adele), (content) => /RR-1 has expired/.test(text(content)));
  expect(await press(megan, 'approval.approve', request)).toMatch(tooLate);
  expect(await press(adele, 'status.refresh', request)).toContain('Expired');
  expect(restores()).toEqual([]);
}, 180_000);

it('an approval that has aged starts nothing', async () => {
  const { stage } = played;
  await stage.people.say(nestor, 'pause');
  // The answer to the word, and the notice every admin gets: the directory says that Nestor is one.
  const paused = () =>
    stage.connector.events.filter(
      (seen) => seen.conversationId === stage.chatOf(nestor) && text(contentOf(seen)).includes('The bot is paused'),
    ).length;
  await expect.poll(paused, { timeout: 30_000 }).toBe(2);
  const request = await asked(2);
  expect(await press(megan, 'approval.approve', request)).toContain('Approved');
  await played.crash(() => moveIntoPast(played.dataFolder, request.requestId, 24, 'due'));
  await stage.card(stage.chatOf(adele), (content) => /RR-2 has expired/.test(text(content)));
  // The very same press again, as Teams would resend it.
  expect(await press(megan, 'approval.approve', request)).toContain('There is nothing left to decide here.');
  expect(restores()).toEqual([]);

  await stage.people.say(nestor, 'resume');
  // What is approved in time starts on the same process, so it was the age that kept the other from starting.
  const third = await asked(3);
  await press(megan, 'approval.approve', third);
  await stage.card(stage.chatOf(adele), (content) => /Your request RR-3:/.test(text(content)));
  expect(restores()).toHaveLength(1);
}, 180_000);
