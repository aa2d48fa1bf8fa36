import type { Lexeme } from '../lex.ts';
import type { Atom, DateHabits } from './atom.ts';
import { has, tag } from './atom.ts';
import { wholeNumber } from './clockAtoms.ts';
import type { DateParts } from './parts.ts';

/** A date in digits: `3/11`, `03.11.2026`, `05-10`. */
export function writtenDate(lexeme: Lexeme, habits: DateHabits): DateParts | undefined {
  const date = lexeme.number?.date;
  if (!date) return undefined;
  const [a = 0, b = 0, c = 0] = date.parts;
  if (date.yearFirst) return plausible(c, b) ? { day: { kind: 'date', day: c, month: b, year: a } } : { invalid: true };
  const monthFirst = habits.monthFirst && date.separator !== '.';
  let [day, month] = monthFirst ? [b, a] : [a, b];
  let swappable = date.separator !== '.' && plausible(month, day) && day !== month;
  const mayTurn = date.separator !== '-' || date.parts.length > 2;
  if (mayTurn && !plausible(day, month) && month > 12 && day <= 12) {
    [day, month] = [month, day];
    swappable = false;
  }
  if (!plausible(day, month)) return { invalid: true };
  const year = date.parts.length > 2 ? { year: c } : {};
  return { day: { kind: 'date', day, month, ...year, ...(swappable ? { swapped: { day: month, month: day } } : {}) } };
}

const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const plausible = (day: number, month: number): boolean => day >= 1 && day <= (longestMonth[month - 1] ?? 0);

const yearOf = (lexeme: Lexeme | undefined): number | undefined => {
  const value = lexeme?.kind === 'number' && lexeme.number?.digits === 4 ? lexeme.number.int : undefined;
  return value !== undefined && value >= 1970 && value <= 2199 ? value : undefined;
};

/** Skips words that may stand inside one date ("3 de noviembre de 2026", "3. November", "November 3rd, 2026"). */
const skipLinks = (lexemes: readonly Lexeme[], at: number, most: number, commas = false): number => {
  let next = at;
  while (
    next < at + most &&
    (has(lexemes[next], 'of') ||
      has(lexemes[next], 'link') ||
      (lexemes[next]?.text === '.' && lexemes[next]?.tight) ||
      (commas && lexemes[next]?.text === ',') ||
      (lexemes[next]?.text === '-' && lexemes[next]?.tight))
  )
    next += 1;
  return next;
};

/** "3 November 2026", "November 3rd", "11月3日", "November 2025". */
export function namedDate(lexemes: readonly Lexeme[], at: number): Atom | undefined {
  const first = lexemes[at];
  const withYear = (next: number, commas: boolean): { year?: number; next: number } => {
    const place = skipLinks(lexemes, next, 2, commas);
    const year = yearOf(lexemes[place]);
    if (year === undefined || has(lexemes[place + 1], 'unit')) return { next };
    return { year, next: place + 1 + (has(lexemes[place + 1], 'suffix.year') ? 1 : 0) };
  };
  const make = (day: number, month: number, year: number | undefined, next: number): Atom => ({
    parts: plausible(day, month)
      ? { day: { kind: 'date', day, month, ...(year === undefined ? {} : { year }) } }
      : { invalid: true },
    next,
  });
  const number = wholeNumber(first);
  // 2026年11月3日 / 11月3日 / 11月
  if (number !== undefined && (has(lexemes[at + 1], 'suffix.year') || has(lexemes[at + 1], 'suffix.month'))) {
    const leading = has(lexemes[at + 1], 'suffix.year');
    const monthAt = leading ? at + 2 : at;
    const month = has(lexemes[monthAt + 1], 'suffix.month') ? wholeNumber(lexemes[monthAt]) : undefined;
    const year = leading ? { year: number } : {};
    if (month === undefined)
      return leading ? { parts: { period: { unit: 'namedYear', year: number } }, next: at + 2 } : undefined;
    const day = wholeNumber(lexemes[monthAt + 2]);
    if (day !== undefined && has(lexemes[monthAt + 3], 'suffix.day')) return make(day, month, year.year, monthAt + 4);
    return month >= 1 && month <= 12
      ? { parts: { period: { unit: 'namedMonth', month, ...year } }, next: monthAt + 2 }
      : { parts: { invalid: true }, next: monthAt + 2 };
  }
  if (number !== undefined && (first?.kind === 'word' ? number <= 31 : (first?.number?.digits ?? 0) <= 2)) {
    const monthAt = skipLinks(lexemes, at + 1, 3);
    const month = tag(lexemes[monthAt], 'month');
    const clockish = first?.kind === 'number' && has(lexemes[monthAt], 'dow');
    if (month !== undefined && !clockish) {
      const { year, next } = withYear(monthAt + 1, true);
      return make(number, Number(month), year, next);
    }
    return undefined;
  }
  const month = tag(first, 'month');
  if (month === undefined || !first) return undefined;
  const dayAt = skipLinks(lexemes, at + 1, lexemes[at + 1]?.text === '.' ? 2 : has(lexemes[at + 1], 'det') ? 1 : 0);
  const dayToken = lexemes[dayAt];
  const day = dayToken?.kind === 'number' && (dayToken.number?.digits ?? 3) <= 2 ? dayToken.number?.int : undefined;
  if (
    day !== undefined &&
    !has(lexemes[dayAt + 1], 'unit') &&
    !has(lexemes[dayAt + 1], 'oclock') &&
    !has(lexemes[dayAt + 1], 'am') &&
    !has(lexemes[dayAt + 1], 'pm')
  ) {
    const { year, next } = withYear(dayAt + 1, true);
    return make(day, Number(month), year, next);
  }
  const { year, next } = withYear(at + 1, false);
  if (
    year === undefined &&
    (first.key.length < 4 ||
      (first.tags.has('ambiguous') &&
        !(
          first.capital &&
          at > 0 &&
          (['in', 'to', 'from', 'asof', 'before', 'since', 'end', 'start', 'last'] as const).some((cue) =>
            has(lexemes[at - 1], cue),
          )
        )))
  )
    return undefined;
  return {
    parts: { period: { unit: 'namedMonth', month: Number(month), ...(year === undefined ? {} : { year }) } },
    next,
  };
}

/** "the 3rd", "am 3.", "el día 3". */
export function dayOfMonth(lexemes: readonly Lexeme[], at: number): Atom | undefined {
  const number = lexemes[at]?.kind === 'number' ? lexemes[at] : undefined;
  const day = number?.number?.int;
  if (day === undefined || (number?.number?.digits ?? 3) > 2 || day < 1) return undefined;
  const next = lexemes[at + 1];
  if (has(next, 'suffix.day'))
    return { parts: day > 31 ? { invalid: true } : { day: { kind: 'dom', day } }, next: at + 2 };
  const cue = has(lexemes[at - 1], 'domPrep');
  const dotted = next?.text === '.' && next.tight && has(lexemes[at - 1], 'domDot');
  if (
    !(number?.number?.ordinal
      ? cue || has(lexemes[at - 1], 'dow') || has(lexemes[at - 1], 'on')
      : (cue && has(lexemes[at - 1], 'domPlain')) || dotted)
  )
    return undefined;
  if (day > 31) return number?.number?.ordinal ? { parts: { invalid: true }, next: at + 1 } : undefined;
  if (
    has(next, 'unit') ||
    has(next, 'oclock') ||
    has(next, 'data') ||
    has(next, 'mailItem') ||
    has(next, 'restore') ||
    has(next, 'pm') ||
    (next?.kind === 'word' && next.tags.size === 0 && !dotted && !number?.number?.ordinal)
  )
    return undefined;
  return { parts: { day: { kind: 'dom', day } }, next: dotted ? at + 2 : at + 1 };
}
