import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cardLines } from '../../src/sandbox/demo/cardText.ts';
import { personId } from '../../src/sandbox/world.ts';
import { askedAndApproved } from './asked.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

/** What an admin lives through, with the shipped process: outages, a locked account, a pause, the daily anchor, what a crash left open. */

const { adele, megan, lee, nestor, alexMarketing, alexFinance, pradeep } = personId;
let played: PlayedBot;
beforeAll(async () => {
  played = await playBot({ speed: 10, alsoInstalled: [nestor, alexMarketing, alexFinance, pradeep] });
}, 60_000);
afterAll(() => played?.stop());

const text = (content: unknown) => cardLines(content).join('\n');
const cardsOf = (id: string): string[] =>
  played.stage.connector.conversations
    .personal(id)
    .activities.map((activity) => text((activity.attachments?.[0] as { content?: unknown })?.content));
const toldOf = (code: string): number => cardsOf(nestor).filter((card) => card.includes(code)).length;
const summaries = (id: string): string[] =>
  played.stage.connector.conversations.personal(id).activities.map(({ summary }) => String(summary));
const restores = () => played.stage.services.veeam.record().restores;
const completed = (id: string, label: string) => () =>
  summaries(id).some((summary) => summary.startsWith(`${label}: Completed`));

/** Lets time pass until something is so; some seconds at a time, as a machine does that is not hurried. */
async function passesUntil(isSo: () => boolean, seconds = 15): Promise<void> {
  await expect
    .poll(
      () => {
        if (!isSo()) played.passes(seconds);
        return isSo();
      },
      { timeout: 40_000, interval: 150 },
    )
    .toBe(true);
}

it('makes runs wait while the backup server is down, tells admins once, and goes on by itself', async () => {
  const { faults } = played.stage.services.veeam;
  const down = () => void faults.push({ kind: 'reset', times: Number.POSITIVE_INFINITY });
  const first = await askedAndApproved(played.stage, adele, megan, down);
  await passesUntil(() => toldOf('BACKUP_UNREACHABLE') > 0);
  expect(summaries(adele).some((summary) => /^RR-1: (Approved|Starting)/.test(summary))).toBe(true);
  for (let minute = 0; minute < 10; minute += 1) played.passes(60);
  faults.splice(0);
  await passesUntil(completed(adele, first));
  expect(toldOf('BACKUP_UNREACHABLE')).toBe(1);
  expect(restores()).toHaveLength(1);
}, 90_000);

it('tells admins once of an account the backup server no longer takes, however many wait', async () => {
  const { veeam } = played.stage.services;
  const expired = () => {
    veeam.switches.accountPasswordExpired = true;
    // Who is signed in already would stay so.
    veeam.faults.push({ kind: 'restart' });
  };
  const labels = [[lee, await askedAndApproved(played.stage, lee, megan, expired)]] as const;
  await passesUntil(() => toldOf('BACKUP_PASSWORD_EXPIRED') > 0);
  for (let minute = 0; minute < 5; minute += 1) played.passes(60);
  veeam.switches.accountPasswordExpired = false;
  for (const [id, label] of labels) await passesUntil(completed(id, label));
  expect(toldOf('BACKUP_PASSWORD_EXPIRED')).toBe(1);
}, 90_000);

it('begins no restore while an admin has paused it, over a crash too, and goes on when it is resumed', async () => {
  const before = restores().length;
  await played.stage.people.say(nestor, 'pause');
  const label = await askedAndApproved(played.stage, alexMarketing, lee);
  await played.crash();
  for (let look = 0; look < 5; look += 1) played.passes(60);
  const waits = () => summaries(alexMarketing).some((summary) => summary.startsWith(`${label}: Approved, waiting`));
  await expect.poll(waits, { timeout: 20_000 }).toBe(true);
  expect(restores()).toHaveLength(before);
  await played.stage.people.say(nestor, 'resume');
  await passesUntil(completed(alexMarketing, label));
  expect(restores()).toHaveLength(before + 1);
}, 90_000);

it('closes at its start what a crash left open and nobody would close any more', async () => {
  const { veeam } = played.stage.services;
  const stop = { method: 'POST', path: /stop$/i, kind: 'hang', times: Number.POSITIVE_INFINITY } as const;
  veeam.faults.push(stop);
  const label = await askedAndApproved(played.stage, alexFinance, lee);
  await passesUntil(completed(alexFinance, label));
  await played.bot().kill();
  veeam.faults.splice(0);
  const database = new DatabaseSync(join(played.dataFolder, 'restore-bot.sqlite'));
  database.exec("update job set state = 'dead' where queue = 'closeSessions'");
  database.close();
  const open = () => veeam.record().sessions.filter(({ state }) => state !== 'Stopped').length;
  expect(open()).toBe(1);
  await played.crash();
  await expect.poll(open, { timeout: 15_000 }).toBe(0);
}, 90_000);

it('posts the end of the audit trail to admins and to the log every day, and verify proves the trail by it', async () => {
  const anchors = () => cardsOf(nestor).flatMap((card) => card.match(/^\d+:[0-9a-f]{64}$/gm) ?? []);
  const before = anchors().length;
  played.passes(25 * 3600);
  await expect.poll(() => anchors().length, { timeout: 20_000 }).toBe(before + 1);
  const anchor = anchors().at(-1) ?? '';
  expect(readFileSync(played.logFile, 'utf8')).toContain(anchor);
  await played.bot().stop();
  const audit = resolve(import.meta.dirname, '../../src/cli/audit.ts');
  const args = [audit, 'verify', '--anchor', anchor];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: played.environment });
  expect(stdout).toContain(`proves it up to line ${anchor.split(':')[0]}`);
}, 60_000);
