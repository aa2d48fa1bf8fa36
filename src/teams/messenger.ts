import { createHash } from 'node:crypto';
import { type Activity, CardFactory, type ConversationReference as SdkReference, type TurnContext } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { CardModel } from '../ports/cards.ts';
import type { Audience, Delivery, Messenger } from '../ports/messenger.ts';
import type { ConversationReference } from '../ports/store.ts';
import type { TeamsAdapter } from './adapter.ts';
import { deliveryFailure } from './deliveryFailure.ts';
import type { UserTokens } from './userTokens.ts';
import { render } from './views/render.ts';
import { signInMessage } from './views/signInMessage.ts';

/** A card as a message: the card itself, and the words of its notification. */
export function cardMessage(card: CardModel, audience: Audience): Partial<Activity> {
  const { content, summary } = render(card, audience);
  return { type: 'message', summary, attachments: [CardFactory.adaptiveCard(content)] };
}

/** Posts and edits cards through botbuilder, one call each; retrying is the caller's job. */
export function createMessenger(adapter: TeamsAdapter, appId: string, userTokens: UserTokens): Messenger {
  const inConversation = async (
    to: ConversationReference,
    call: (context: TurnContext) => Promise<string>,
  ): Promise<Delivery> => {
    let activityId = '';
    try {
      await adapter.continueConversationAsync(appId, sdkReference(to), async (context) => {
        activityId = await call(context);
      });
      return { kind: 'delivered', activityId };
    } catch (thrown) {
      return deliveryFailure(thrown);
    }
  };
  return {
    post: (to, card, audience) =>
      inConversation(to, async (context) => {
        const message = cardMessage(card, audience);
        if (to.kind === 'channel' && to.memberId === null && !to.conversationId.includes(';messageid=')) {
          return newThread(context, adapter, to.conversationId, message);
        }
        return (await context.sendActivity(message))?.id ?? '';
      }),
    update: (to, activityId, card, audience) =>
      inConversation(to, async (context) => {
        await context.updateActivity({ ...cardMessage(card, audience), id: activityId });
        return activityId;
      }),
    askSignIn: (to, { connection, request }, audience) =>
      inConversation(to, async (context) => {
        const resource = await userTokens.resource(connection, context.activity);
        return (
          (await context.sendActivity(signInCard(connection, resource, signInMessage(request, audience))))?.id ?? ''
        );
      }),
    digest: (card, audience) =>
      createHash('sha256')
        .update(JSON.stringify(render(card, audience)))
        .digest('base64url'),
  };
}

/**
 * A sign-in card (Microsoft Learn, "Add single sign-on to your bot"): a client that may exchange a token does so and shows nothing; any other
 * shows the text and the button.
 */
function signInCard(
  connectionName: string,
  { signInLink, tokenExchangeResource }: Awaited<ReturnType<UserTokens['resource']>>,
  { text, button }: ReturnType<typeof signInMessage>,
): Partial<Activity> {
  const content = {
    text,
    connectionName,
    ...(tokenExchangeResource === null ? {} : { tokenExchangeResource }),
    buttons: [{ type: 'signin', title: button, value: signInLink }],
  };
  return {
    type: 'message',
    summary: text,
    attachments: [{ contentType: 'application/vnd.microsoft.card.oauth', content }],
  };
}

/** Begins a new thread in a channel (Microsoft Learn, "Send proactive messages": create the conversation with `channelData.channel`). */
async function newThread(
  context: TurnContext,
  adapter: TeamsAdapter,
  channelId: string,
  message: Partial<Activity>,
): Promise<string> {
  const client: ConnectorClient = context.turnState.get(adapter.ConnectorClientKey);
  const { recipient } = context.activity;
  const created = await client.conversations.createConversation({
    isGroup: true,
    bot: recipient,
    members: [],
    channelData: { channel: { id: channelId } },
    tenantId: context.activity.conversation.tenantId ?? '',
    activity: message as Activity,
  } as unknown as Parameters<ConnectorClient['conversations']['createConversation']>[0]);
  return created.activityId ?? created.id;
}

const sdkReference = (to: ConversationReference): Partial<SdkReference> =>
  ({
    channelId: 'msteams',
    serviceUrl: to.serviceUrl,
    bot: { id: to.botId, name: '' },
    ...(to.memberId === null ? {} : { user: { id: to.memberId, name: '' } }),
    conversation: {
      id: to.conversationId,
      tenantId: to.tenantId,
      isGroup: to.kind !== 'personal',
      conversationType: to.kind,
      name: '',
    },
  }) as Partial<SdkReference>;
