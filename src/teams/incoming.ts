import { z } from 'zod';
import type { Person } from '../domain/terms.ts';
import { isZone } from '../domain/wallTime.ts';
import type { ConversationReference } from '../ports/store.ts';
import type { AuthenticatedActivity } from './frontDoor/authenticate.ts';

/** Everything flows may know of an activity. Identity comes only from here. */
export type Incoming = {
  readonly person: Person;
  readonly conversation: ConversationReference;
  readonly locale: string;
  readonly zone: string;
};

/** The zone of somebody whose client names none; the card always says which zone it shows. */
const unknownZone = 'UTC';
const unknownLocale = 'en-US';

const clientInfo = z.looseObject({ type: z.literal('clientInfo'), timezone: z.string().max(100) });

/**
 * Who wrote or pressed, and where, from an activity the front door let in; null when Teams names no Entra object id (other bots,
 * anonymous meeting guests): without one nobody is anybody. The address is not in an activity; the directory adds it.
 */
export function readIncoming({ activity, tenantId }: AuthenticatedActivity): Incoming | null {
  const { from, conversation, recipient, serviceUrl } = activity;
  if (!from.aadObjectId || !serviceUrl) return null;
  const kind =
    conversation.conversationType === 'channel'
      ? 'channel'
      : conversation.conversationType === 'groupChat'
        ? 'group'
        : 'personal';
  const personId = from.aadObjectId.toLowerCase();
  const locale = activity.locale ?? unknownLocale;
  const zone =
    [activity.localTimezone, zoneOfClient(activity.entities)].find((name) => name !== undefined && isZone(name)) ??
    unknownZone;
  return {
    person: { id: personId, tenantId, name: from.name ?? '', address: '' },
    locale,
    zone,
    conversation: {
      key: kind === 'personal' ? `person:${tenantId}:${personId}` : `conversation:${tenantId}:${conversation.id}`,
      tenantId,
      kind,
      personId: kind === 'personal' ? personId : null,
      conversationId: conversation.id,
      serviceUrl,
      botId: recipient.id,
      memberId: kind === 'personal' ? from.id : null,
      locale,
      zone,
    },
  };
}

function zoneOfClient(entities: readonly object[] | undefined): string | undefined {
  for (const entity of entities ?? []) {
    const parsed = clientInfo.safeParse(entity);
    if (parsed.success) return parsed.data.timezone;
  }
  return undefined;
}
