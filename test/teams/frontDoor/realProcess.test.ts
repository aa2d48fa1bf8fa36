import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BotCredential } from '../../../src/identity/botCredential.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { type Connector, createConnector } from '../../../src/sandbox/connector/createConnector.ts';
import { createPeople, type People } from '../../../src/sandbox/connector/createPeople.ts';
import { createClientCertificate } from '../../../src/sandbox/internet/certificates.ts';
import { close, listenerOf, listenOnLoopback } from '../../../src/sandbox/internet/http.ts';
import { type Internet, startInternet } from '../../../src/sandbox/internet/startInternet.ts';
import { type BotFramework, createBotFramework } from '../../../src/sandbox/signIn/botFramework.ts';
import { createEntra, type Entra } from '../../../src/sandbox/signIn/entra.ts';
import { createManagedIdentity } from '../../../src/sandbox/signIn/managedIdentity.ts';
import { type ChildBot, startChildBot } from '../../fakes/childBot.ts';
import { adele, appId, tenantId } from '../../fakes/localTeams.ts';

const audience = 'https://api.botframework.com';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';

let folder: string;
let certificate: Awaited<ReturnType<typeof createClientCertificate>>;
let botFramework: BotFramework;
let entra: Entra;
let connector: Connector;
let internet: Internet;
let bot: ChildBot;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'internet-'));
  certificate = await createClientCertificate('Restore bot');
  botFramework = await createBotFramework(systemClock);
  const { certificatePem } = certificate;
  entra = await createEntra({
    tenantId,
    clock: systemClock,
    apps: [{ appId, secret: 'right', certificatePem, audiences: [audience] }],
  });
  const callerOf = async (header: string | undefined) =>
    (await entra.verify(header, audience))?.appid as string | undefined;
  connector = createConnector({ tenantId, appId, people: [adele], clock: systemClock, callerOf });
  internet = await startInternet({
    folder,
    hosts: {
      'login.botframework.com': botFramework.host,
      'login.microsoftonline.com': entra.host,
      'smba.trafficmanager.net': connector.host,
    },
  });
});

afterEach(async () => {
  await bot.stop();
});

afterAll(async () => {
  await internet.stop();
  await rm(folder, { recursive: true });
});

async function start(
  credential: BotCredential,
  environment: Record<string, string> = internet.environment,
): Promise<People> {
  bot = await startChildBot({ appId, tenantId, credential }, environment);
  const token = (url: string) => botFramework.tokenFor({ appId, serviceUrl: url });
  return createPeople({ appId, tenantId, serviceUrl, botEndpoint: bot.endpoint, connector, people: [adele], token });
}

/** The bot with its production addresses, in a process of its own; only proxy and authority come from outside. */
describe('the real process with production addresses', () => {
  it('verifies Teams and signs in with a certificate', async () => {
    const { thumbprintSha256, privateKeyPem } = certificate;
    const people = await start({ kind: 'certificate', thumbprintSha256, privateKeyPem });
    expect((await people.say(adele.id, 'certified')).status).toBe(200);
    await connector.waitFor(({ activity }) => activity?.text === 'You said: certified');
    expect(entra.record.at(-1)).toEqual({
      appId,
      scope: expect.stringContaining(`${audience}/.default`),
      proof: 'certificate',
      result: 'token',
    });
    expect(bot.complaints).toEqual([]);
  });

  it('signs in with a secret, once for many messages', async () => {
    const before = entra.record.length;
    const people = await start({ kind: 'secret', secret: 'right' });
    const answers = await Promise.all(['one', 'two', 'three'].map((text) => people.say(adele.id, text)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await people.say(adele.id, 'four')).status).toBe(200);
    expect(entra.record.length - before).toBe(1);
    expect(internet.refusedHosts).toEqual([]);
  });

  it('signs in with the managed identity of its machine', async () => {
    const identity = createServer(
      listenerOf(createManagedIdentity({ entra, clientId: appId, secretHeader: 'of-this-machine' })),
    );
    const port = await listenOnLoopback(identity, 0, 'the managed identity');
    const machine = { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: 'of-this-machine' };
    const people = await start({ kind: 'managedIdentity', clientId: appId }, { ...internet.environment, ...machine });
    expect((await people.say(adele.id, 'managed')).status).toBe(200);
    await connector.waitFor(({ activity }) => activity?.text === 'You said: managed');
    await close(identity);
  });

  it('says what to check when Entra refuses it, without the secret', async () => {
    const people = await start({ kind: 'secret', secret: 'wrong-canary' });
    expect((await people.say(adele.id, 'unanswered')).status).toBe(500);
    expect(await bot.firstFault).toContain('SIGN_IN_UNREACHABLE invalid_client 7000215');
    expect(bot.complaints.join()).not.toContain('canary');
  });

  it('believes nobody when the key service is not who it says it is', async () => {
    const { NODE_EXTRA_CA_CERTS: _authority, ...withoutAuthority } = internet.environment;
    const people = await start({ kind: 'secret', secret: 'right' }, withoutAuthority);
    expect((await people.say(adele.id, 'hello?')).status).toBe(503);
  });
});
