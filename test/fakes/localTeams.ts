import { createServer } from 'node:http';
import { clouds } from '../../src/config/clouds.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { type Connector, createConnector } from '../../src/sandbox/connector/createConnector.ts';
import { createPeople, type People } from '../../src/sandbox/connector/createPeople.ts';
import { close, listenerOf, listenOnLoopback } from '../../src/sandbox/internet/http.ts';
import { type BotFramework, createBotFramework } from '../../src/sandbox/signIn/botFramework.ts';
import { createEntra, type Entra } from '../../src/sandbox/signIn/entra.ts';
import type { BotCloud } from '../../src/teams/frontDoor/botCloud.ts';

export const appId = '5f0b8a52-6a5b-4a57-9d67-3f3f3a1f0c01';
export const tenantId = '8c7a1d1e-2b3c-4d5e-8f90-a1b2c3d4e5f6';
export const adele = { id: '87d349ed-44d7-43e1-9a83-5f2406dee5bd', name: 'Adele Vance', address: 'AdeleV@contoso.com' };
export const isaiah = {
  id: 'e3d0513b-449e-4198-ba6f-bd97ae7cae85',
  name: 'Isaiah Langer',
  address: 'IsaiahL@contoso.com',
};
export const team = {
  id: '19:general@thread.tacv2',
  name: 'Contoso IT',
  channels: [{ id: '19:general@thread.tacv2' }, { id: '19:restores@thread.tacv2', name: 'Restores' }],
  memberIds: [adele.id, isaiah.id],
};
const connectorAudience = 'https://api.botframework.com';

export type LocalTeams = {
  botFramework: BotFramework;
  entra: Entra;
  connector: Connector;
  serviceUrl: string;
  /** The public cloud, with keys and connector on 127.0.0.1. */
  cloud: BotCloud;
  /** A token the connector accepts. */
  connectorToken: () => Promise<string>;
  peopleAt(botEndpoint: string): People;
  stop(): Promise<void>;
};

/** Sign-in, key and connector services on 127.0.0.1 for tests that run the bot in their own process. */
export async function startLocalTeams(clock: Clock = systemClock): Promise<LocalTeams> {
  const botFramework = await createBotFramework(clock);
  const entra = await createEntra({
    tenantId,
    clock,
    apps: [{ appId, secret: 'unused', audiences: [connectorAudience] }],
  });
  const people = [adele, isaiah];
  const callerOf = async (authorization: string | undefined) =>
    (await entra.verify(authorization, connectorAudience))?.appid as string | undefined;
  const connector = createConnector({ tenantId, appId, people, teams: [team], clock, callerOf });
  const keyServer = createServer(listenerOf(botFramework.host));
  const connectorServer = createServer(listenerOf(connector.host));
  const keyPort = await listenOnLoopback(keyServer, 0, 'the key service');
  const connectorPort = await listenOnLoopback(connectorServer, 0, 'the connector');
  const serviceUrl = `http://127.0.0.1:${connectorPort}/emea/`;
  const cloud = {
    ...clouds.public,
    keyMetadataUrl: `http://127.0.0.1:${keyPort}/v1/.well-known/openidconfiguration`,
    serviceOrigins: [new URL(serviceUrl).origin],
  };
  return {
    botFramework,
    entra,
    connector,
    serviceUrl,
    cloud,
    connectorToken: () => entra.tokenFor(appId, connectorAudience),
    peopleAt: (botEndpoint) =>
      createPeople({
        appId,
        tenantId,
        serviceUrl,
        botEndpoint,
        connector,
        people,
        token: (url) => botFramework.tokenFor({ appId, serviceUrl: url }),
      }),
    async stop() {
      await Promise.all([close(keyServer), close(connectorServer)]);
    },
  };
}
