import { has, hasAny } from './clauses.ts';
import type { Lexeme } from './lex.ts';
import type { TagName } from './lexicon/tags.ts';

/** A name as it stands in the text, over lexemes `from` (inclusive) to `to` (exclusive). */
export type Name = { readonly from: number; readonly to: number; readonly value: string; readonly mention?: number };

/** Meanings a word may have and still be a name ("Grant", "April", "May"). */
const harmless: ReadonlySet<TagName> = new Set<TagName>([
  'month',
  'ambiguous',
  'sometimes',
  'approve',
  'future',
  'num',
  'particleName',
  'event',
  'incidentNoun',
  'personNoun',
  'unsupported',
  'data',
  'request',
  'dated',
]);

const isCapitalWord = (lexeme: Lexeme | undefined, strict: boolean): boolean =>
  lexeme !== undefined &&
  lexeme.kind === 'word' &&
  lexeme.capital &&
  (lexeme.tags.size === 0 ||
    (!strict && !lexeme.text.includes(' ') && [...lexeme.tags.keys()].every((tag) => harmless.has(tag))));

/** True for a word no table knows. */
export const isUnknownWord = (lexeme: Lexeme | undefined): boolean =>
  lexeme !== undefined && lexeme.kind === 'word' && lexeme.tags.size === 0;

/** The source text of lexemes `from` (inclusive) to `to` (exclusive). */
export const sourceText = (lexemes: readonly Lexeme[], from: number, to: number, source: string): string =>
  source.slice(lexemes[from]?.start ?? 0, lexemes[to - 1]?.end ?? 0).trim();

/** The person's name, address or mention that starts at this lexeme ("Adele Vance", "Pieter van den Berg", "lee@…"). */
export function nameAt(lexemes: readonly Lexeme[], at: number, source: string, strict = true): Name | undefined {
  const first = lexemes[at];
  if (!first) return undefined;
  // "Herrn Thomas Meier": a title is no part of the name.
  if (has(first, 'personNoun') && isCapitalWord(lexemes[at + 1], true)) return nameAt(lexemes, at + 1, source, strict);
  if (first.kind === 'mention') return { from: at, to: at + 1, value: first.value, mention: Number(first.value) };
  if (first.kind === 'email' || (first.kind === 'quote' && first.value.length <= 60))
    return { from: at, to: at + 1, value: first.value };
  if (
    !isCapitalWord(first, strict) &&
    !(isCapitalWord(first, false) && isCapitalWord(lexemes[at + 1], true) && !first.tags.has('polite'))
  )
    return undefined;
  let to = at + 1;
  for (;;) {
    const next = lexemes[to];
    if (isCapitalWord(next, to === at + 1 ? false : strict) && !has(next, 'month')) to += 1;
    else if (next?.text === '-' && next.tight && isCapitalWord(lexemes[to + 1], true)) to += 2;
    else if ((next?.text === "'" || next?.text.endsWith("'")) && next?.tight && isCapitalWord(lexemes[to + 1], false))
      to += 2;
    else if (has(next, 'particleName')) {
      let after = to + 1;
      if (has(lexemes[after], 'particleName')) after += 1;
      if (!isCapitalWord(lexemes[after], true) || hasAny(lexemes[to - 1], ['wl'])) break;
      to = after + 1;
    } else break;
    if (to - at > 6) break;
  }
  return { from: at, to, value: sourceText(lexemes, at, to, source) };
}

/** Names joined by commas and "and", from this place on: "Megan, Lee and Diego Siciliani". */
export function nameListAt(lexemes: readonly Lexeme[], at: number, source: string): { names: Name[]; to: number } {
  const names: Name[] = [];
  let to = at;
  for (let place = at; names.length < 50; ) {
    const name = nameAt(lexemes, place, source);
    if (!name) break;
    names.push(name);
    to = name.to;
    while (lexemes[to]?.kind === 'possessive' || hasAny(lexemes[to], ['honorific', 'ownerPost'])) to += 1;
    place = to;
    let joined = false;
    while (
      (lexemes[place]?.text === ',' ||
        lexemes[place]?.text === ';' ||
        has(lexemes[place], 'and') ||
        hasAny(lexemes[place], ['owner']) ||
        (joined && hasAny(lexemes[place], ['det', 'personNoun']))) &&
      place < to + 4
    ) {
      joined ||= lexemes[place]?.text === ',' || has(lexemes[place], 'and') || lexemes[place]?.text === ';';
      place += 1;
    }
    if (!joined) {
      if (lexemes[place]?.kind === 'mention' || lexemes[place]?.kind === 'email') {
        if (place === to) continue;
      }
      break;
    }
  }
  return { names, to };
}
