import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonOf, cardLines } from '../../src/sandbox/demo/cardText.ts';
import { countsOn } from '../../src/sandbox/demo/countsOn.ts';
import type { SeenCard } from '../../src/sandbox/demo/stage.ts';
import { personId } from '../../src/sandbox/world.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

/** Restores of Microsoft 365 Backup with the rights of whoever decides: where Microsoft stays its controller. */

let played: PlayedBot;
beforeAll(async () => {
  played = await playBot({
    provider: 'graph',
    graphSignIn: 'delegated',
    graphSpeed: {
      secondsToBegin: 0,
      secondsPerArtifact: 0,
      secondsPerItem: 0.01,
      secondsToAddress: 0,
      secondsToBrowse: 0,
    },
  });
}, 60_000);
afterAll(() => played?.stop());

const offers = (verb: string) => (content: unknown) => buttonOf(content, verb) !== undefined;
const text = (content: unknown) => cardLines(content).join('\n');
const says = (label: string, words: RegExp) => (content: unknown) =>
  text(content).includes(label) && words.test(text(content));
const done = (label: string) => (content: unknown) => countsOn(content) !== null && says(label, /Completed/)(content);

/** Adele asks for her own data; `narrow` chooses items of it first. Returns the card of the approver. */
async function asked(
  label: string,
  words: string,
  inputs: Record<string, string>,
  approver: string,
): Promise<SeenCard> {
  const { stage } = played;
  const chat = stage.chatOf(personId.adele);
  const shown = stage.connector.events.length;
  const fresh = (verb: string) => (content: unknown) =>
    offers(verb)(content) && stage.connector.events.slice(shown).some((event) => cardOf(event) === content);
  await stage.people.say(personId.adele, words);
  await stage.press(personId.adele, await stage.card(chat, fresh('form.preview')), 'form.preview', inputs);
  if (inputs.extent === 'items') {
    const search = { folder: '', title: 'p' };
    await stage.press(personId.adele, await stage.card(chat, fresh('narrow.search')), 'narrow.search', search);
    await stage.press(personId.adele, await stage.card(chat, fresh('narrow.all')), 'narrow.all');
  }
  await stage.press(personId.adele, await stage.card(chat, fresh('preview.submit')), 'preview.submit');
  return stage.card(
    stage.chatOf(approver),
    (content) => offers('approval.approve')(content) && text(content).includes(label),
  );
}

const cardOf = (event: { readonly activity?: { attachments?: unknown[] } }): unknown =>
  (event.activity?.attachments?.[0] as { content?: unknown } | undefined)?.content;

const files = 'restore my OneDrive to yesterday 3pm, the plan for the launch is gone';
const mail = 'restore my mailbox to yesterday 3pm, I deleted a folder by mistake';

/** Requests that change something, and whose rights each used. */
const changes = () =>
  played.stage.services.graphBackup
    .record()
    .requestsBy.filter(({ request }) => /^(POST|PATCH|DELETE) \S*(RestoreSessions|restoreSessions)/.test(request));
const browsing = () =>
  played.stage.services.graphBackup.record().requestsBy.filter(({ request }) => /[bB]rowseSessions/.test(request));

describe('a restore of Microsoft 365 Backup with the rights of whoever decides', () => {
  it('starts and follows it as the approver, who signs in without a word; the app only looks', async () => {
    const { stage } = played;
    await stage.press(
      personId.megan,
      await asked('RR-1', mail, { workload: 'exchange' }, personId.megan),
      'approval.approve',
    );
    await stage.card(stage.chatOf(personId.adele), done('RR-1'));
    const { restores, sessions, requestsBy } = stage.services.graphBackup.record();
    expect([restores.length, sessions.map(({ status }) => status)]).toEqual([1, ['completed']]);
    expect(changes().map(({ personId: who }) => who)).toEqual([personId.megan, personId.megan]);
    // Reading sessions and what came of them is hers too; units and points are looked up by the app.
    const isOfSession = ({ request }: { request: string }) => /^GET \/\w*[rR]estoreSessions/.test(request);
    expect(new Set(requestsBy.filter(isOfSession).map(({ personId: who }) => who))).toEqual(new Set([personId.megan]));
    const looks = requestsBy.filter(({ request }) => /protectionUnits/.test(request));
    expect(looks.map(({ personId: who }) => who)).toContain(null);
    expect(stage.signIns.shown).toEqual([]);
    expect(stage.services.entra.record.filter(({ scope }) => scope.includes('graph.microsoft.com'))).not.toEqual([]);
  }, 60_000);

  it('browses for the chosen files as the approver before it restores them', async () => {
    const { stage } = played;
    const inputs = { workload: 'oneDrive', extent: 'items', destination: 'new' };
    const approval = await asked('RR-2', files, inputs, personId.megan);
    const before = [changes().length, browsing().length] as const;
    expect(new Set(browsing().map(({ personId: who }) => who))).toEqual(new Set([null]));
    await stage.press(personId.megan, approval, 'approval.approve');
    await stage.card(stage.chatOf(personId.adele), done('RR-2'));
    for (const asked of [changes().slice(before[0]), browsing().slice(before[1])])
      expect(new Set(asked.map(({ personId: who }) => who))).toEqual(new Set([personId.megan]));
    // Nothing is left to be closed: no draft, and the journal says so.
    await expect
      .poll(() => readFileSync(played.logFile, 'utf8').match(/sessions closed/g)?.length, { timeout: 10_000 })
      .toBe(2);
  }, 60_000);

  it('restores nothing for an approver whose role does not allow it, says so, and holds nobody else up', async () => {
    const { stage } = played;
    const { graphBackup } = stage.services;
    const restoredBefore = graphBackup.record().restores.length;
    const inputs = { workload: 'oneDrive', extent: 'items', destination: 'new' };
    await stage.press(personId.lee, await asked('RR-3', files, inputs, personId.lee), 'approval.approve');
    await stage.card(
      stage.chatOf(personId.adele),
      says('RR-3', /person whose rights the restore would have used may not restore this/),
    );
    expect(graphBackup.record().restores).toHaveLength(restoredBefore);
    expect(browsing().at(-1)).toMatchObject({ request: 'GET /browseSessions 403', personId: personId.lee });
    // The whole OneDrive takes no such role.
    const whole = await asked('RR-4', files, { workload: 'oneDrive', destination: 'new' }, personId.lee);
    await stage.press(personId.lee, whole, 'approval.approve');
    await stage.card(stage.chatOf(personId.adele), done('RR-4'));
    expect(changes().at(-1)?.personId).toBe(personId.lee);
  }, 60_000);

  it('shows a sign-in card where the approver has not agreed yet, and goes on when they have', async () => {
    const { stage } = played;
    const approval = await asked('RR-5', mail, { workload: 'exchange' }, personId.megan);
    const before = changes().length;
    stage.services.entra.delegated.withholdConsent(personId.megan);
    // Tokens are in memory only: this process has none.
    await played.crash();
    await stage.press(personId.megan, approval, 'approval.approve');
    await expect.poll(() => stage.signIns.shown.length, { timeout: 10_000 }).toBe(1);
    expect(stage.signIns.shown[0]).toMatchObject({
      personId: personId.megan,
      content: { connectionName: 'microsoft-backup', text: expect.stringContaining('RR-5') },
    });
    expect(changes()).toHaveLength(before);
    expect((await stage.signIns.pressSignIn(personId.megan)).status).toBe(200);
    await stage.card(stage.chatOf(personId.adele), done('RR-5'));
    expect(
      changes()
        .slice(before)
        .map(({ personId: who }) => who),
    ).toEqual([personId.megan, personId.megan]);
  }, 60_000);
});
