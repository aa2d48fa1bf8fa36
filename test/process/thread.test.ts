import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonOf, cardLines } from '../../src/sandbox/demo/cardText.ts';
import { countsOn } from '../../src/sandbox/demo/countsOn.ts';
import { restorePfx, restorePfxPassword } from '../../src/sandbox/restorePfx.ts';
import { sandboxBot, sandboxTeam } from '../../src/sandbox/startServices.ts';
import { personId } from '../../src/sandbox/world.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

let played: PlayedBot;
beforeAll(async () => {
  played = await playBot({ secondsPerItem: 0.03 });
}, 60_000);
afterAll(() => played?.stop());

const offers = (verb: string) => (content: unknown) => buttonOf(content, verb) !== undefined;
const text = (content: unknown) => cardLines(content).join('\n');

describe('the shipped process', () => {
  it('opens the card in private when it is asked in a channel, and says so there', async () => {
    const { connector, people, chatOf, card } = played.stage;
    const thread = connector.conversations.thread(sandboxTeam.id, sandboxTeam.channel.id);
    await people.say(personId.adele, 'restore my mailbox to yesterday 3pm, I deleted the Contoso folder', thread.id);
    const form = await card(chatOf(personId.adele), offers('form.preview'));
    expect(text(form.content)).toContain('I deleted the Contoso folder');
    const hint = await card(thread.id, () => true);
    expect(text(hint.content)).toMatch(/chat/i);
    expect(text(hint.content)).not.toContain('Contoso folder');
  });

  it('goes on with a restore in whose middle it was killed, and tells the outcome everywhere', async () => {
    const { stage } = played;
    const adele = stage.chatOf(personId.adele);
    await stage.press(personId.adele, await stage.card(adele, offers('form.preview')), 'form.preview');
    await stage.press(personId.adele, await stage.card(adele, offers('preview.submit')), 'preview.submit');
    const approval = await stage.card(stage.chatOf(personId.megan), offers('approval.approve'));
    await stage.press(personId.megan, approval, 'approval.approve');
    await stage.card(adele, offers('status.stop'));
    await played.crash();

    const done = await stage.card(adele, (content) => countsOn(content) !== null && /Completed/.test(text(content)));
    const { restores, sessions } = stage.services.veeam.record();
    expect(restores).toHaveLength(1);
    expect(countsOn(done.content)).toMatchObject({
      created: restores[0]?.counts.created,
      failed: restores[0]?.counts.failed,
    });
    await stage.card(sandboxTeam.channel.id, (content) => /RR-1/.test(text(content)) && countsOn(content) !== null);
    const inThread = () =>
      stage.connector.conversations
        .all()
        .filter(({ id }) => id.includes(';messageid='))
        .flatMap(({ activities }) => activities)
        .map((activity) => text((activity.attachments?.[0] as { content?: unknown } | undefined)?.content));
    // Where it was asked, a short status returns: number, state and counts, and nobody's reason.
    await expect
      .poll(() => inThread().some((said) => /RR-1/.test(said) && /brought back/.test(said)), { timeout: 10_000 })
      .toBe(true);
    expect(inThread().join('\n')).not.toContain('Contoso folder');
    await expect
      .poll(() => stage.services.veeam.record().sessions.every(({ state }) => state === 'Stopped'), { timeout: 10_000 })
      .toBe(true);
    expect(sessions.length).toBeGreaterThan(0);
  });

  it('keeps every secret and every personal text out of its data, its log and the recorded traffic where it has no business', async () => {
    await played.bot().stop();
    const files = [played.dataFolder, played.folder].flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.pfx') && !entry.name.endsWith('.pem'))
        .map((entry) => join(folder, entry.name)),
    );
    const canaries = [
      sandboxBot.secret,
      'sandbox-password',
      restorePfxPassword,
      restorePfx.toString('base64').slice(0, 60),
    ];
    const found = files.flatMap((file) => {
      const content = readFileSync(file, 'latin1');
      return canaries
        .filter((canary) => content.includes(canary))
        .map((canary) => `${file.split('/').at(-1)}: ${canary.slice(0, 12)}`);
    });
    expect(files.map((file) => file.split('/').at(-1))).toEqual(
      expect.arrayContaining(['bot.log', 'restore-bot.sqlite']),
    );
    expect(found).toEqual([]);
    const log = readFileSync(played.logFile, 'utf8');
    expect(log.length).toBeGreaterThan(500);
    for (const personal of ['Adele', 'AdeleV@', 'Contoso folder', 'Megan']) expect(log).not.toContain(personal);
    const traffic = JSON.stringify(played.stage.connector.events);
    for (const canary of canaries) expect(traffic).not.toContain(canary);
  });
});
