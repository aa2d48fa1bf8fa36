import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import type { PartName } from '../items/partNames.ts';
import type { RestoreSessionReply, SessionEventReply } from '../replies/restoreSessions.ts';
import type { StatisticsReply } from '../replies/statistics.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import type { RestoreEvidence } from './journal.ts';
import { isOf } from './outcomes.ts';
import { eventsAfter } from './sessionEvents.ts';

/**
 * Whether a session restores exactly what a step was about: these objects and no others, and of what was picked within one nothing else.
 * Statistics name the objects or, for some kinds, only items; then the events name the person, site or team of each.
 */
export async function restoresExactly(
  context: VeeamContext,
  session: RestoreSessionReply,
  statistics: StatisticsReply,
  { objects, part }: Pick<RestoreEvidence, 'objects' | 'part'>,
): Promise<boolean> {
  const named = namesAll(statistics, objects);
  if (named && part === null) return true;
  const events = await eventsAfter(context, session.id, -1);
  const [object] = objects;
  if (part === null || !object) return isAbout(events, objects);
  return (named || isAbout(events, objects)) && isPicked(statistics, events, object, part);
}

const namesAll = (statistics: StatisticsReply, objects: readonly RestoreObject[]): boolean =>
  statistics.items.length > 0 &&
  statistics.items.every((item) => objects.some((object) => isOf(item, object))) &&
  objects.every((object) => statistics.items.some((item) => isOf(item, object)));

function isAbout(events: readonly SessionEventReply[], objects: readonly RestoreObject[]): boolean {
  const named = new Set(
    events.map((event) => (event.siteId || event.teamId || event.userId).toLowerCase()).filter((id) => id !== ''),
  );
  return (
    named.size === objects.length &&
    objects.every((object) =>
      // A person's id on the backup server begins with their Entra object id (vb365.md §2 [SEED1]).
      [...named].some((id) => sameText(id, object.id) || id.startsWith(object.targetId.toLowerCase())),
    )
  );
}

const containers: readonly PartName[] = ['mailFolder', 'folder', 'library', 'list', 'channel'];

/**
 * Single things are known by their ids; messages, of which only the mailbox and a number is told, by that number. What came out of a container
 * has its name in its path. Where that cannot be seen it is not ours, and an admin decides.
 */
function isPicked(
  statistics: StatisticsReply,
  events: readonly SessionEventReply[],
  object: RestoreObject,
  part: PartName,
): boolean {
  const itemised = statistics.items.filter((item) => item.mailboxEmail === '');
  if (containers.includes(part)) {
    const names = object.items.map((item) => String(item.name ?? item.displayName ?? '').toLowerCase());
    const restored = events.filter((event) => sameText(event.type, 'Restore'));
    const places = itemised.length > 0 ? itemised.map(({ path }) => path) : restored.map(({ source }) => source);
    return (
      places.length > 0 &&
      places.every((place) => names.some((name) => place.toLowerCase().split(/[\\/]/).includes(name)))
    );
  }
  if (itemised.length === 0) return statistics.totalItemsCount === object.items.length;
  return itemised.every(({ id }) => object.items.some((item) => sameText(String(item.id), id)));
}
