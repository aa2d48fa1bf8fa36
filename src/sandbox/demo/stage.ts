import { systemClock } from '../../lib/clock.ts';
import type { ConnectorEvent } from '../connector/connectorRoutes.ts';
import { type Connector, createConnector } from '../connector/createConnector.ts';
import { createPeople, type People } from '../connector/createPeople.ts';
import { createSignInClients, type SignInClients } from '../connector/createSignInClients.ts';
import {
  type SandboxServices,
  type ServicesOptions,
  sandboxBot,
  sandboxTeam,
  startServices,
} from '../startServices.ts';
import { tenant } from '../world.ts';
import { buttonOf, inputsOf } from './cardText.ts';

/** A card as it lies in a conversation now. */
export type SeenCard = {
  readonly conversationId: string;
  readonly activityId: string;
  readonly content: unknown;
  readonly summary: string;
};

/** The simulated services with scripted people in Teams clients: what the demo and the process tests play on. */
export type Stage = {
  readonly services: SandboxServices;
  readonly connector: Connector;
  readonly people: People;
  /** How people's clients sign them in. */
  readonly signIns: SignInClients;
  /** The 1:1 chat of a person with the bot. */
  chatOf(personId: string): string;
  /** Waits until a message of the bot in this conversation (posted or edited) fits. */
  card(conversationId: string, fits: (content: unknown) => boolean): Promise<SeenCard>;
  /** Presses a button of a card, with the inputs as they stand changed by `typed`. */
  press(personId: string, card: SeenCard, verb: string, typed?: Readonly<Record<string, string>>): Promise<unknown>;
  stop(): Promise<void>;
};

const waitMilliseconds = 20_000;

/** Sets the stage. The bot itself is started by the caller, with `services.environment`. */
export async function setStage(
  options: Omit<ServicesOptions, 'connector'> & {
    readonly botPort: number;
    readonly zone?: string;
    readonly onEvent?: (event: ConnectorEvent) => void;
  },
): Promise<Stage> {
  let connector: Connector | undefined;
  let signIns: SignInClients | undefined;
  const services = await startServices({
    ...options,
    connector: async ({ isBot, people }) => {
      const team = {
        id: sandboxTeam.id,
        name: sandboxTeam.name,
        channels: [{ id: sandboxTeam.id }, sandboxTeam.channel],
        memberIds: people().map(({ id }) => id),
      };
      connector = createConnector({
        tenantId: tenant.id,
        appId: sandboxBot.appId,
        people: people(),
        teams: [team],
        clock: systemClock,
        onEvent: (event) => {
          signIns?.onEvent(event);
          options.onEvent?.(event);
        },
        callerOf: async (authorization) => ((await isBot(authorization)) ? sandboxBot.appId : undefined),
      });
      return connector.host;
    },
  });
  if (!connector) throw new Error('the connector was not made');
  const stageConnector: Connector = connector;
  const people = createPeople({
    appId: sandboxBot.appId,
    tenantId: tenant.id,
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    botEndpoint: `http://127.0.0.1:${options.botPort}/api/messages`,
    connector: stageConnector,
    people: services.people(),
    token: (serviceUrl) => services.botFramework.tokenFor({ appId: sandboxBot.appId, serviceUrl }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
  });
  const clients = createSignInClients({
    people,
    resource: `api://botid-${sandboxBot.appId}`,
    personToken: (id) => services.entra.delegated.personToken(id, sandboxBot.appId),
    signInOnPage: services.tokenService.signInOnPage,
  });
  signIns = clients;
  return {
    services,
    connector: stageConnector,
    people,
    signIns: clients,
    chatOf: (id) => stageConnector.conversations.personal(id).id,
    async card(conversationId, fits) {
      const event = await stageConnector.waitFor(
        (seen) => isIn(seen, conversationId) && seen.activity !== undefined && fits(contentOf(seen)),
        waitMilliseconds,
      );
      return {
        conversationId: event.conversationId,
        activityId: event.activityId ?? '',
        content: contentOf(event),
        summary: String(event.activity?.summary ?? ''),
      };
    },
    async press(id, card, verb, typed = {}) {
      const button = buttonOf(card.content, verb);
      if (!button) throw new Error(`The card has no button ${verb}.`);
      const inputs = Object.fromEntries(inputsOf(card.content).map((input) => [input.id, input.value]));
      const data = { ...button.data, ...inputs, ...typed };
      const { conversationId, activityId } = card;
      const answer = await people.press(id, { conversationId, activityId, kind: 'execute', verb, data });
      return answer.body;
    },
    stop: () => services.stop(),
  };
}

/** Messages to a channel open a thread of it, whose id begins with the channel's. */
const isIn = (event: ConnectorEvent, conversationId: string): boolean =>
  event.conversationId.startsWith(conversationId);

/** The Adaptive Card of a message. */
export function contentOf(event: ConnectorEvent): unknown {
  const [attachment] = (event.activity?.attachments ?? []) as { content?: unknown }[];
  return attachment?.content;
}
