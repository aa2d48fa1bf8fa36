import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/sandbox/internet/freePort.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/startSandbox.ts';
import { startBrowser } from '../fakes/browser.ts';
import { tcpSocketsOf } from '../fakes/sockets.ts';

const pictures = join(import.meta.dirname, '..', '..', 'pictures', 'client');
const sentence = 'restore my mailbox to yesterday 3pm, I deleted the Contoso folder by accident';

let folder: string;
let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  await mkdir(pictures, { recursive: true });
  const ports = { bot: await freePort(), requester: await freePort(), approver: await freePort() };
  [sandbox, browser] = await Promise.all([
    startSandbox({ folder, fresh: true, ports, zone: 'America/New_York' }),
    startBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1100 } });
  await page.goto(url);
  await page.getByText('Hello! Tell me in your own words').first().waitFor();
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox').last();
  await composer.fill(text);
  await composer.press('Enter');
}

/** A picture of what the person sees, and one of the newest card alone. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  const card = page.locator('.ac-adaptiveCard').last();
  if ((await card.count()) > 0) await card.screenshot({ path: join(pictures, `${name}-card.png`) });
}

describe('a restore in the Playground', () => {
  // First, while the message is still missing.
  it('brings back the one message that was ticked, whose title the approver never sees', async () => {
    const [adele, megan] = await Promise.all([open(sandbox.requesterUrl), open(sandbox.approverUrl)]);
    const message = 'restore the mail with subject "price agreement" in folder Contoso of my mailbox to yesterday 9am';
    await say(adele, `${message}, I deleted it by accident`);
    await adele.getByRole('button', { name: 'Find the backup' }).last().click();
    await adele.getByRole('button', { name: 'Use the ticked ones' }).waitFor();
    // The oldest of them, at the end of the list.
    await adele.getByRole('checkbox').last().check();
    await picture(adele, '10-titles');
    await adele.getByRole('button', { name: 'Use the ticked ones' }).click();
    await adele.getByRole('button', { name: 'Send for approval' }).last().click();
    await megan.getByRole('button', { name: 'Approve' }).waitFor();
    await picture(megan, '11-approval-items');
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen
    const seen = await megan.locator('body').innerText();
    expect(seen).toContain('1 chosen item');
    expect(seen).not.toContain('price agreement (');
    await megan.getByRole('button', { name: 'Approve' }).click();
    await adele
      .getByText(/Your request RR-1: Completed/)
      .first()
      .waitFor();
    const [restore] = sandbox.restores();
    expect(restore?.counts).toMatchObject({ created: 1, failed: 0 });
  });

  it('goes from a sentence over an approval in another browser to the counts the backup server recorded', async () => {
    const [adele, megan] = await Promise.all([open(sandbox.requesterUrl), open(sandbox.approverUrl)]);
    await picture(adele, '1-greeting');

    await say(adele, sentence);
    await adele.getByRole('button', { name: 'Find the backup' }).waitFor();
    await picture(adele, '2-form');
    await adele.getByRole('button', { name: 'Find the backup' }).click();

    await adele.getByRole('button', { name: 'Send for approval' }).waitFor();
    await picture(adele, '3-preview');
    await adele.getByRole('button', { name: 'Send for approval' }).click();

    await megan.getByRole('button', { name: 'Approve' }).waitFor();
    await picture(megan, '4-approval');
    await picture(adele, '5-waiting');
    await megan.getByRole('button', { name: 'Approve' }).click();
    await megan.getByText('There is nothing left to decide here.').first().waitFor();
    await picture(megan, '8-decided');
    await megan.getByRole('treeitem', { name: 'Restores' }).click();

    await adele.getByText('So far').first().waitFor();
    await picture(adele, '6-running');
    await adele
      .getByText(/Your request RR-2: Completed/)
      .first()
      .waitFor();
    await picture(adele, '7-done');
    await megan
      .getByText(/RR-2: Completed/)
      .first()
      .waitFor();
    await picture(megan, '9-channel');

    const [, restore] = sandbox.restores();
    const counts = restore?.counts as Record<'created' | 'skipped' | 'failed', number>;
    // What is seen, not what lies in scripts: the client's page holds both.
    // biome-ignore lint/performance/useDomNodeTextContent: textContent joins what stands in different columns
    const read = (await adele.locator('body').innerText()).replace(/\s+/g, ' ');
    expect(read).toContain(`${counts.created} brought back`);
    expect(read).toContain(`${counts.skipped} already there`);
    expect(read).toContain(`${counts.failed} not restored`);
    expect(sandbox.restores()).toHaveLength(2);
    expect(counts.created).toBeGreaterThan(0);
  });

  it('listens on this machine only', () => {
    const listening = sandbox.processIds.flatMap(tcpSocketsOf).filter((socket) => socket.listening);
    expect(listening.length).toBeGreaterThan(3);
    expect(listening.filter(({ local }) => local !== '127.0.0.1')).toEqual([]);
  });
});
