import type { Item } from '../../world.ts';
import { invalid } from '../http/refusal.ts';

type Test = (item: Item) => boolean;
const fields = ['sender', 'subject', 'recipient', 'hasattachment', 'pitrdumpsteractiontriggeredtime'] as const;
const token = /\s*(\(|\)|-[a-z]+|'(?:[^']|'')*'|[a-z]+)/giy;

const refused = () => invalid('InvalidSearchRequest', 'Restore point input is invalid.');

/**
 * Parses the query over mail of graph.md §2.2: comparisons joined by `-and`, `-or` and parentheses; a quote in a text is doubled. `-like`
 * knows `*`, and `?` for one character, as the shell its language comes from; `-contains` knows no wildcards.
 */
export function parseArtifactQuery(expression: string): Test {
  const words: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < expression.trimEnd().length) {
    const found = token.exec(expression);
    if (!found?.[1]) throw refused();
    words.push(found[1]);
  }
  let at = 0;
  const next = (): string => words[at++] ?? '';
  const joined = (operator: string, part: () => Test, join: (all: readonly Test[]) => Test): Test => {
    const parts = [part()];
    while (words[at]?.toLowerCase() === operator) {
      at += 1;
      parts.push(part());
    }
    return join(parts);
  };
  const any = (): Test => joined('-or', all, (tests) => (item) => tests.some((test) => test(item)));
  const all = (): Test => joined('-and', one, (tests) => (item) => tests.every((test) => test(item)));
  const one = (): Test => {
    if (words[at] !== '(') return comparison(next(), next(), next());
    at += 1;
    const inner = any();
    if (next() !== ')') throw refused();
    return inner;
  };
  const test = any();
  if (at !== words.length) throw refused();
  return test;
}

function comparison(field: string, operator: string, quoted: string): Test {
  const name = fields.find((known) => known === field.toLowerCase());
  if (name === undefined) throw refused();
  const isBare = name === 'hasattachment' && /^(true|false)$/i.test(quoted);
  if (!isBare && !/^'.*'$/s.test(quoted)) throw refused();
  const value = isBare ? quoted : quoted.slice(1, -1).replaceAll("''", "'");
  if (name === 'pitrdumpsteractiontriggeredtime') {
    if (operator.toLowerCase() !== '-gt') throw refused();
    const sinceMs = Date.parse(value.replace(/^\{(.*)\}$/, '$1'));
    if (Number.isNaN(sinceMs)) throw refused();
    return (item) => item.deletions.some((gone) => Date.parse(gone.atUtc) > sinceMs);
  }
  const told = (item: Item): string => textOf(item, name).toLowerCase();
  const wanted = value.toLowerCase();
  switch (operator.toLowerCase()) {
    case '-eq':
      return (item) => told(item) === wanted;
    case '-contains':
      return (item) => told(item).includes(wanted);
    case '-like': {
      const pattern = RegExp(`^${wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, escaped)}$`, 'su');
      return (item) => pattern.test(told(item));
    }
    default:
      throw refused();
  }
}

const escaped = (character: string): string => (character === '*' ? '.*' : character === '?' ? '.' : `\\${character}`);

function textOf(item: Item, field: Exclude<(typeof fields)[number], 'pitrdumpsteractiontriggeredtime'>): string {
  switch (field) {
    case 'sender':
      return item.from;
    case 'recipient':
      return item.to;
    case 'subject':
      return item.name;
    case 'hasattachment':
      // The small world has no attachments; large mail stands for mail with some.
      return String((item.versions.at(-1)?.sizeBytes ?? 0) > 120_000);
    default:
      return field satisfies never;
  }
}
