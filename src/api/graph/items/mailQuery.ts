import type { ItemFilter, UtcInstant } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { Inferences } from '../inferences.ts';

/** Characters that mean something to `-like`: of the service itself only the first, of the shell its language comes from the others. */
const wildcards = /[*?[\]`]/;
const wholeAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What a person said, on one line. */
const cleaned = (words: string | null): string => (words ?? '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** A text as the language writes it: within quotes, a quote in it doubled (graph.md §2.2). */
const literal = (words: string): string => `'${words.replaceAll("'", "''")}'`;

/** An instant as the documented example writes it: in braces, with seven digits of a second. */
const instant = (utc: UtcInstant): string => literal(`{${utc.slice(0, -1)}0000Z}`);

const gone = (utc: UtcInstant): string => `(PitrDumpsterActionTriggeredTime -gt ${instant(utc)})`;

/**
 * The query over mail for a filter. What a person said only ever stands between quotes, so that it stays text: a word with a wildcard in
 * it is looked for by `-contains`, which knows none. Without any filter everything that went or changed since the restore point is meant.
 */
export function mailQuery(
  filter: ItemFilter,
  pointUtc: UtcInstant,
  { containsIsLiteral }: Pick<Inferences, 'containsIsLiteral'>,
): string {
  const holding = (field: string, words: string | null): readonly string[] => {
    const text = cleaned(words);
    if (text === '') return [];
    if (field !== 'Subject' && wholeAddress.test(text)) return [`(${field} -eq ${literal(text)})`];
    if (!wildcards.test(text)) return [`(${field} -like ${literal(`*${text}*`)})`];
    if (containsIsLiteral) return [`(${field} -contains ${literal(text)})`];
    throw new Fault('GRAPH_REFUSED', { effect: 'none', cause: new Error('a wildcard in a text to look for') });
  };
  const terms = [
    ...holding('Sender', filter.from),
    ...holding('Recipient', filter.to),
    ...holding('Subject', filter.title),
    ...(filter.attachment ? ["(HasAttachment -eq 'true')"] : []),
    ...(filter.sinceUtc === null ? [] : [gone(filter.sinceUtc)]),
  ];
  return terms.length === 0 ? gone(pointUtc) : terms.join(' -and ');
}
