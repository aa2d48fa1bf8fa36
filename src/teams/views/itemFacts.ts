import type { RestoreRequest } from '../../domain/request.ts';
import { type Fact, fact } from './blocks.ts';
import { filterWords } from './filterWords.ts';
import type { Reader } from './reader.ts';

/** Which items of it: how many, and what they were looked for by. Never a title; nobody but the requester sees those. */
export function itemFacts(reader: Reader, { content }: Pick<RestoreRequest, 'content'>): readonly Fact[] {
  const selection = content?.selection;
  if (selection?.kind !== 'items') return [];
  const { items, filter, total } = selection;
  const count = reader.plural(items.length === 0 ? 'items.fitting' : 'items.chosen', total);
  const words = filterWords(reader, filter, content?.workload ?? null);
  return [fact(reader.text('label.items'), count, ...(words === '' ? [] : [words]))];
}
