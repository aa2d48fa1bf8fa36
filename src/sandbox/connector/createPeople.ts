import { randomUUID } from 'node:crypto';
import { type Conversation, mriOf, type Person, personIdOf, type StoredActivity } from './conversations.ts';
import type { Connector } from './createConnector.ts';

/** What the bot said to one HTTP request. */
export type BotAnswer = { status: number; body: unknown };

/** A card button as the client knows it. */
export type Press = {
  conversationId: string;
  /** The message that carries the card. */
  activityId: string;
  /** `execute` is Action.Execute (an invoke), `submit` Action.Submit (a message with a value). */
  kind: 'execute' | 'submit';
  verb?: string;
  /** The button's data together with the inputs. */
  data: Record<string, unknown>;
  /** `automatic` when the client refreshes by itself. */
  trigger?: 'manual' | 'automatic';
};

export type PeopleOptions = {
  appId: string;
  tenantId: string;
  /** e.g. `https://smba.trafficmanager.net/emea/`. */
  serviceUrl: string;
  /** e.g. `http://127.0.0.1:3978/api/messages`. */
  botEndpoint: string;
  connector: Connector;
  people: readonly Person[];
  /** Signs as the Bot Framework: a token whose `serviceurl` is the one given. */
  token: (serviceUrl: string) => Promise<string>;
  /** IANA zone of the people's clients. */
  zone?: string;
};

/** Scripted people in Teams clients. Every deed is a signed HTTP request to the bot, exactly as Teams sends it. */
export type People = {
  /** Adds the app to the person's 1:1 chat. */
  install(personId: string): Promise<BotAnswer>;
  /** Writes in the 1:1 chat, or in the conversation given (with the bot mentioned, or Teams would not deliver it). */
  say(personId: string, text: string, conversationId?: string): Promise<BotAnswer>;
  press(personId: string, press: Press): Promise<BotAnswer>;
  /**
   * Looks at a message. A card with `refresh` for this person makes the client ask the bot for that person's own view
   * (user-specific views); others see the base card. Returns the message as this person sees it.
   */
  look(personId: string, conversationId: string, activityId: string): Promise<StoredActivity | undefined>;
  /** Sends any activity, for what has no method here. `changes` is merged over the person's usual one. */
  send(personId: string, changes: Record<string, unknown>, conversationId?: string): Promise<BotAnswer>;
};

const cardType = 'application/vnd.microsoft.card.adaptive';

/** Creates the scripted people of one organization. */
export function createPeople(options: PeopleOptions): People {
  const { connector, appId, tenantId } = options;
  /** What a person sees instead of the shared card; an edit of the message makes a new object, so it ends here too. */
  const ownViews = new WeakMap<StoredActivity, Map<string, unknown>>();

  function personOf(personId: string): Person {
    const person = options.people.find(({ id }) => id === personId);
    if (person === undefined) throw new Error(`Nobody here has the id ${personId}.`);
    return person;
  }

  function conversationOf(personId: string, conversationId: string | undefined): Conversation {
    if (conversationId === undefined) return connector.conversations.personal(personId);
    const found = connector.conversations.find(conversationId);
    if (found === undefined) throw new Error(`There is no conversation ${conversationId}.`);
    return found;
  }

  async function post(activity: Record<string, unknown>): Promise<BotAnswer> {
    const response = await fetch(options.botEndpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await options.token(options.serviceUrl)}`,
      },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  const send: People['send'] = (personId, changes, conversationId) => {
    const conversation = conversationOf(personId, conversationId);
    const person = personOf(personId);
    const { type, id, teamId } = conversation;
    const now = new Date().toISOString();
    return post({
      type: 'message',
      id: `${Date.now()}${randomUUID().slice(0, 8)}`,
      timestamp: now,
      localTimestamp: now,
      localTimezone: options.zone ?? 'Europe/Berlin',
      locale: 'en-US',
      serviceUrl: options.serviceUrl,
      channelId: 'msteams',
      from: { id: mriOf(person.id), name: person.name, aadObjectId: person.id },
      recipient: { id: `28:${appId}`, name: 'Restore' },
      conversation: { id, tenantId, conversationType: type, ...(type === 'personal' ? {} : { isGroup: true }) },
      channelData: { tenant: { id: tenantId }, ...(teamId === undefined ? {} : { team: { id: teamId } }) },
      entities: [{ type: 'clientInfo', locale: 'en-US', timezone: options.zone ?? 'Europe/Berlin', platform: 'Web' }],
      ...changes,
    });
  };

  const press: People['press'] = async (personId, { conversationId, activityId, kind, verb, data, trigger }) => {
    if (kind === 'submit') return send(personId, { value: data, replyToId: activityId }, conversationId);
    const action = { type: 'Action.Execute', verb: verb ?? '', data };
    const value = { action, trigger: trigger ?? 'manual' };
    const invoke = { type: 'invoke', name: 'adaptiveCard/action', value, replyToId: activityId };
    const answer = await send(personId, invoke, conversationId);
    const reply = answer.body as { type?: string; value?: unknown } | undefined;
    const message = messageOf(conversationOf(personId, conversationId), activityId);
    if (reply?.type === cardType && message !== undefined) {
      ownViews.set(message, (ownViews.get(message) ?? new Map()).set(personId, reply.value));
    }
    return answer;
  };

  return {
    send,
    press,
    install: (personId) => send(personId, { type: 'installationUpdate', action: 'add', text: undefined }),
    say(personId, text, conversationId) {
      const conversation = conversationOf(personId, conversationId);
      if (conversation.type === 'personal') return send(personId, { text, textFormat: 'plain' }, conversation.id);
      const mention = { type: 'mention', text: '<at>Restore</at>', mentioned: { id: `28:${appId}`, name: 'Restore' } };
      return send(
        personId,
        { text: `<at>Restore</at> ${text}`, textFormat: 'plain', entities: [mention] },
        conversation.id,
      );
    },
    async look(personId, conversationId, activityId) {
      const conversation = conversationOf(personId, conversationId);
      const shared = messageOf(conversation, activityId);
      const refresh = shared === undefined ? undefined : refreshOf(shared);
      if (refresh?.userIds.map(personIdOf).includes(personId)) {
        const { verb, data } = refresh;
        await press(personId, { conversationId, activityId, kind: 'execute', verb, data, trigger: 'automatic' });
      }
      const message = messageOf(conversation, activityId);
      const own = message === undefined ? undefined : ownViews.get(message)?.get(personId);
      return message === undefined || own === undefined
        ? message
        : { ...message, attachments: [{ contentType: cardType, content: own }] };
    },
  };
}

const messageOf = (conversation: Conversation, activityId: string): StoredActivity | undefined =>
  conversation.activities.find(({ id }) => id === activityId);

type Refresh = { userIds: string[]; verb: string; data: Record<string, unknown> };

/** Clients refresh by themselves for the listed people, at most 60 (Microsoft Learn, "User specific views"). */
function refreshOf(message: StoredActivity): Refresh | undefined {
  const [attachment] = (message.attachments ?? []) as {
    content?: { refresh?: { userIds?: string[]; action?: Partial<Refresh> } };
  }[];
  const refresh = attachment?.content?.refresh;
  if (refresh === undefined) return undefined;
  return {
    userIds: (refresh.userIds ?? []).slice(0, 60),
    verb: refresh.action?.verb ?? '',
    data: refresh.action?.data ?? {},
  };
}
