import type { StoredActivity } from '../../../src/sandbox/connector/conversations.ts';
import { buttonOf } from '../../../src/sandbox/demo/cardText.ts';
import type { SeenCard } from '../../../src/sandbox/demo/stage.ts';
import type { CrashStage } from './crashStage.ts';

/** Longest wait for something the bot has to bring about by itself, in milliseconds: settling a start may take some minutes. */
const patience = 420_000;

const cardOf = (activity: StoredActivity): unknown => (activity.attachments?.[0] as { content?: unknown })?.content;

/** The messages of a person's 1:1 chat as they lie there now. */
export const chatNow = ({ stage }: CrashStage, personId: string): readonly SeenCard[] =>
  stage.connector.conversations.personal(personId).activities.map((activity) => ({
    conversationId: stage.chatOf(personId),
    activityId: activity.id,
    content: cardOf(activity),
    summary: String(activity.summary ?? ''),
  }));

/** Waits until a message lies in the person's chat that fits. */
export async function inChat(
  crash: CrashStage,
  personId: string,
  fits: (card: SeenCard) => boolean,
  what: string,
): Promise<SeenCard> {
  const find = () => chatNow(crash, personId).find(fits);
  const conversationId = crash.stage.chatOf(personId);
  await crash.stage.connector
    .waitFor((event) => event.conversationId === conversationId && find() !== undefined, patience)
    .catch((cause: unknown) => {
      throw new Error(`${what} never came; in the chat: ${summaries(crash, personId)}`, { cause });
    });
  return find() ?? never();
}

const summaries = (crash: CrashStage, personId: string): string =>
  chatNow(crash, personId)
    .map((card) => card.summary)
    .join(' | ');

/** The request a card's button is about, or undefined when the card has no such button. */
export function aboutOf(card: SeenCard, verb: string): string | undefined {
  const requestId = buttonOf(card.content, verb)?.data.requestId;
  return typeof requestId === 'string' ? requestId : undefined;
}

function never(): never {
  throw new Error('cannot be');
}
