import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { isRefused } from '../domain/refusals.ts';
import { ask } from '../flows/ask.ts';
import { audienceOf } from '../flows/audience.ts';
import { forgetConversation, rememberConversation } from '../flows/conversations.ts';
import type { KnownMention } from '../flows/draftFrom.ts';
import { sendInPrivate } from '../flows/openFromList.ts';
import type { CardModel } from '../ports/cards.ts';
import type { AuthenticatedActivity } from './frontDoor/authenticate.ts';
import { type Incoming, isBot, readIncoming } from './incoming.ts';
import { cardMessage } from './messenger.ts';
import { type Answer, type RouteDeps as CardDeps, press } from './routes.ts';
import { isSignIn, type SignInParts, signIn } from './signIn.ts';
import { render } from './views/render.ts';

type Activity = AuthenticatedActivity['activity'];
/** What turns need: what buttons need, and how people sign in where they ever do. */
export type RouteDeps = CardDeps & Parameters<typeof signIn>[0] & { readonly signIn: SignInParts | null };

/** The data of a pressed Action.Submit: our verb among its values. */
const submitted = z.looseObject({ verb: z.string().max(100) });
/** The value of an `adaptiveCard/action` invoke (Microsoft Learn, Universal Actions). */
const executed = z.looseObject({
  action: z.looseObject({ verb: z.string().max(100), data: z.unknown().optional() }),
  trigger: z.string().max(40).optional(),
});
const mention = z.looseObject({
  type: z.literal('mention'),
  text: z.string().default(''),
  mentioned: z.looseObject({ id: z.string(), name: z.string().nullish(), aadObjectId: z.string().nullish() }),
});

/**
 * What the bot does with an activity the front door let in. Reads it, calls one flow, answers. Decides nothing and never throws for what a
 * client sent: what fits nothing gets a short answer or none.
 */
export const createTurn =
  (deps: RouteDeps) =>
  (authenticated: AuthenticatedActivity) =>
  async (context: TurnContext): Promise<void> => {
    const { activity } = authenticated;
    const incoming = readIncoming(authenticated);
    if (!incoming) return refuseNobody(context, activity);
    switch (activity.type) {
      case 'message':
        await rememberConversation(deps, incoming.conversation);
        return onMessage(deps, context, activity, incoming);
      case 'invoke':
        return onInvoke(deps, context, activity, incoming);
      case 'installationUpdate':
        if (activity.action?.startsWith('remove')) return forgetConversation(deps, incoming.conversation.key);
        return onInstalled(deps, context, incoming);
      case 'conversationUpdate':
        return rememberConversation(deps, incoming.conversation);
      default:
        return;
    }
  };

/** The short answer to somebody without an account in Entra, such as an anonymous guest of a meeting; other bots get none. */
async function refuseNobody(context: TurnContext, activity: Activity): Promise<void> {
  const audience = audienceOf({ locale: activity.locale ?? null, zone: null });
  const refusal = { card: 'refusal', refusal: { code: 'guestsNotAllowed' } } as const;
  if (activity.type === 'invoke') {
    if (activity.name !== 'adaptiveCard/action') return answerInvoke(context, 403);
    return answerInvoke(context, 200, privately(render(refusal, audience).summary));
  }
  if (activity.type === 'message' && !isBot(activity.from)) await context.sendActivity(cardMessage(refusal, audience));
}

async function onMessage(deps: RouteDeps, context: TurnContext, activity: Activity, incoming: Incoming): Promise<void> {
  const pressed = submitted.safeParse(activity.value);
  if (pressed.success) {
    const answer = await press(deps, pressed.data.verb, pressed.data, incoming);
    if (answer === null) return;
    if (isRefused(answer)) return say(context, { card: 'refusal', refusal: answer.refused }, incoming);
    return say(context, await fitFor(deps, incoming, answer), incoming);
  }
  const mentions = mentionsIn(activity);
  const answer = await ask(deps, {
    person: incoming.person,
    conversation: incoming.conversation,
    mentions: mentions.map(
      (one): KnownMention => ({ channelId: one.mentioned.id, personId: one.mentioned.aadObjectId ?? null }),
    ),
    sentence: {
      text: activity.text ?? '',
      locale: incoming.locale,
      timeZone: incoming.zone,
      now: deps.clock.now().toISOString(),
      mentions: mentions.map((one) => ({ text: one.text, name: one.mentioned.name ?? '', id: one.mentioned.id })),
      botId: activity.recipient.id,
    },
  });
  if (answer) await say(context, answer, incoming);
}

/** What may be said where the button was pressed: with others there, cards about requests go to the presser's 1:1 chat. */
async function fitFor(deps: RouteDeps, { person, conversation }: Incoming, answer: CardModel): Promise<CardModel> {
  if (conversation.kind === 'personal') return answer;
  if ('request' in answer) await sendInPrivate(deps, person, answer.request.id);
  return 'request' in answer || answer.card === 'list'
    ? { card: 'continueInPrivate', opened: 'request' in answer }
    : answer;
}

const mentionsIn = (activity: Activity): readonly z.infer<typeof mention>[] =>
  (activity.entities ?? []).flatMap((entity) => {
    const parsed = mention.safeParse(entity);
    return parsed.success ? [parsed.data] : [];
  });

async function onInvoke(deps: RouteDeps, context: TurnContext, activity: Activity, incoming: Incoming): Promise<void> {
  if (isSignIn(activity.name)) {
    if (!deps.signIn) return answerInvoke(context, 501);
    const sender = { person: incoming.person, channelUserId: activity.from.id };
    const { status, body } = await signIn(deps, deps.signIn, activity.name, activity.value, sender);
    return answerInvoke(context, status, body);
  }
  if (activity.name !== 'adaptiveCard/action') return answerInvoke(context, 501);
  const pressed = executed.safeParse(activity.value);
  const answer: Answer = pressed.success
    ? await press(
        deps,
        pressed.data.action.verb,
        pressed.data.action.data ?? {},
        incoming,
        pressed.data.trigger === 'automatic',
      )
    : { refused: { code: 'malformed' } };
  await answerInvoke(context, 200, actionResponse(answer, incoming));
}

/** A sentence for the person who pressed, alone. */
const privately = (value: string): object => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value,
});

/** The body of the answer to a pressed Action.Execute: the card that takes its place, or a sentence for this person alone. */
function actionResponse(answer: Answer, incoming: Incoming): object {
  if (answer === null) return privately('');
  if (isRefused(answer)) return privately(render({ card: 'refusal', refusal: answer.refused }, incoming).summary);
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: render(answer, incoming).content };
}

async function onInstalled(deps: RouteDeps, context: TurnContext, incoming: Incoming): Promise<void> {
  await rememberConversation(deps, incoming.conversation);
  if (incoming.conversation.kind === 'personal') await say(context, { card: 'help', reason: 'greeted' }, incoming);
}

async function say(context: TurnContext, card: Parameters<typeof cardMessage>[0], incoming: Incoming): Promise<void> {
  await context.sendActivity(cardMessage(card, incoming));
}

async function answerInvoke(context: TurnContext, status: number, body?: object): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status, ...(body === undefined ? {} : { body }) } });
}
