import { afterAll, beforeAll, expect, it } from 'vitest';
import { buttonOf, cardLines } from '../../src/sandbox/demo/cardText.ts';
import { personId, siteId } from '../../src/sandbox/world.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

/** The owners of the group behind a site ask and decide on the shipped process; Lee owns nothing. */
const { adele, alexMarketing: alex, lee, nestor } = personId;
const policy = `
ask: { owners: true }
decide: { groups: [], owners: true }
admins: { people: ["${nestor}"] }
`;

let played: PlayedBot;
beforeAll(async () => {
  played = await playBot({ policy, alsoInstalled: [alex, nestor] });
}, 60_000);
afterAll(() => played?.stop());

const offers = (verb: string) => (content: unknown) => buttonOf(content, verb) !== undefined;
const text = (content: unknown) => cardLines(content).join('\n');
const urlOf = (id: string) => played.stage.services.world.containers.find((one) => one.id === id)?.url ?? '';

/** Fills the form for a site; the card that comes of it is the next in the person's chat. */
async function askFor(person: string, site: string): Promise<void> {
  const { people, press, card, chatOf } = played.stage;
  await people.say(person, `restore the site ${urlOf(site)} to yesterday 3pm, files were deleted by accident`);
  const typed = {
    workload: 'sharePoint',
    who: 'other',
    address: urlOf(site),
    reason: 'Files were deleted by accident',
  };
  await press(person, await card(chatOf(person), offers('form.preview')), 'form.preview', typed);
}

it('the owners of the group behind a site ask for it and decide on it, each other’s requests only', async () => {
  const { press, card, chatOf, people } = played.stage;
  await askFor(adele, siteId.marketing);
  const preview = await card(chatOf(adele), offers('preview.submit'));
  expect(text(preview.content)).toContain('Alex Wilber');
  await press(adele, preview, 'preview.submit');
  const approval = await card(chatOf(alex), offers('approval.approve'));
  const data = buttonOf(approval.content, 'approval.approve')?.data ?? {};
  const approve = async (person: string) => {
    const to = {
      conversationId: chatOf(person),
      activityId: 'any',
      kind: 'execute',
      verb: 'approval.approve',
    } as const;
    const { body } = await people.press(person, { ...to, data });
    const { value } = (body ?? {}) as { value?: unknown };
    return typeof value === 'string' ? value : text(value);
  };
  expect(await approve(adele)).toMatch(/your own request/);
  expect(await approve(lee)).toMatch(/do not know this request/);
  expect(played.stage.services.veeam.record().restores).toEqual([]);
  expect(await approve(alex)).toContain('Approved');
  await card(chatOf(adele), (content) => /Your request RR-1:/.test(text(content)));
  expect(played.stage.services.veeam.record().restores).toHaveLength(1);
}, 60_000);

it('a site without a group is nobody’s, also for those who own another', async () => {
  const { card, chatOf } = played.stage;
  await askFor(alex, siteId.humanResources);
  await card(chatOf(alex), (content) => text(content).includes('You may only ask for your own data.'));
}, 60_000);
