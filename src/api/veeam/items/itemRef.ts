import * as z from 'zod';
import type { Json, PickedItem } from '../../../domain/terms.ts';
import { fromJournal } from '../run/journal.ts';
import { type PartName, partNames } from './partNames.ts';

/** Kinds whose call takes one thing only; of the others everything that was picked goes into one call. */
const oneByOne: readonly PartName[] = ['mailFolder', 'library', 'list', 'channel', 'tab'];

/** A document, folder or message in the server's own shape. */
export type RestoreItem = { readonly [name: string]: Json };

const itemRef = z.object({ part: z.enum(partNames), thing: z.record(z.string(), z.json()) });

/** The handle a picked thing carries through the flows: its kind, and the server's own record of it, because some calls take that whole. */
export const refOf = (part: PartName, thing: RestoreItem): PickedItem['ref'] => ({ part, thing });

/** What one restore call takes of what was picked. */
export type PickedCall = { readonly part: PartName; readonly items: readonly RestoreItem[] };

/** The calls that restore what was picked, containers after single things; the order depends on the selection only. Pure. */
export function pickedCalls(picked: readonly PickedItem[]): readonly PickedCall[] {
  const refs = picked.map(({ ref }) => fromJournal(itemRef, ref));
  return partNames.flatMap((part): PickedCall[] => {
    const items = refs.filter((ref) => ref.part === part).map((ref) => ref.thing as RestoreItem);
    if (items.length === 0) return [];
    return oneByOne.includes(part) ? items.map((item) => ({ part, items: [item] })) : [{ part, items }];
  });
}
