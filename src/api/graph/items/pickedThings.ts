import * as z from 'zod';
import type { PickedItem } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { PickableItem } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { listPlace, type Thing } from './listPlace.ts';
import { markOf, trailOf } from './trail.ts';

/** What is kept of a chosen file or folder: its key in the session it was chosen in, and marks of where it lies, but no name. */
const ref = z.object({
  session: z.string(),
  pointId: z.string(),
  itemKey: z.string(),
  trail: z.array(z.string()).min(1),
});
type Ref = z.infer<typeof ref>;

/** A thing as a person can pick it. The service tells neither author nor date in v1.0. */
export function pickable(session: string, pointId: string, { key, name, type, path }: Thing): PickableItem {
  const trail = [...trailOf(pointId, path)];
  const kept: Ref = { session, pointId, itemKey: key, trail };
  return {
    id: markOf(pointId, path),
    kind: type === 'file' ? 'item' : 'container',
    title: name,
    detail: '',
    dateUtc: null,
    ref: kept,
  };
}

const refOf = (item: PickedItem): Ref => {
  const parsed = ref.safeParse(item.ref);
  if (parsed.success) return parsed.data;
  throw new Fault('UNEXPECTED', { effect: 'none', cause: new Error('a chosen item differs') });
};

/** The session most of the chosen things were chosen in. */
export const sessionOfPicked = ([first]: readonly PickedItem[]): string | null => (first ? refOf(first).session : null);

/**
 * The keys of chosen things in a session, by their ids. In the session they were chosen in the keys are known; in another one they may be
 * others (graph.md §9), so the things are walked to by the marks of what they lie in. Throws when one is not there.
 */
export async function keysOf(
  context: GraphContext,
  table: WorkloadTable,
  sessionId: string,
  items: readonly PickedItem[],
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  const wanted: { readonly id: string; readonly ref: Ref }[] = [];
  for (const item of items) {
    const known = refOf(item);
    if (known.session === sessionId) keys.set(item.id, known.itemKey);
    else wanted.push({ id: item.id, ref: known });
  }
  const places: (Thing | null)[] = wanted.length > 0 ? [null] : [];
  for (let place = places.shift(); place !== undefined; place = places.shift())
    for await (const page of listPlace(context, table, sessionId, place))
      for (const thing of page) {
        const isAbove = (one: Ref): boolean => one.trail.slice(0, -1).includes(markOf(one.pointId, thing.path));
        if (thing.type !== 'file' && wanted.some(({ ref: one }) => isAbove(one))) places.push(thing);
        for (const { id, ref: one } of wanted)
          if (one.trail.at(-1) === markOf(one.pointId, thing.path)) keys.set(id, thing.key);
        if (keys.size === items.length) return keys;
      }
  if (items.every(({ id }) => keys.has(id))) return keys;
  throw new Fault('ITEMS_GONE', { effect: 'none' });
}
