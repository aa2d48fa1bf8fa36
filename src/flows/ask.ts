import { type Actor, isAdmin } from '../domain/policy.ts';
import { mayAskForOthers } from '../domain/policyRules.ts';
import { isRefused, type Refused } from '../domain/refusals.ts';
import type { Draft } from '../domain/request.ts';
import type { Person } from '../domain/terms.ts';
import { readCommand } from '../intent/command.ts';
import type { ParseInput, ParseResult } from '../intent/types.ts';
import type { CardModel } from '../ports/cards.ts';
import type { ConversationReference } from '../ports/store.ts';
import { actorOf, visibleTo } from './authority.ts';
import { cardOnDemand } from './cardOnDemand.ts';
import type { FlowDeps } from './deps.ts';
import { draftFrom, emptyDraft, type KnownMention, type Offered } from './draftFrom.ts';
import { listRequests } from './history.ts';
import { openDraft } from './openDraft.ts';
import { adminCommandIn, setPaused } from './pause.ts';

/** A message somebody wrote to the bot, from an authenticated activity. */
export type AskedMessage = {
  readonly person: Person;
  readonly conversation: ConversationReference;
  readonly sentence: ParseInput;
  readonly mentions: readonly KnownMention[];
};

export type AskDeps = Pick<FlowDeps, 'store' | 'policy' | 'directory' | 'clock' | 'providers' | 'newId' | 'log'> & {
  /** Reads a sentence (`intent/parse`). */
  readonly read: (input: ParseInput) => ParseResult;
};

/**
 * Answers a message. Words never execute anything: a restore opens a filled form in the 1:1 chat, anything about a request opens that
 * request's card with its buttons; the one exception is an admin's `pause` and `resume`, which touch no request. The answer is what to say in the conversation the message came from; null says nothing.
 */
export async function ask(deps: AskDeps, message: AskedMessage): Promise<CardModel | null> {
  const actor = await actorOf(deps, message.person);
  if (isRefused(actor)) return { card: 'refusal', refusal: actor.refused };
  const command = message.conversation.kind === 'personal' ? adminCommandIn(message.sentence.text) : null;
  if (command && isAdmin(deps.policy, actor)) return setPaused(deps, actor.person, command);
  switch (readCommand(message.sentence)) {
    case 'greeting':
      return { card: 'help', reason: 'greeted' };
    case 'myRequests':
      return list(deps, message, 'requests');
    case 'myApprovals':
      return list(deps, message, 'approvals');
    case null:
      break;
  }
  const read = deps.read(message.sentence);
  deps.log.info({ intent: read.intent, language: read.language, personId: message.person.id }, 'message read');
  switch (read.intent) {
    case 'restore':
      return openSaid(
        deps,
        message,
        actor,
        draftFrom(read, message.sentence.timeZone, message.mentions, offeredBy(deps)),
      );
    case 'status':
    case 'cancel':
    case 'approve':
    case 'reject':
      return read.requestId === null ? list(deps, message, 'requests') : openCard(deps, message, actor, read.requestId);
    case 'list':
      return list(deps, message, read.options.listOf === 'approvals' ? 'approvals' : 'requests');
    case 'help':
      return { card: 'help', reason: 'asked' };
    case 'other':
      return { card: 'help', reason: 'notUnderstood' };
    default:
      return read.intent satisfies never;
  }
}

const offeredBy = ({ providers }: AskDeps): Offered => ({
  preferred: (workload) => providers.forWorkload(workload)?.ability(workload)?.preferred ?? 'inPlace',
  filters: (workload) => providers.forWorkload(workload)?.ability(workload, 'items')?.filters ?? [],
});

/** Opens the form filled with what was said. Who may not ask for others is told so, instead of being given a form for their own data. */
async function openSaid(deps: AskDeps, message: AskedMessage, actor: Actor, draft: Draft): Promise<CardModel | null> {
  const others = draft.forWhom.some((who) => who.by !== 'me');
  if (others && !mayAskForOthers(deps.policy, actor)) return { card: 'refusal', refusal: { code: 'othersNotAllowed' } };
  return openForm(deps, message, draft);
}

/** Opens an empty form, for the button on the help card. */
export async function startBlank(
  deps: AskDeps,
  message: Pick<AskedMessage, 'person' | 'conversation'>,
): Promise<CardModel | Refused | null> {
  const actor = await actorOf(deps, message.person);
  return isRefused(actor) ? actor : openForm(deps, message, emptyDraft);
}

async function openForm(
  deps: AskDeps,
  { person, conversation }: Pick<AskedMessage, 'person' | 'conversation'>,
  draft: Draft,
): Promise<CardModel | null> {
  const inPrivate = conversation.kind === 'personal';
  return deps.store.transaction(async (unit) => {
    const reachable = inPrivate || (await unit.conversations.personal(person.tenantId, person.id)) !== null;
    if (!reachable) return { card: 'continueInPrivate', opened: false };
    await openDraft(unit, deps, person, draft, inPrivate ? null : conversation.key);
    return inPrivate ? null : { card: 'continueInPrivate', opened: true };
  });
}

/** Sends a request's card to the 1:1 chat of somebody who may see it; an unknown number and a forbidden one get the same answer. */
async function openCard(
  deps: AskDeps,
  { person, conversation }: AskedMessage,
  actor: Actor,
  label: string,
): Promise<CardModel | null> {
  const number = Number(label.replace(/\D/g, ''));
  return deps.store.transaction(async (unit): Promise<CardModel | null> => {
    const request = visibleTo(deps.policy, await unit.requests.byNumber(person.tenantId, number), actor);
    if (!request) return { card: 'refusal', refusal: { code: 'unknownRequest' } };
    if ((await unit.conversations.personal(person.tenantId, person.id)) === null)
      return { card: 'continueInPrivate', opened: false };
    await cardOnDemand(unit, deps.policy, request, actor);
    return conversation.kind === 'personal' ? null : { card: 'continueInPrivate', opened: true };
  });
}

async function list(
  deps: AskDeps,
  { person, conversation }: AskedMessage,
  of: 'requests' | 'approvals',
): Promise<CardModel> {
  if (conversation.kind !== 'personal') return { card: 'continueInPrivate', opened: false };
  const listed = await listRequests(deps, person, of);
  return isRefused(listed) ? { card: 'refusal', refusal: listed.refused } : listed;
}
