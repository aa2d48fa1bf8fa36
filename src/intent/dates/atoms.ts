import type { Lexeme } from '../lex.ts';
import { readClock, wholeNumber } from './clockAtoms.ts';
import type { DateParts, PartOfDay } from './parts.ts';
import { isPartOfDay } from './parts.ts';

/** One piece of a date expression and the place after it. */
export type Atom = { readonly parts: DateParts; readonly next: number };

/** What the grammar must know beside the words. */
export type DateHabits = { readonly monthFirst: boolean };

const has = (lexeme: Lexeme | undefined, tag: string): boolean => lexeme?.tags.has(tag) ?? false;
const tag = (lexeme: Lexeme | undefined, name: string): string | undefined => lexeme?.tags.get(name);
const dayMinutes = 1_440;

function writtenDate(lexeme: Lexeme, habits: DateHabits): DateParts | undefined {
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

function namedDate(lexemes: readonly Lexeme[], at: number): Atom | undefined {
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
          ['in', 'to', 'from', 'asof', 'before', 'since', 'end', 'start', 'last'].some((cue) =>
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

type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** "3 days ago", "vor einer Woche", "il y a 2 heures et demie", "3日前", "2 hours and 15 minutes ago", "in 3 days". */
function relative(lexemes: readonly Lexeme[], at: number): Atom | undefined {
  let i = at;
  const pre = has(lexemes[i], 'agoPre');
  const ahead = has(lexemes[i], 'ahead');
  if (pre || ahead) i += 1;
  if (has(lexemes[i], 'approx')) i += 1;
  let minutes = 0;
  let days: { count: number; unit: 'day' | 'week' | 'month' | 'year' } | undefined;
  let vague = false;
  let units = 0;
  let post = false;
  for (let round = 0; round < 3; round += 1) {
    const start = i;
    if (round > 0 && (has(lexemes[i], 'and') || lexemes[i]?.text === ',')) i += 1;
    let count = wholeNumber(lexemes[i]) ?? lexemes[i]?.number?.decimal;
    const fixed = tag(lexemes[i], 'unit');
    if (count === undefined && has(lexemes[i], 'few') && !fixed) {
      vague = true;
      count = 0;
    }
    if (fixed === 'halfHour' || fixed === 'quarterHour') count = fixed === 'halfHour' ? 0.5 : 0.25;
    else if (count !== undefined) {
      i += 1;
      if (lexemes[i]?.text === '-' && lexemes[i]?.tight) i += 1;
    } else if (round > 0 && has(lexemes[i], 'half') && units > 0) count = undefined;
    if (count === undefined) {
      i = start;
      break;
    }
    const glued = tag(lexemes[i], 'unitAgo');
    let unit = (tag(lexemes[i], 'unit') ?? glued) as
      | Unit
      | 'fortnight'
      | 'halfHour'
      | 'quarterHour'
      | 'workday'
      | 'weekend'
      | undefined;
    if (unit === undefined || unit === 'weekend') {
      i = start;
      break;
    }
    i += 1;
    units += 1;
    if (unit === 'workday') vague = true;
    if (unit === 'halfHour' || unit === 'quarterHour') unit = 'hour';
    if (unit === 'minute' || unit === 'hour') minutes += count * (unit === 'hour' ? 60 : 1);
    else if (unit === 'fortnight') days = { count: count * 14, unit: 'day' };
    else if (unit === 'workday') days = { count, unit: 'day' };
    else if (unit === 'week' && !Number.isInteger(count)) vague = true;
    else days = { count, unit };
    if (has(lexemes[i], 'halfAfter')) {
      minutes += unit === 'hour' ? 30 : 0;
      if (unit !== 'hour') vague = true;
      i += 1;
    }
    if (glued) {
      post = true;
      break;
    }
  }
  if (units === 0) return undefined;
  const link = has(lexemes[i], 'link') && has(lexemes[i + 1], 'agoPost') ? 1 : 0;
  if (!post && !pre && has(lexemes[i + link], 'agoPost')) {
    post = true;
    i += 1 + link;
  }
  const previous = lexemes[at - 1];
  const turned = has(previous, 'particle') || has(previous, 'restore') || (has(previous, 'turnBy') && !post);
  if (ahead && !post) return { parts: { future: true }, next: i };
  if (!pre && !post && !turned) return undefined;
  if (vague) return { parts: { vague: true }, next: i };
  if (days && minutes > 0) return { parts: { vague: true }, next: i };
  if (days)
    return Number.isInteger(days.count) && days.count > 0 && days.count < 4_000
      ? { parts: { day: { kind: 'ago', ...days } }, next: i }
      : { parts: { vague: true }, next: i };
  return minutes > 0 && minutes < dayMinutes * 4_000
    ? { parts: { elapsedMinutes: Math.round(minutes) }, next: i }
    : undefined;
}

function weekday(lexemes: readonly Lexeme[], at: number): Atom | undefined {
  let i = at;
  const count = wholeNumber(lexemes[i]);
  if (count !== undefined && has(lexemes[i + 1], 'dow')) {
    if (!has(lexemes[i + 2], 'agoPost')) return undefined;
    return {
      parts: { weekday: { day: Number(tag(lexemes[i + 1], 'dow')), which: 'last', weeksBack: count - 1 } },
      next: i + 3,
    };
  }
  let which: 'plain' | 'last' | 'this' | 'next' = 'plain';
  let weeksBack = 0;
  if (!has(lexemes[i], 'dow')) {
    if (!has(lexemes[i + 1], 'dow')) return undefined;
    if (has(lexemes[i], 'beforeLast')) weeksBack = 1;
    else if (has(lexemes[i], 'last')) which = 'last';
    else if (has(lexemes[i], 'this')) which = 'this';
    else if (has(lexemes[i], 'next')) which = 'next';
    else return undefined;
    i += 1;
  }
  const short = lexemes[i]?.tags.has('ambiguous') && !lexemes[i]?.capital && which === 'plain';
  const day = Number(tag(lexemes[i], 'dow'));
  i += 1;
  if (
    lexemes[i]?.text === '.' &&
    (lexemes[i - 1]?.text.length ?? 9) <= 3 &&
    lexemes[i]?.tight &&
    lexemes[i + 1]?.kind === 'number'
  )
    i += 1;
  if (short && lexemes[i]?.kind !== 'number') return undefined;
  if (which === 'plain' && weeksBack === 0 && !has(lexemes[i + 1], 'unit')) {
    if (has(lexemes[i], 'beforeLast')) weeksBack = 1;
    else if (has(lexemes[i], 'last') && !has(lexemes[i], 'notAfter')) which = 'last';
    else if (has(lexemes[i], 'next') && !has(lexemes[i], 'notAfter')) which = 'next';
    else if (has(lexemes[i], 'thisAfter')) which = 'this';
    if (which !== 'plain' || weeksBack > 0) i += 1;
  } else if (which === 'last' && weeksBack === 0 && has(lexemes[i], 'beforeLast'))
    return { parts: { weekday: { day, which, weeksBack: 1 } }, next: i + 1 };
  return { parts: { weekday: { day, which, weeksBack } }, next: i };
}

function period(lexemes: readonly Lexeme[], at: number): Atom | undefined {
  const ready = tag(lexemes[at], 'period');
  if (ready !== undefined) {
    const [unit = '', offset = '0'] = ready.split(':');
    return unit === 'week' || unit === 'month' || unit === 'year' || unit === 'weekend'
      ? { parts: { period: { unit, offset: Number(offset) } }, next: at + 1 }
      : undefined;
  }
  const direction = (lexeme: Lexeme | undefined): number | undefined =>
    has(lexeme, 'beforeLast')
      ? -2
      : has(lexeme, 'last')
        ? -1
        : has(lexeme, 'this') || has(lexeme, 'thisAfter')
          ? 0
          : has(lexeme, 'next')
            ? 1
            : undefined;
  let i = at;
  const leading = has(lexemes[i], 'unit') || has(lexemes[i], 'month') ? undefined : direction(lexemes[i]);
  if (leading !== undefined) i += 1;
  if (leading === -1 && has(lexemes[i], 'month') && !has(lexemes[i], 'ambiguous')) {
    return {
      parts: { period: { unit: 'namedMonth', month: Number(tag(lexemes[i], 'month')), last: true } },
      next: i + 1,
    };
  }
  const unit = tag(lexemes[i], 'unit');
  if (unit !== 'week' && unit !== 'month' && unit !== 'year' && unit !== 'weekend') return undefined;
  i += 1;
  let offset = leading;
  if (offset === -1 && has(lexemes[i], 'beforeLast')) {
    offset = -2;
    i += 1;
  } else if (offset === undefined) {
    offset = has(lexemes[i], 'this') && !has(lexemes[i], 'thisAfter') ? undefined : direction(lexemes[i]);
    if (offset !== undefined) i += 1;
  }
  if (unit === 'weekend') return { parts: { period: { unit, offset: offset ?? 'nearest' } }, next: i };
  return offset === undefined ? undefined : { parts: { period: { unit, offset } }, next: i };
}

const hasAnyDay = (lexeme: Lexeme | undefined): boolean => has(lexeme, 'dow') || has(lexeme, 'day');

function dayWord(lexemes: readonly Lexeme[], at: number): Atom | undefined {
  const both = tag(lexemes[at], 'dp');
  if (both !== undefined) {
    const [days = '0', part = ''] = both.split(':');
    return isPartOfDay(part)
      ? { parts: { day: { kind: 'offset', days: Number(days) }, part }, next: at + 1 }
      : undefined;
  }
  // "Freitag Morgen": the word for tomorrow after a day is its morning.
  const morning =
    has(lexemes[at], 'part') &&
    (hasAnyDay(lexemes[at - 1]) || has(lexemes[at - 1], 'det') || has(lexemes[at - 1], 'domPrep'));
  const day = morning ? undefined : tag(lexemes[at], 'day');
  if (day !== undefined) return { parts: { day: { kind: 'offset', days: Number(day) } }, next: at + 1 };
  const edge = tag(lexemes[at], 'edge');
  if (edge !== undefined) return { parts: { edge: edge.endsWith('start') ? 'start' : 'end' }, next: at + 1 };
  const here = has(lexemes[at], 'this') ? tag(lexemes[at + 1], 'part') : undefined;
  const named = (part: string | undefined): PartOfDay | undefined =>
    part !== undefined && isPartOfDay(part) ? part : undefined;
  const current = named(here);
  if (current) return { parts: { day: { kind: 'offset', days: 0 }, part: current }, next: at + 2 };
  const part = named(tag(lexemes[at], 'part'));
  return part ? { parts: { part }, next: at + 1 } : undefined;
}

function dayOfMonth(lexemes: readonly Lexeme[], at: number): Atom | undefined {
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

/** The piece of a date that starts at this lexeme, or undefined. */
export function readAtom(lexemes: readonly Lexeme[], at: number, habits: DateHabits): Atom | undefined {
  const lexeme = lexemes[at];
  if (!lexeme || (lexeme.kind !== 'word' && lexeme.kind !== 'number')) return undefined;
  if (lexeme.kind === 'word' && lexeme.tags.size === 0) return undefined;
  if (has(lexeme, 'vague')) return { parts: { vague: true }, next: at + 1 };
  const found = relative(lexemes, at) ?? namedDate(lexemes, at);
  if (found) return found;
  const clock = readClock(lexemes, at);
  const date = clock && lexeme.number?.clock && !lexeme.number.date ? undefined : writtenDate(lexeme, habits);
  if (date && lexeme.number?.clock && !lexeme.number.clock.spare)
    return { parts: clock?.parts.clock ? { ...date, clock: clock.parts.clock } : { invalid: true }, next: at + 1 };
  if (clock) return clock;
  const hours = lexeme.number?.date?.separator === '-' && lexeme.number.date.parts.length === 2;
  if (hours && ['oclock', 'unit', 'am', 'pm'].some((name) => has(lexemes[at + 1], name))) return undefined;
  if (date)
    return date.invalid && lexeme.number?.date?.parts.length === 2 && lexeme.number.date.separator !== '/'
      ? undefined
      : { parts: date, next: at + 1 };
  const plain = weekday(lexemes, at) ?? period(lexemes, at) ?? dayWord(lexemes, at) ?? dayOfMonth(lexemes, at);
  if (plain) return plain;
  if (has(lexeme, 'start')) return { parts: { edge: 'start' }, next: at + 1 };
  if (has(lexeme, 'end')) return { parts: { edge: 'end' }, next: at + 1 };
  const zone = tag(lexeme, 'zone');
  if (zone !== undefined) {
    // "UTC+1", "GMT-3"
    const sign = lexemes[at + 1];
    const hours = lexemes[at + 2]?.number?.int;
    if (zone === 'UTC' && (sign?.text === '+' || sign?.text === '-') && sign.tight && lexemes[at + 2]?.tight)
      return hours !== undefined && hours <= 14
        ? { parts: { zone: `${sign.text}${String(hours).padStart(2, '0')}:00` }, next: at + 3 }
        : { parts: { invalid: true }, next: at + 3 };
    return { parts: { zone }, next: at + 1 };
  }
  return has(lexeme, 'approx') ? { parts: { approx: true }, next: at + 1 } : undefined;
}
