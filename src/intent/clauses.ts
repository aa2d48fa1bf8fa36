import type { DateExpression } from './dates/parts.ts';
import type { Lexeme } from './lex.ts';
import type { TagName } from './lexicon/tags.ts';

/** A stretch of the message with one verb, from lexeme `from` (inclusive) to `to` (exclusive). */
export type Clause = {
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  readonly question: boolean;
};

export const has = (lexeme: Lexeme | undefined, tag: TagName): boolean => lexeme?.tags.has(tag) ?? false;
export const hasAny = (lexeme: Lexeme | undefined, tags: readonly TagName[]): boolean =>
  lexeme !== undefined && tags.some((tag) => lexeme.tags.has(tag));

/** True when any lexeme of the range carries the tag. */
export function within(lexemes: readonly Lexeme[], from: number, to: number, tag: TagName): boolean {
  for (let i = Math.max(0, from); i < to; i += 1) if (lexemes[i]?.tags.has(tag)) return true;
  return false;
}

const verbs: readonly TagName[] = [
  'restore',
  'restoreWeak',
  'restored',
  'undo',
  'incident',
  'good',
  'dated',
  'absence',
  'said',
  'cancel',
  'approve',
  'reject',
  'status',
  'list',
  'conditional',
];
const hard = /^[.!?;…。！？；]$/;
const soft = /^[,、，()[\]:：–—|•*-]$/;

/** True when the range has a verb of its own: a known one, "get … back", or a plain statement ("my laptop was stolen"). */
function speaks(lexemes: readonly Lexeme[], from: number, to: number): boolean {
  if (lexemes.slice(from, to).some((lexeme) => hasAny(lexeme, verbs))) return true;
  if (within(lexemes, from, to, 'half') && within(lexemes, from, to, 'particle')) return true;
  for (let i = from + 1; i < to; i += 1) {
    if (!has(lexemes[i], 'auxiliary') || hasAny(lexemes[i], ['to', 'at', 'of', 'link', 'polite', 'just'])) continue;
    const next = lexemes[i + 1];
    const strange = (lexeme: Lexeme | undefined): boolean =>
      lexeme?.kind === 'word' && lexeme.tags.size === 0 && !lexeme.capital;
    if (
      i > from &&
      i + 1 < to &&
      (strange(next) || (i + 2 < to && hasAny(next, ['auxiliary', 'dow', 'day', 'link']) && strange(lexemes[to - 1])))
    )
      return true;
    if (lexemes.slice(Math.max(from, i - 3), i).some((lexeme) => hasAny(lexeme, ['my', 'subject', 'det']))) return true;
  }
  return false;
}

type Piece = { from: number; to: number; sentence: number; verb: boolean; opener: boolean };

function cut(lexemes: readonly Lexeme[], inDate: ReadonlySet<number>): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let sentence = 0;
  let opener = false;
  const close = (to: number): void => {
    if (to > from) {
      const verb = speaks(lexemes, from, to);
      pieces.push({ from, to, sentence, verb, opener });
    }
    opener = false;
  };
  lexemes.forEach((lexeme, i) => {
    if (inDate.has(i)) return;
    const next = lexemes[i + 1];
    const mark = lexeme.kind === 'punctuation';
    if (lexeme.kind === 'break' || (mark && hard.test(lexeme.text) && !(lexeme.text === '.' && next?.tight))) {
      close(i);
      from = i + 1;
      sentence += 1;
      return;
    }
    if (mark && soft.test(lexeme.text) && !(lexeme.text === '-' && lexeme.tight)) {
      close(i);
      from = i + 1;
      return;
    }
    if (i === from) return;
    const joins =
      has(lexeme, 'and') &&
      (has(next, 'subject') ||
        has(next, 'restore') ||
        has(next, 'ask') ||
        (has(next, 'half') && !has(next, 'data')) ||
        has(next, 'incident') ||
        has(next, 'good'));
    const relative = has(lexeme, 'rel') && !has(lexeme, 'day') && i > from;
    const subject =
      has(lexeme, 'subject') &&
      (within(lexemes, from, i, 'restore') || within(lexemes, from, i, 'data') || within(lexemes, from, i, 'wl')) &&
      !has(lexemes[i - 1], 'ask') &&
      !has(lexeme, 'ask') &&
      !has(lexemes[i - 1], 'before') &&
      !has(lexemes[i - 1], 'half');
    if (has(lexeme, 'because') || has(lexeme, 'but') || relative || joins || subject) {
      close(i);
      from = i;
      opener = true;
    }
  });
  close(lexemes.length);
  return pieces;
}

/** Splits the message into clauses; pieces without a verb of their own belong to the clause before (or after) them. */
export function splitClauses(lexemes: readonly Lexeme[], dates: readonly DateExpression[]): Clause[] {
  const inDate = new Set<number>();
  for (const date of dates) for (let i = date.from; i < date.to; i += 1) inDate.add(i);
  const merged: Piece[] = [];
  for (const piece of cut(lexemes, inDate)) {
    const previous = merged.at(-1);
    if (
      previous &&
      previous.sentence === piece.sentence &&
      (!piece.verb || !previous.verb) &&
      !(piece.opener && piece.verb && previous.verb)
    ) {
      const because = has(lexemes[piece.from], 'because');
      if (!because || !previous.verb) {
        merged[merged.length - 1] = { ...previous, to: piece.to, verb: previous.verb || piece.verb };
        continue;
      }
    }
    merged.push(piece);
  }
  return merged.map(({ from, to, sentence }) => ({
    from,
    to,
    sentence,
    question: lexemes[to]?.text === '?' || lexemes[to]?.text === '？' || lexemes[to - 1]?.text === '?',
  }));
}
