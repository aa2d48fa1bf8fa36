import type { TurnContext } from 'botbuilder';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { createServer } from '../../src/server/createServer.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import type { ConnectorToken } from '../../src/teams/connectorFactory.ts';
import { createAuthenticate, type FrontDoorReason } from '../../src/teams/frontDoor/authenticate.ts';
import type { BotCloud } from '../../src/teams/frontDoor/botCloud.ts';
import { fetchJson } from '../../src/teams/frontDoor/fetchJson.ts';
import { createSigningKeys } from '../../src/teams/frontDoor/signingKeys.ts';

export type EchoBot = {
  endpoint: string;
  port: number;
  adapter: TeamsAdapter;
  /** Why requests were refused, in order. */
  refusals: FrontDoorReason[];
  faults: unknown[];
  /** Texts of the messages that got through. */
  heard: string[];
  stop(): Promise<void>;
};

/** The smallest bot behind the real front door: real restify server, real token checks, real adapter. It says what it hears. */
export async function startEchoBot(options: {
  appId: string;
  allowedTenantIds: string[];
  cloud: BotCloud;
  connectorToken: ConnectorToken;
  clock?: Clock;
  port?: number;
  timeoutMilliseconds?: number;
}): Promise<EchoBot> {
  const { appId, allowedTenantIds, cloud, connectorToken, clock = systemClock } = options;
  const refusals: FrontDoorReason[] = [];
  const faults: unknown[] = [];
  const heard: string[] = [];
  const onFault = (error: unknown) => faults.push(error);
  const keys = createSigningKeys({ metadataUrl: cloud.keyMetadataUrl, fetchJson, clock, onFault });
  const authenticate = createAuthenticate({ appId, allowedTenantIds, cloud, keys, clock });
  const adapter = new TeamsAdapter({
    appId,
    cloud,
    connectorToken,
    timeoutMilliseconds: options.timeoutMilliseconds ?? 15_000,
  });

  async function echo(context: TurnContext): Promise<void> {
    const { type, text, value } = context.activity;
    if (type === 'message') {
      heard.push(text ?? '');
      await context.sendActivity(`You said: ${text}`);
    }
    if (type === 'invoke') {
      const body = {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: JSON.stringify(value),
      };
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
    }
  }

  const server = createServer({
    async handleMessage(authorization, body) {
      const outcome = await authenticate(authorization, body);
      if ('refused' in outcome) {
        refusals.push(outcome.reason);
        return { status: outcome.refused };
      }
      const answer = await adapter.processAuthenticated(outcome, echo);
      return { status: answer?.status ?? 200, body: answer?.body };
    },
    waitingFor: () => [],
    onFault,
  });
  const port = await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    endpoint: `http://127.0.0.1:${port}/api/messages`,
    port,
    adapter,
    refusals,
    faults,
    heard,
    stop: server.stop,
  };
}
