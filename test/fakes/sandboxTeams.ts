import { createServer } from 'node:http';
import { join } from 'node:path';
import { systemClock } from '../../src/lib/clock.ts';
import { type Gateway, startGateway } from '../../src/sandbox/gateway/startGateway.ts';
import { listenOnLoopback } from '../../src/sandbox/internet/http.ts';
import { type Internet, startInternet } from '../../src/sandbox/internet/startInternet.ts';
import { type Playground, startPlayground } from '../../src/sandbox/playground/startPlayground.ts';
import { createBotFramework } from '../../src/sandbox/signIn/botFramework.ts';
import { createEntra } from '../../src/sandbox/signIn/entra.ts';
import { type ChildBot, startChildBot } from './childBot.ts';
import { adele, appId, isaiah, tenantId } from './localTeams.ts';

export const people = [
  adele,
  isaiah,
  { id: '0f3c1a52-1111-4c1e-9d0e-000000000003', name: 'Megan Bowen', address: 'MeganB@contoso.com' },
  { id: '0f3c1a52-1111-4c1e-9d0e-000000000004', name: 'Lee Gu', address: 'LeeG@contoso.com' },
  { id: '0f3c1a52-1111-4c1e-9d0e-000000000005', name: 'Alex Wilber', address: 'AlexW@contoso.com' },
  { id: '0f3c1a52-1111-4c1e-9d0e-000000000006', name: 'Patti Fernandez', address: 'PattiF@contoso.com' },
];
const team = {
  id: '19:general@thread.tacv2',
  name: 'Contoso IT',
  aadGroupId: '0f3c1a52-2222-4c1e-9d0e-000000000001',
  channel: { id: '19:restores@thread.tacv2', name: 'Restores' },
};
const audience = 'https://api.botframework.com';

export type SandboxTeams = {
  bot: ChildBot;
  gateway: Gateway;
  internet: Internet;
  playgroundFor(person: (typeof people)[number]): Promise<Playground>;
  stop(): Promise<void>;
};

/** The echo bot as a process with production addresses, behind the gateway, for Playgrounds to talk to. */
export async function startSandboxTeams(folder: string): Promise<SandboxTeams> {
  const botFramework = await createBotFramework(systemClock);
  const entra = await createEntra({
    tenantId,
    clock: systemClock,
    apps: [{ appId, secret: 'sandbox', audiences: [audience] }],
  });
  const botPort = await freePort();
  const gateway = await startGateway({
    port: 0,
    appId,
    tenantId,
    people,
    botEndpoint: `http://127.0.0.1:${botPort}/api/messages`,
    token: (serviceUrl) => botFramework.tokenFor({ appId, serviceUrl }),
    isBot: async (authorization) => (await entra.verify(authorization, audience))?.appid === appId,
  });
  const internet = await startInternet({
    folder,
    hosts: {
      'login.botframework.com': botFramework.host,
      'login.microsoftonline.com': entra.host,
      'smba.trafficmanager.net': gateway.host,
    },
  });
  const credential = { kind: 'secret', secret: 'sandbox' } as const;
  const bot = await startChildBot({ appId, tenantId, credential, port: botPort }, internet.environment);
  const playgrounds: Playground[] = [];
  return {
    bot,
    gateway,
    internet,
    async playgroundFor(person) {
      const playground = await startPlayground({
        tenantId,
        bot: { appId, name: 'Restore' },
        person,
        others: people,
        team,
        port: await freePort(),
        botEndpoint: gateway.endpointFor(person.id),
        dataFolder: join(folder, person.id),
        zone: 'Europe/Berlin',
      });
      gateway.attach(person.id, playground.connectorUrl);
      playgrounds.push(playground);
      return playground;
    },
    async stop() {
      await Promise.all(playgrounds.map((playground) => playground.stop()));
      await Promise.all([bot.stop(), gateway.stop(), internet.stop()]);
    },
  };
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server, 0, 'a test');
  await new Promise((resolve) => server.close(resolve));
  return port;
}
