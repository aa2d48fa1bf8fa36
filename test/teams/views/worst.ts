import type { CardModel } from '../../../src/ports/cards.ts';
import { cases } from './cases.ts';

/** Properties that hold text others wrote. */
const othersText = new Set([
  'name',
  'address',
  'reason',
  'title',
  'path',
  'explanation',
  'step',
  'facts',
  'read',
  'asked',
  'targetNames',
  'detail',
  'folder',
  'from',
  'to',
  'faultCode',
]);

type Change = { readonly text: (original: string) => string; readonly copies: number };

function changed(value: unknown, key: string, change: Change): unknown {
  if (typeof value === 'string') return othersText.has(key) ? change.text(value) : value;
  if (Array.isArray(value)) {
    const each = value.map((item: unknown) => changed(item, key, change));
    const repeated = Array.from({ length: change.copies }, () => each).flat();
    return key === 'options' || key === 'destinations' || key === 'notes' || key === 'notices' ? each : repeated;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, child]) => [inner, changed(child, inner, change)]));
}

/** Every case with each text that others wrote replaced, and each list repeated. */
export const worstCases = (change: Change): readonly { readonly name: string; readonly model: CardModel }[] =>
  Object.entries(cases)
    // Help holds nothing that others wrote; its `reason` is ours.
    .filter(([, model]) => model.card !== 'help')
    .map(([name, model]) => ({ name, model: changed(model, '', change) as CardModel }));
