import type { NoticeRecipient } from '../ports/jobs.ts';
import type { ConversationReference, PostedCard, Unit } from '../ports/store.ts';
import type { FlowDeps } from './deps.ts';

type AddressDeps = Pick<FlowDeps, 'tenantId' | 'announceVia'>;

/** A channel the bot was not addressed in has no reference of its own; its key says which it is. */
const channelKey = 'channel:';

/** Where a recipient is reached, or null. A channel the bot has not heard from shares the newest address of the tenant. */
export async function addressOf(
  unit: Unit,
  { tenantId, announceVia }: AddressDeps,
  to: NoticeRecipient,
): Promise<ConversationReference | null> {
  if (to.kind === 'person') return unit.conversations.personal(tenantId, to.personId);
  const known = (await unit.conversations.get(to.key)) ?? (await unit.conversations.byConversationId(tenantId, to.key));
  if (known || to.role === 'origin') return known;
  const via = (await unit.conversations.newestOf(tenantId)) ?? announceVia;
  return (
    via && {
      key: `${channelKey}${to.key}`,
      tenantId,
      kind: 'channel',
      personId: null,
      conversationId: to.key,
      serviceUrl: via.serviceUrl,
      botId: via.botId,
      memberId: null,
      locale: null,
      zone: null,
    }
  );
}

/** Where a posted copy lies, or null when its conversation is gone. */
export async function placeOf(
  unit: Unit,
  deps: AddressDeps,
  { conversationKey, role }: PostedCard,
): Promise<ConversationReference | null> {
  const known = await unit.conversations.get(conversationKey);
  if (known || role !== 'approvers' || !conversationKey.startsWith(channelKey)) return known;
  return addressOf(unit, deps, { kind: 'conversation', key: conversationKey.slice(channelKey.length), role });
}
