import { z } from 'zod';
import type { Person } from '../domain/terms.ts';
import { isZone } from '../domain/wallTime.ts';
import { audienceOf } from '../flows/audience.ts';
import type { ConversationReference } from '../ports/store.ts';
import type { AuthenticatedActivity } from './frontDoor/authenticate.ts';

/** Everything flows may know of an activity. Identity comes only from here. */
export type Incoming = {
  readonly person: Person;
  readonly conversation: ConversationReference;
  readonly locale: string;
  readonly zone: string;
};

const clientInfo = z.looseObject({ type: z.literal('clientInfo'), timezone: z.string().max(100) });

/**
 * Who wrote or pressed, and where, from an activity the front door let in; null when Teams names no Entra object id (other bots,
 * anonymous meeting guests): without one nobody is anybody. The address is not in an activity; the directory adds it.
 */
export function readIncoming({ activity, tenantId }: AuthenticatedActivity): Incoming | null {
  const { from, conversation, recipient, serviceUrl } = activity;
  if (!from.aadObjectId || !serviceUrl || isBot(from)) return null;
  const kind =
    conversation.conversationType === 'channel'
      ? 'channel'
      : conversation.conversationType === 'groupChat'
        ? 'group'
        : 'personal';
  const personId = from.aadObjectId.toLowerCase();
  const locale = activity.locale ?? null;
  const zone =
    [activity.localTimezone, zoneOfClient(activity.entities)].find((name) => name !== undefined && isZone(name)) ??
    null;
  return {
    person: { id: personId, tenantId, name: from.name ?? '', address: '' },
    ...audienceOf({ locale, zone }),
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

/** Another bot, whatever object id it carries: it is nobody. */
export const isBot = ({ id, role }: AuthenticatedActivity['activity']['from']): boolean =>
  id.startsWith('28:') || role === 'bot' || role === 'skill';

function zoneOfClient(entities: readonly object[] | undefined): string | undefined {
  for (const entity of entities ?? []) {
    const parsed = clientInfo.safeParse(entity);
    if (parsed.success) return parsed.data.timezone;
  }
  return undefined;
}
