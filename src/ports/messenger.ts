import type { RestoreRequest } from '../domain/request.ts';
import type { CardModel } from './cards.ts';
import type { ConversationReference } from './store.ts';

/** Whose eyes a card is for: their language and their time zone. */
export type Audience = { readonly locale: string; readonly zone: string };

export type Delivery =
  | { readonly kind: 'delivered'; readonly activityId: string }
  /** Nobody can be reached there: blocked, not installed, left, or the message is gone. Trying again does not help. */
  | { readonly kind: 'unreachable'; readonly why: 'blocked' | 'notInstalled' | 'gone' };

/**
 * Posts and edits messages in Teams. Throws a `Fault` `TEAMS_BUSY` (with `retryAfterSeconds` when Teams said so) for what is worth
 * trying again; the caller's job does that. Delivery is at least once.
 */
export type Messenger = {
  post(to: ConversationReference, card: CardModel, audience: Audience): Promise<Delivery>;
  update(to: ConversationReference, activityId: string, card: CardModel, audience: Audience): Promise<Delivery>;
  /**
   * Asks the person of a 1:1 chat to sign in for a connection, because a request waits for them. Their client answers by itself where they
   * have agreed before; otherwise they see a button.
   */
  askSignIn(
    to: ConversationReference,
    question: { readonly connection: string; readonly request: RestoreRequest },
    audience: Audience,
  ): Promise<Delivery>;
  /** A digest of what would be shown, so that an unchanged card is not sent again. */
  digest(card: CardModel, audience: Audience): string;
};
