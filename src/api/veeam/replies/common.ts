import * as z from 'zod';

/** A GUID as the server prints it; compared in lower case. */
export const guid = z.guid();

/** An instant as the server prints it, with up to seven digits of a second; kept raw, because exploring needs it to the tick. */
export const rawInstant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant');

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/**
 * A collection: a page object, or the bare array older versions send for some of them (vb365.md §0).
 * Unknown keys are let through, because the vendor adds some with every build.
 */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.union([z.object({ results: z.array(item) }).transform((page) => page.results), z.array(item)]);

/** A raw instant as ours: UTC with milliseconds. A time without zone is UTC (vb365.md §2). */
export function utcOf(raw: string): string {
  const zoned = /(z|[+-]\d{2}:?\d{2})$/i.test(raw) ? raw : `${raw}Z`;
  return new Date(zoned).toISOString();
}
