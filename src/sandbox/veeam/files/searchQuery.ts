import { containsWildcard } from '../http/wildcard.ts';

/** What a search looks at: named fields of an item; `text` is what a word without a field is looked for in. */
export type Searchable = { text: string; dateUtc: string } & Record<string, string>;

type Term = (item: Searchable) => boolean;

const dateFields = ['received', 'sent', 'modified', 'created'];

function dateTerm(value: string): Term {
  const [, sign = '', written = ''] = /^(<=|>=|<|>)?\s*(.+)$/.exec(value) ?? [];
  const from = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(written) ? `${written}T00:00:00Z` : `${written} UTC`);
  const dayMs = 86_400_000;
  return ({ dateUtc }) => {
    const at = Date.parse(dateUtc);
    if (sign === '<') return at < from;
    if (sign === '<=') return at < from + dayMs;
    if (sign === '>') return at >= from + dayMs;
    if (sign === '>=') return at >= from;
    return at >= from && at < from + dayMs;
  };
}

function term(written: string): Term {
  const isNot = /^NOT\s+/i.test(written);
  const plain = written.replace(/^NOT\s+/i, '').trim();
  const [, field = '', rest = plain] = /^(\w+)\s*:\s*(.*)$/.exec(plain) ?? [];
  const value = rest.replace(/^"(.*)"$/, '$1');
  const name = field.toLowerCase();
  const found = dateFields.includes(name)
    ? dateTerm(value)
    : (item: Searchable) => containsWildcard(name === '' ? item.text : (item[name] ?? ''), value);
  return isNot ? (item) => !found(item) : found;
}

/**
 * Reads the explorers' search language as far as it is public: `field:value`, plain words, `*` and `?`, dates with
 * `<`, `>`, `<=`, `>=`, and `AND`, `OR`, `NOT`. An unknown field finds nothing.
 */
export function parseSearch(query: string): (item: Searchable) => boolean {
  const either = query.split(/\s+OR\s+/i).map((part) => part.split(/\s+AND\s+/i).map((one) => term(one.trim())));
  return (item) => either.some((all) => all.every((matches) => matches(item)));
}
