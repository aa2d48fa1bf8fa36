import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../fakes/browser.ts';
import { adele, isaiah } from '../fakes/localTeams.ts';
import { type SandboxTeams, startSandboxTeams } from '../fakes/sandboxTeams.ts';

const pictures = join(import.meta.dirname, '..', '..', 'pictures');

let folder: string;
let teams: SandboxTeams;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playground-'));
  await mkdir(pictures, { recursive: true });
  [teams, browser] = await Promise.all([startSandboxTeams(folder), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await teams?.stop();
  await rm(folder, { recursive: true });
});

async function openPlayground(person: typeof adele): Promise<Page> {
  const { url } = await teams.playgroundFor(person);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(url);
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox').last();
  await composer.fill(text);
  await composer.press('Enter');
}

/** A message in the open conversation; the list of chats repeats the last one. */
const said = (page: Page, text: string | RegExp) => page.getByRole('paragraph').filter({ hasText: text });

describe('the Playground in a browser', () => {
  it('shows each person their own answers of a bot behind full authentication', async () => {
    const [adeles, isaiahs] = await Promise.all([openPlayground(adele), openPlayground(isaiah)]);
    await say(adeles, 'restore my mailbox');
    await said(adeles, 'You said: restore my mailbox').waitFor();
    await say(isaiahs, 'who waits for me?');
    await said(isaiahs, 'You said: who waits for me?').waitFor();
    expect(await isaiahs.getByText('restore my mailbox').count()).toBe(0);
    await adeles.screenshot({ path: join(pictures, 'playground-echo.png') });
    expect(teams.bot.complaints).toEqual([]);
    expect(teams.internet.refusedHosts).toEqual([]);
  });

  it('delivers a mention in a channel, and the answer lands in its thread', async () => {
    const page = await openPlayground(adele);
    await page.getByRole('treeitem', { name: 'Restores' }).click();
    const composer = page.getByRole('textbox').last();
    await composer.pressSequentially('@');
    await page.getByRole('menuitem', { name: 'Restore' }).click();
    await composer.pressSequentially('hello channel');
    await page.getByRole('button', { name: 'Post' }).click();
    await said(page, /You said: .*hello channel/).waitFor();
    await page.screenshot({ path: join(pictures, 'playground-channel-answer.png') });
  });
});
