import { has, hasAny } from '../clauses.ts';
import type { Lexeme } from '../lex.ts';
import type { TagName } from '../lexicon/tags.ts';
import type { Name } from '../personNames.ts';
import { sourceText } from '../personNames.ts';
import { nameBefore } from '../thingNames.ts';
import type { ScopeDraft } from './draft.ts';

const neverName: readonly TagName[] = [
  ...(['dow', 'month', 'day', 'dp', 'part', 'period', 'last', 'before', 'since', 'at', 'on'] as const),
  ...([
    'restore',
    'restoreWeak',
    'half',
    'det',
    'ask',
    'polite',
    'to',
    'from',
    'asof',
    'my',
    'i',
    'wl',
    'mailboxNoun',
  ] as const),
  ...(['latest', 'because', 'not', 'without', 'include', 'deletedItems', 'backup', 'point', 'and', 'called'] as const),
];

const mayName = (lexeme: Lexeme | undefined): boolean =>
  lexeme?.kind === 'word' && lexeme.capital && !hasAny(lexeme, neverName);

/** Shared mailboxes by name: "shared mailbox Customer Care", "the People Team shared mailbox". Nouns of people are part of it. */
export function readSharedMailboxes({ reading, used, free, add }: ScopeDraft): void {
  const { lexemes, lexicon, normalised } = reading;
  const nameFrom = (from: number): Name | undefined => {
    let to = from;
    while (to < from + 5 && mayName(lexemes[to]) && !reading.dated.has(to)) to += 1;
    const owner = lexemes[to]?.kind === 'possessive' || hasAny(lexemes[to], ['wl', 'siteNoun']);
    if (to === from || owner || !free(from, to)) return undefined;
    return { from, to, value: sourceText(lexemes, from, to, normalised.text) };
  };
  for (let i = 0; i < lexemes.length; i += 1) {
    if (!has(lexemes[i], 'shared') || used.has(i) || reading.dated.has(i)) continue;
    const first = nameFrom(i + 1);
    for (let name = first; name; ) {
      add(name, 'mailbox');
      name = has(lexemes[name.to], 'and') || lexemes[name.to]?.text === ',' ? nameFrom(name.to + 1) : undefined;
    }
    if (first) continue;
    const before = lexicon.table.nameBeforeNoun ? nameBefore(lexemes, i, normalised.text, true) : undefined;
    if (before && free(before.from, before.to) && lexemes[before.from]?.kind === 'word') add(before, 'mailbox');
  }
}
