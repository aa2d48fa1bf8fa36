import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonOf, cardLines } from '../../src/sandbox/demo/cardText.ts';
import { countsOn } from '../../src/sandbox/demo/countsOn.ts';
import type { SeenCard } from '../../src/sandbox/demo/stage.ts';
import { personId } from '../../src/sandbox/world.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

let played: PlayedBot;
beforeAll(async () => {
  played = await playBot({ signIn: 'portalOperator', secondsPerItem: 0.3 });
}, 60_000);
afterAll(() => played?.stop());

const offers = (verb: string) => (content: unknown) => buttonOf(content, verb) !== undefined;
const text = (content: unknown) => cardLines(content).join('\n');
const about = (label: string, verb: string) => (content: unknown) =>
  offers(verb)(content) && text(content).includes(label);

/** Lee, of the service desk, asks for Adele's OneDrive; returns Megan's card. */
async function asked(label: string): Promise<SeenCard> {
  const { stage } = played;
  const lee = stage.chatOf(personId.lee);
  const before = stage.connector.events.length;
  const fresh = (verb: string) => (content: unknown) =>
    offers(verb)(content) && stage.connector.events.slice(before).some((event) => contentIs(event, content));
  await stage.people.say(personId.lee, "restore Adele's OneDrive to yesterday 3pm, the plan for the launch is gone");
  const form = await stage.card(lee, fresh('form.preview'));
  const inputs = { workload: 'oneDrive', who: 'other', address: 'AdeleV@contoso.onmicrosoft.com' };
  await stage.press(personId.lee, form, 'form.preview', inputs);
  await stage.press(personId.lee, await stage.card(lee, fresh('preview.submit')), 'preview.submit');
  return stage.card(stage.chatOf(personId.megan), about(label, 'approval.approve'));
}

const contentIs = (event: { readonly activity?: { attachments?: unknown[] } }, content: unknown): boolean =>
  (event.activity?.attachments?.[0] as { content?: unknown } | undefined)?.content === content;

const done = (label: string) => (content: unknown) =>
  countsOn(content) !== null && text(content).includes(label) && /Completed/.test(text(content));

describe('a restore with the rights of whoever decides', () => {
  it('signs both in without a word, restores as the approver with our reason, and counts what came back', async () => {
    const { stage } = played;
    stage.signIns.setClients(personId.megan, 3);
    const approval = await asked('RR-1');
    await stage.press(personId.megan, approval, 'approval.approve');
    const card = await stage.card(stage.chatOf(personId.lee), done('RR-1'));

    const { restores, sessions } = stage.services.veeam.record();
    expect(restores).toHaveLength(1);
    expect(restores[0]).toMatchObject({ credential: 'operator' });
    expect(restores[0]?.reason).toMatch(/^RR-1\/restore/);
    expect(new Set(sessions.map(({ account }) => account))).toEqual(new Set([`person:${personId.megan}`]));
    expect(countsOn(card.content)).toMatchObject({ created: restores[0]?.counts.created });
    // Nobody saw a card: each client of each person was answered, and what waited went on once.
    expect(stage.signIns.shown).toEqual([]);
    expect(stage.signIns.answers.map(({ personId: id, answer }) => [id, answer.status])).toEqual([
      [personId.lee, 200],
      [personId.megan, 200],
      [personId.megan, 200],
      [personId.megan, 200],
    ]);
    expect(stage.services.tokenService.held()).toBe(0);
  }, 60_000);

  it('offers no whole mailbox, because a portal operator cannot restore one', async () => {
    const { stage } = played;
    await stage.people.say(personId.adele, 'restore my files to yesterday 3pm, I deleted the Contoso folder');
    const form = await stage.card(stage.chatOf(personId.adele), offers('form.preview'));
    expect(text(form.content)).not.toContain('Mailbox');
  });

  it('goes on after a restart when its person has agreed with the button, and starts nothing twice', async () => {
    const { stage } = played;
    const { delegated } = stage.services.entra;
    stage.services.veeam.speed.secondsPerItem = 3;
    const approval = await asked('RR-2');
    await stage.press(personId.megan, approval, 'approval.approve');
    await stage.card(stage.chatOf(personId.lee), about('RR-2', 'status.stop'));
    delegated.withholdConsent(personId.megan);
    await played.crash();

    await stage.card(
      stage.chatOf(personId.lee),
      (content) => text(content).includes('RR-2') && /again when Megan Bowen .* has signed in/.test(text(content)),
    );
    await expect.poll(() => stage.signIns.shown.length, { timeout: 10_000 }).toBe(1);
    expect(stage.signIns.answers.at(-1)?.answer).toMatchObject({
      status: 412,
      body: { connectionName: 'restore-portal', failureDetail: expect.stringContaining('button') },
    });
    expect(stage.signIns.shown[0]).toMatchObject({
      personId: personId.megan,
      content: { text: expect.stringContaining('RR-2') },
    });
    expect((await stage.signIns.pressSignIn(personId.megan)).status).toBe(200);

    await stage.card(stage.chatOf(personId.lee), done('RR-2'));
    expect(stage.services.veeam.record().restores).toHaveLength(2);
    // What the page left at the token service is forgotten there.
    expect(stage.services.tokenService.held()).toBe(0);
    await expect
      .poll(() => stage.services.veeam.record().sessions.every(({ state }) => state === 'Stopped'), { timeout: 10_000 })
      .toBe(true);
  }, 90_000);

  it('takes no token of another person, whoever sends it, and waits', async () => {
    const { stage } = played;
    stage.services.veeam.speed.secondsPerItem = 0.05;
    const approval = await asked('RR-3');
    await played.crash();
    stage.signIns.answersAs(personId.megan, personId.lee);
    await stage.press(personId.megan, approval, 'approval.approve');
    await stage.card(
      stage.chatOf(personId.lee),
      (content) => /^RR-3/.test(text(content)) && /Megan Bowen .* has to sign in first/.test(text(content)),
    );
    await expect.poll(() => stage.signIns.shown.length, { timeout: 10_000 }).toBe(2);
    expect(stage.signIns.answers.at(-1)?.answer.status).toBe(412);
    expect(stage.services.veeam.record().restores).toHaveLength(2);
    // A code Lee got on the page is of no use to Megan either.
    const code = await stage.services.tokenService.signInOnPage(
      personId.lee,
      stage.signIns.shown[1]?.content.buttons[0]?.value ?? '',
    );
    const value = { state: code };
    const stolen = await stage.people.send(personId.megan, { type: 'invoke', name: 'signin/verifyState', value });
    expect(stolen.status).toBe(404);

    expect((await stage.signIns.pressSignIn(personId.megan)).status).toBe(200);
    await stage.card(stage.chatOf(personId.lee), done('RR-3'));
    expect(stage.services.veeam.record().restores).toHaveLength(3);
  }, 90_000);

  it('writes no token anywhere', async () => {
    await played.bot().stop();
    const files = [played.dataFolder, played.folder].flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && /sqlite|\.log$/.test(entry.name))
        .map((entry) => join(folder, entry.name)),
    );
    expect(files.length).toBeGreaterThan(1);
    // Every JSON web token begins so.
    for (const file of files) expect(readFileSync(file, 'latin1').includes('eyJ')).toBe(false);
    expect(JSON.stringify(played.stage.connector.events)).not.toContain('eyJ');
  });
});
