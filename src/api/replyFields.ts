import * as z from 'zod';

/** A text; both vendors send an empty one where none is set, or leave it out (graph.md §4). */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A number of items; none is sent where there are none. */
export const count = z
  .number()
  .int()
  .min(0)
  .nullish()
  .transform((value) => value ?? 0);

/** Whether two ids or addresses are the same; GUIDs and addresses come in either case. */
export const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
