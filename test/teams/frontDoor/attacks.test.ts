import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../../../src/sandbox/demo/stage.ts';
import { freePort } from '../../../src/sandbox/internet/freePort.ts';
import { type BotProcess, startBotProcess } from '../../../src/sandbox/startBotProcess.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { activityAttacks, endorsementAttacks } from './attacks/activities.ts';
import { httpAttacks } from './attacks/http.ts';
import { activityWith, createKit, type Kit } from './attacks/kit.ts';
import { tokenAttacks } from './attacks/tokens.ts';

let folder: string;
let stage: Stage;
let bot: BotProcess;
let kit: Kit;

const attacks = [...tokenAttacks, ...activityAttacks, ...endorsementAttacks, ...httpAttacks];
const logOf = () => readFile(join(folder, 'bot.log'), 'utf8');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attacks-'));
  const port = await freePort();
  stage = await setStage({ folder, botPort: port });
  stage.chatOf(personId.adele);
  const environment = stage.services.environment({ port, dataFolder: join(folder, 'bot') });
  bot = await startBotProcess({ environment, port, logFile: join(folder, 'bot.log') });
  kit = await createKit({ ...stage.services, port });
}, 60_000);

afterAll(async () => {
  await bot?.stop();
  await stage?.stop();
  await rm(folder, { recursive: true });
});

/** The shipped process with production addresses and ordinary configuration; every row is one thing an attacker sends. */
describe('the front door under attack', () => {
  it.each(attacks)('$name → $expect', async ({ expect: status, run }) => {
    const outcome = await run(kit);
    expect(outcome.status).toBe(status);
    // Nothing is said beyond the status: no reason, no key, no stack, no echo of what was sent.
    expect(['', '{}']).toContain(outcome.body);
    const typing = activityWith({ type: 'typing', text: undefined });
    expect((await kit.post({ activity: typing })).status).toBe(200);
  });

  it('is a list of at least forty, each with a name of its own', () => {
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
    expect(attacks.length).toBeGreaterThanOrEqual(40);
  });

  it('made the bot say nothing to anybody, and broke nothing', async () => {
    expect(stage.connector.requests).toEqual([]);
    const log = await logOf();
    expect(log).not.toContain('"event":"fault"');
    expect(log).not.toContain('ATTACK');
  });

  it('still lets in who is welcome', async () => {
    expect((await kit.post({ activity: activityWith({ text: 'help' }) })).status).toBe(200);
    await stage.connector.waitFor(({ did, activity }) => did === 'send' && activity?.type === 'message');
  });
});
