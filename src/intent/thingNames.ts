import { has, hasAny } from './clauses.ts';
import type { Lexeme } from './lex.ts';
import type { TagName } from './lexicon/tags.ts';
import { isUnknownWord, type Name, sourceText } from './personNames.ts';

const stops: readonly TagName[] = [
  'det',
  'of',
  'restore',
  'restoreWeak',
  'half',
  'to',
  'from',
  'into',
  'and',
  'ask',
  'polite',
  'my',
  'definite',
  'on',
  'link',
  'status',
  'cancel',
  'list',
  'question',
  'it',
  'only',
  'include',
  'incident',
  'restoreNoun',
  'backup',
  'point',
  'me',
  'because',
  'exclude',
  'not',
  'at',
  'asof',
  'before',
  'folderNoun',
  'libraryNoun',
  'fileNoun',
  'everyone',
  'channelNoun',
  'wl',
  'called',
  'personNoun',
  'aside',
  'deletedItems',
  'owner',
];

/** Products that have no sites or teams: beside one of those they are part of its name. */
const ownProduct: ReadonlySet<string> = new Set(['exchange', 'onedrive']);

/** The name of a thing before its noun: "the HR site", "Finance-Seite", `the "Project Phoenix" site`. Lower case is allowed. */
export function nameBefore(lexemes: readonly Lexeme[], noun: number, source: string, free: boolean): Name | undefined {
  let place = noun - 1;
  while (hasAny(lexemes[place], ['wl']) || (lexemes[place]?.text === '-' && lexemes[place]?.tight)) place -= 1;
  if (place !== noun - 1 && lexemes[place + 1]?.text === '-') free = true;
  const end = place + 1;
  const last = lexemes[place];
  if (last?.kind === 'quote') return { from: place, to: end, value: last.value };
  if (last?.kind === 'possessive') return undefined;
  if (has(last, 'glueAfter')) return undefined;
  const tightStart = lexemes[noun]?.tight || lexemes[place + 1]?.tight;
  let from = end;
  let capitals = 0;
  while (from > 0 && end - from < 5) {
    const lexeme = lexemes[from - 1];
    if (
      !lexeme ||
      (lexeme.kind !== 'word' &&
        lexeme.kind !== 'number' &&
        !(lexeme.text === '-' && lexeme.tight) &&
        lexeme.text !== '&' &&
        lexeme.kind !== 'ticket')
    )
      break;
    if (lexeme.kind === 'number' && lexeme.number?.int === undefined) break;
    if (
      lexeme.text !== '&' &&
      hasAny(lexeme, stops) &&
      !(
        lexeme.capital &&
        from === end &&
        !hasAny(lexeme, [
          'restore',
          'det',
          'wl',
          'of',
          'polite',
          'ask',
          'status',
          'cancel',
          'list',
          'question',
          'to',
          'from',
          'my',
          'i',
          'subject',
          'at',
          'asof',
          'aside',
        ])
      ) &&
      !(
        lexeme.capital &&
        capitals > 0 &&
        from > 1 &&
        hasAny(lexeme, ['link', 'on', 'not', 'personNoun', 'backup', 'point', 'restoreNoun']) &&
        !hasAny(lexeme, ['det', 'restore'])
      ) &&
      !(lexeme.capital && capitals > 0 && has(lexemes[from - 2], 'det') && ownProduct.has(lexeme.tags.get('wl') ?? ''))
    )
      break;
    if (
      !lexeme.capital &&
      lexeme.tags.size > 0 &&
      lexeme.kind === 'word' &&
      !hasAny(lexeme, ['event', 'data', 'incidentNoun', 'unsupported', 'personNoun'])
    )
      break;
    if (lexeme.capital) capitals += 1;
    from -= 1;
  }
  if (from === end) return undefined;
  if (!free && !tightStart && capitals === 0) return undefined;
  const first = lexemes[from];
  const value = end - from === 1 && first ? first.value : sourceText(lexemes, from, end, source);
  return { from, to: end, value };
}

/** The name of a thing after its noun: "site Finance", "die Seite Finanzen", "el sitio de Ventas", `team called "X"`. */
export function nameAfter(lexemes: readonly Lexeme[], noun: number, source: string): Name | undefined {
  let place = noun + 1;
  let linked = false;
  while (
    place < noun + 5 &&
    (hasAny(lexemes[place], ['wl', 'called', 'nameOf', 'siteNoun', 'teamNoun']) || lexemes[place]?.text === ':')
  ) {
    linked ||= hasAny(lexemes[place], ['called', 'nameOf']);
    place += 1;
  }
  const first = lexemes[place];
  if (!first) return undefined;
  if (first.kind === 'quote') return { from: place, to: place + 1, value: first.value };
  if (first.kind !== 'word' || (!first.capital && !(linked && isUnknownWord(first)))) return undefined;
  if (hasAny(first, ['dow', 'month', 'day', 'period', 'restore', 'det', 'ask', 'polite', 'to', 'from', 'asof', 'my']))
    return undefined;
  let to = place + 1;
  while (to < place + 5) {
    const lexeme = lexemes[to];
    const connects =
      (lexeme?.text === '-' && lexeme.tight) ||
      lexeme?.text === '&' ||
      (hasAny(lexeme, ['nameOf', 'particleName']) &&
        lexemes[to + 1]?.tags.size === 0 &&
        lexemes[to + 1]?.capital &&
        !hasAny(lexemes[to + 1], ['dow', 'month', 'wl', 'day']));
    const numbered =
      lexeme?.kind === 'number' &&
      lexeme.number?.int !== undefined &&
      lexeme.number.int < 3000 &&
      !hasAny(lexemes[to + 1], ['oclock', 'month', 'unit', 'suffix.day', 'suffix.month']);
    if (
      connects ||
      (lexeme?.kind === 'word' &&
        lexeme.capital &&
        !hasAny(lexeme, [
          'dow',
          'month',
          'day',
          'period',
          'restore',
          'restored',
          'wl',
          'incident',
          'ask',
          'polite',
          'part',
          'dp',
          'last',
        ]))
    )
      to += 1;
    else if (numbered && !has(lexemes[to - 1], 'at')) to += 1;
    else break;
  }
  while (to > place + 1 && !lexemes[to - 1]?.capital && lexemes[to - 1]?.kind !== 'number') to -= 1;
  return { from: place, to, value: sourceText(lexemes, place, to, source) };
}
