import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/lib/clock.ts';
import { type Connector, createConnector } from '../../../src/sandbox/connector/createConnector.ts';
import { type Internet, startInternet } from '../../../src/sandbox/internet/startInternet.ts';
import { createBotFramework } from '../../../src/sandbox/signIn/botFramework.ts';
import { createEntra } from '../../../src/sandbox/signIn/entra.ts';
import { type ChildBot, startChildBot } from '../../fakes/childBot.ts';
import { adele, appId, tenantId } from '../../fakes/localTeams.ts';
import { activityAttacks, endorsementAttacks } from './attacks/activities.ts';
import { httpAttacks } from './attacks/http.ts';
import { activityWith, createKit, type Kit } from './attacks/kit.ts';
import { tokenAttacks } from './attacks/tokens.ts';

const audience = 'https://api.botframework.com';

let folder: string;
let connector: Connector;
let internet: Internet;
let bot: ChildBot;
let kit: Kit;

const botFramework = await createBotFramework(systemClock);
const attacks = [...tokenAttacks, ...activityAttacks, ...(await endorsementAttacks({ botFramework })), ...httpAttacks];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attacks-'));
  const entra = await createEntra({
    tenantId,
    clock: systemClock,
    apps: [{ appId, secret: 'right', audiences: [audience] }],
  });
  const callerOf = async (header: string | undefined) =>
    (await entra.verify(header, audience))?.appid as string | undefined;
  connector = createConnector({ tenantId, appId, people: [adele], clock: systemClock, callerOf });
  connector.conversations.personal(adele.id);
  internet = await startInternet({
    folder,
    hosts: {
      'login.botframework.com': botFramework.host,
      'login.microsoftonline.com': entra.host,
      'smba.trafficmanager.net': connector.host,
    },
  });
  const credential = { kind: 'secret', secret: 'right' } as const;
  bot = await startChildBot({ appId, tenantId, credential, bodyTimeoutMilliseconds: 300 }, internet.environment);
  kit = createKit({ botFramework, entra, port: Number(new URL(bot.endpoint).port) });
});

afterAll(async () => {
  await bot.stop();
  await internet.stop();
  await rm(folder, { recursive: true });
});

/** The real process with production addresses; every row is one thing an attacker sends. */
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

  it('let nothing through, leaked nothing to a foreign host and never complained', () => {
    expect(connector.events).toEqual([]);
    expect(internet.refusedHosts).toEqual([]);
    expect(bot.complaints).toEqual([]);
    expect(bot.process.exitCode).toBeNull();
  });

  it('still answers who is welcome', async () => {
    expect((await kit.post({ activity: activityWith({ text: 'hello' }) })).status).toBe(200);
    await connector.waitFor(({ activity }) => activity?.text === 'You said: hello');
  });
});
