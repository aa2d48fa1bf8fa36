import * as z from 'zod';
import { text } from '../../replyFields.ts';

/**
 * An instant as ours, or null where it is unset: missing, empty, or the year 1. Takes seven digits of a second, and the dashes that
 * stand for colons in some documented replies (graph.md §7.12).
 */
export const instantOrNull = z
  .string()
  .nullish()
  .transform((raw) => utcOf(raw ?? ''));

export const instant = z.string().transform((raw, context) => {
  const utc = utcOf(raw);
  if (utc !== null) return utc;
  context.addIssue('is not an instant');
  return z.NEVER;
});

function utcOf(raw: string): string | null {
  const mended = raw.replace(/T(\d\d)-(\d\d)-(\d\d)/, 'T$1:$2:$3');
  const at = new Date(mended);
  return Number.isNaN(at.getTime()) || mended.startsWith('0001-') ? null : at.toISOString();
}

/** A page of a collection; what else it holds is let through, because Microsoft adds to it. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    value: z.array(item),
    '@odata.nextLink': z.string().nullish(),
  });

/** An error inside a reply of success (`publicError`). Texts are data and are cut. */
export const publicError = z
  .object({ code: text, message: text })
  .nullish()
  .transform((error) => (error && (error.code !== '' || error.message !== '') ? error : null));
