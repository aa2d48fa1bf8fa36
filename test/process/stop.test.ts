import { afterAll, beforeAll, expect, it } from 'vitest';
import { buttonOf, cardLines } from '../../src/sandbox/demo/cardText.ts';
import { countsOn } from '../../src/sandbox/demo/countsOn.ts';
import { sandboxTeam } from '../../src/sandbox/startServices.ts';
import { personId } from '../../src/sandbox/world.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

let played: PlayedBot;
beforeAll(async () => {
  played = await playBot({ secondsPerItem: 0.1 });
}, 60_000);
afterAll(() => played?.stop());

const offers = (verb: string) => (content: unknown) => buttonOf(content, verb) !== undefined;
const text = (content: unknown) => cardLines(content).join('\n');

it('a restore that was stopped tells what had already come back, as the backup server counted it', async () => {
  const { stage } = played;
  const adele = stage.chatOf(personId.adele);
  await stage.people.say(
    personId.adele,
    'restore my mailbox to yesterday 3pm, I deleted the Contoso folder by accident',
  );
  await stage.press(personId.adele, await stage.card(adele, offers('form.preview')), 'form.preview');
  await stage.press(personId.adele, await stage.card(adele, offers('preview.submit')), 'preview.submit');
  const approval = await stage.card(stage.chatOf(personId.megan), offers('approval.approve'));
  await stage.press(personId.megan, approval, 'approval.approve');
  await stage.press(personId.adele, await stage.card(adele, offers('status.stop')), 'status.stop');

  await stage.card(sandboxTeam.channel.id, (content) => /Stopped/.test(text(content)));
  const notice = await stage.card(adele, (content) => /Your request RR-1: Stopped/.test(text(content)));
  const [restore, ...more] = stage.services.veeam.record().restores;
  expect(more).toEqual([]);
  expect(restore?.isCancelled).toBe(true);
  expect(restore?.items.some((item) => item.outcome === null)).toBe(true);
  expect(countsOn(notice.content)).toMatchObject({
    created: restore?.counts.created,
    merged: restore?.counts.merged,
    skipped: restore?.counts.skipped,
  });
  await expect
    .poll(() => stage.services.veeam.record().sessions.every(({ state }) => state === 'Stopped'), { timeout: 10_000 })
    .toBe(true);
}, 60_000);
