import type { Clause } from './clauses.ts';
import { has, hasAny } from './clauses.ts';
import type { DateExpression } from './dates/parts.ts';
import type { Lexeme } from './lex.ts';
import type { TagName } from './lexicon/tags.ts';

/** Small words between a date and what governs it. */
export const quiet: readonly TagName[] = [
  'link',
  'det',
  'approx',
  'at',
  'just',
  'definite',
  'of',
  'domPrep',
  'polite',
  'after',
];

/** What leads to a date. */
type Cues = {
  to: boolean;
  asof: boolean;
  from: boolean;
  before: boolean;
  since: boolean;
  deadline: boolean;
  not: boolean;
  between: boolean;
  after: boolean;
  dated: boolean;
  event: boolean;
  incident: boolean;
  verbBefore: boolean;
};

/** "er, no, 9": a "no" that belongs to a correction rejects nothing. */
function corrects(lexemes: readonly Lexeme[], no: Lexeme | undefined): boolean {
  if (!no || !has(no, 'rather')) return false;
  if (has(no, 'noAnswer')) return true;
  const at = lexemes.indexOf(no);
  return (has(lexemes[at - 1], 'rather') && !has(lexemes[at - 1], 'not')) || lexemes[at + 1]?.text === ',';
}

/** Looks from the date towards what governs it: over small words always, further only in search of "before". */
export function cuesOf(
  lexemes: readonly Lexeme[],
  date: DateExpression,
  clause: Clause,
  headFinal: boolean,
  taken: ReadonlySet<number>,
): Cues {
  const cues: Cues = {
    to: false,
    asof: false,
    from: false,
    before: false,
    since: false,
    deadline: false,
    not: false,
    between: false,
    after: false,
    dated: false,
    event: false,
    incident: false,
    verbBefore: false,
  };
  const step = headFinal ? 1 : -1;
  const start = headFinal ? date.to : date.from - 1;
  const look = (lexeme: Lexeme | undefined): void => {
    for (const cue of ['to', 'asof', 'from', 'since', 'deadline', 'between', 'dated', 'after'] as const)
      if (has(lexeme, cue)) cues[cue] = true;
    if (hasAny(lexeme, ['exclude', 'not']) && !corrects(lexemes, lexeme)) cues.not = true;
    if (has(lexeme, headFinal ? 'beforePost' : 'before')) cues.before = true;
  };
  let i = start;
  for (let steps = 0; steps < 6; i += step, steps += 1) {
    const lexeme = lexemes[i];
    if (!lexeme || taken.has(i)) break;
    const cue = hasAny(lexeme, [
      'to',
      'asof',
      'from',
      'since',
      'deadline',
      'between',
      'before',
      'beforePost',
      'exclude',
      'not',
      'dated',
    ]);
    // "wie am Montag", "como el viernes"
    if (has(lexeme, 'like')) {
      cues.asof = true;
      break;
    }
    if (!cue && !hasAny(lexeme, quiet)) break;
    look(lexeme);
  }
  // An incident or an appointment between "before" and the date.
  if (!cues.before) {
    for (let j = i, steps = 0; steps < 9; j += step, steps += 1) {
      const lexeme = lexemes[j];
      if (
        !lexeme ||
        taken.has(j) ||
        lexeme.kind === 'break' ||
        (lexeme.kind === 'punctuation' && lexeme.text !== '-' && lexeme.text !== '"')
      )
        break;
      if (has(lexeme, headFinal ? 'beforePost' : 'before')) {
        cues.before = true;
        for (let k = j + step; Math.abs(k - j) < 5; k += step) {
          if (!hasAny(lexemes[k], ['to', 'asof', 'from', ...quiet])) break;
          look(lexemes[k]);
        }
        break;
      }
      if (has(lexeme, 'restore') && !has(lexeme, 'restoreNoun')) break;
      if (has(lexeme, 'event')) cues.event = true;
      if (hasAny(lexeme, ['incident', 'incidentNoun'])) cues.incident = true;
      if (hasAny(lexeme, ['to', 'asof'])) break;
    }
    if (!cues.before) {
      cues.event = false;
      cues.incident = false;
    }
  }
  const beyond = headFinal ? lexemes[date.from - 1] : lexemes[date.to];
  const second = headFinal ? lexemes[date.from - 2] : lexemes[date.to + 1];
  if (
    has(beyond, 'event') ||
    (hasAny(beyond, ['det', 'of', 'link']) && has(second, 'event')) ||
    (beyond?.kind === 'possessive' && (has(second, 'event') || has(lexemes[date.to + 2], 'event')))
  )
    cues.event = true;
  // "Friday's version"
  if (beyond?.kind === 'possessive' && hasAny(second, ['asof', 'backup', 'point'])) cues.asof = true;
  if (!headFinal && has(lexemes[date.to], 'beforePost')) cues.before = true;
  // "the emails Lee sent me on Monday": the date belongs to what was sent.
  for (let k = date.from - 1; !headFinal && k >= Math.max(clause.from, date.from - 4); k -= 1) {
    if (hasAny(lexemes[k], ['to', 'asof']) && !has(lexemes[k], 'of') && !has(lexemes[k], 'me')) break;
    if (has(lexemes[k], 'dated') && !hasAny(lexemes[k], ['data', 'event'])) cues.dated = true;
  }
  for (let k = clause.from; k < date.from; k += 1) if (hasAny(lexemes[k], ['incident'])) cues.verbBefore = true;
  return cues;
}
