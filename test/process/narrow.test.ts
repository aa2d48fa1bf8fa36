import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonOf, cardLines, inputsOf } from '../../src/sandbox/demo/cardText.ts';
import { countsOn } from '../../src/sandbox/demo/countsOn.ts';
import type { SeenCard } from '../../src/sandbox/demo/stage.ts';
import { personId } from '../../src/sandbox/world.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

let played: PlayedBot;
beforeAll(async () => {
  played = await playBot({ secondsPerItem: 0.03 });
}, 60_000);
afterAll(() => played?.stop());

const offers = (verb: string) => (content: unknown) => buttonOf(content, verb) !== undefined;
const text = (content: unknown) => cardLines(content).join('\n');
const inputOn = (card: SeenCard, id: string) => inputsOf(card.content).find((input) => input.id === id)?.value;

/** The check boxes of a narrowing card: the title a person reads, without the letters that show nothing, and what a tick sends. */
function titlesOn({ content }: SeenCard): readonly { readonly title: string; readonly value: string }[] {
  const { body } = content as { body: { id?: string; choices?: { title: string; value: string }[] }[] };
  const { choices = [] } = body.find(({ id }) => id === 'picked') ?? {};
  return choices.map(({ title, value }) => ({ title: title.replaceAll('\u2060', ''), value }));
}

describe('one message of a mailbox', () => {
  const chosen = ['Contoso: open points (2)', 'Contoso: open points (7)'];

  it('is found by what the sentence said, chosen from titles only the requester sees, and alone restored', async () => {
    const { stage } = played;
    const adele = stage.chatOf(personId.adele);
    const said =
      'restore the mail with subject "open points" in folder Contoso of my mailbox to yesterday 9am, I deleted it';
    await stage.people.say(personId.adele, said);
    const form = await stage.card(adele, offers('form.preview'));
    expect(inputOn(form, 'extent')).toBe('items');
    expect(text(form.content)).toContain('“Contoso”');
    await stage.press(personId.adele, form, 'form.preview');

    const found = await stage.card(adele, offers('narrow.use'));
    expect(inputOn(found, 'folder')).toBe('Contoso');
    const titles = titlesOn(found);
    expect(titles.length).toBeGreaterThan(chosen.length);
    expect(titles.every(({ title }) => title.includes('open points'))).toBe(true);
    const picked = titles.filter(({ title }) => chosen.some((one) => title.startsWith(one))).map(({ value }) => value);
    expect(picked).toHaveLength(2);

    // Another person who gets hold of the card learns and moves nothing; a process that starts anew has lost no choice.
    const stranger = await stage.press(personId.megan, found, 'narrow.use', { picked: picked.join(',') });
    expect(JSON.stringify(stranger)).toContain('I do not know this request');
    await played.crash();
    await stage.press(personId.adele, found, 'narrow.use', { picked: picked.join(',') });

    const preview = await stage.card(adele, (content) => /2 chosen items/.test(text(content)));
    await stage.press(personId.adele, preview, 'preview.submit');
    const approval = await stage.card(stage.chatOf(personId.megan), offers('approval.approve'));
    expect(text(approval.content)).toContain('2 chosen items');
    expect(text(approval.content)).toContain('in the folder “Contoso” and with “open points” in the subject');
    await stage.press(personId.megan, approval, 'approval.approve');

    const done = await stage.card(adele, (content) => countsOn(content) !== null && /Completed/.test(text(content)));
    const { restores } = stage.services.veeam.record();
    expect(restores).toHaveLength(1);
    expect(restores[0]?.items.map(({ title }) => title).sort()).toEqual(chosen);
    const { created, merged, skipped, failed } = restores[0]?.counts ?? {};
    expect(countsOn(done.content)).toEqual({ created, merged, skipped, failed });
    expect(created).toBe(2);
    await expect
      .poll(() => stage.services.veeam.record().sessions.every(({ state }) => state === 'Stopped'), { timeout: 10_000 })
      .toBe(true);
  }, 90_000);

  it('can be looked for again with other words, and shows that nothing fits', async () => {
    const { stage } = played;
    const adele = stage.chatOf(personId.adele);
    await stage.people.say(personId.adele, 'restore my folder Archive in my mailbox to yesterday 9am, I deleted it');
    const form = await stage.card(adele, (content) => offers('form.preview')(content) && /Archive/.test(text(content)));
    await stage.press(personId.adele, form, 'form.preview');
    const first = await stage.card(adele, (content) => offers('narrow.use')(content) && /Archive/.test(text(content)));
    await stage.press(personId.adele, first, 'narrow.search', { title: 'no such subject' });
    const nothing = await stage.card(adele, (content) => /Nothing fits/.test(text(content)));
    await stage.press(personId.adele, nothing, 'narrow.search', { title: '', since: '2020-01-01' });
    const again = await stage.card(
      adele,
      (content) => offers('narrow.use')(content) && JSON.stringify(content).includes('2020-01-01'),
    );
    expect(titlesOn(again).length).toBeGreaterThan(0);
  }, 60_000);

  it('leaves its title, and every other that was shown, in no file and with nobody else', async () => {
    const { stage } = played;
    await played.bot().stop();
    const shown = stage.connector.conversations
      .all()
      .flatMap(({ id, activities }) => activities.map((activity) => ({ id, json: JSON.stringify(activity) })));
    expect(shown.some(({ json }) => json.includes('open points'))).toBe(true);
    // The words of the search are the requester's own; a title is more than they said.
    const canaries = ['open points (', 'Falcon launch', 'Quarterly review', 'Budget 2027'];
    const others = stage.connector.events.filter(
      ({ conversationId }) => conversationId !== stage.chatOf(personId.adele),
    );
    const files = [played.dataFolder, played.folder].flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'world.json')
        .map((entry) => join(folder, entry.name)),
    );
    expect(files.map((file) => file.split('/').at(-1))).toEqual(
      expect.arrayContaining(['bot.log', 'restore-bot.sqlite']),
    );
    for (const canary of canaries) {
      expect(JSON.stringify(others)).not.toContain(canary);
      for (const file of files)
        expect(readFileSync(file, 'latin1').includes(canary), `${canary} in ${file}`).toBe(false);
    }
    expect(readFileSync(played.logFile, 'utf8')).not.toContain('open points');
  });
});
