import type { Lexeme } from '../lex.ts';
import type { Atom } from './atom.ts';
import { has, tag } from './atom.ts';
import { wholeNumber } from './clockAtoms.ts';

/** "the last Friday of November", "the second Tuesday in last month": a weekday counted within a month. */
function nthOfMonth(lexemes: readonly Lexeme[], at: number, nth: number | undefined): Atom | undefined {
  if (nth === undefined || nth > 5 || !has(lexemes[at + 1], 'dow')) return undefined;
  let i = at + 2;
  while (
    i < at + 5 &&
    (has(lexemes[i], 'of') || has(lexemes[i], 'in') || has(lexemes[i], 'link') || has(lexemes[i], 'det'))
  )
    i += 1;
  const weekday = { day: Number(tag(lexemes[at + 1], 'dow')), which: 'last' as const, weeksBack: 0, nth };
  const month = tag(lexemes[i], 'month');
  if (month !== undefined && i > at + 2) {
    const year = lexemes[i + 1]?.number?.digits === 4 ? lexemes[i + 1]?.number?.int : undefined;
    const period = { unit: 'namedMonth' as const, month: Number(month), ...(year === undefined ? {} : { year }) };
    return { parts: { weekday, period }, next: i + (year === undefined ? 1 : 2) };
  }
  const named = i > at + 2 ? period(lexemes, i)?.parts.period : undefined;
  return named?.unit === 'month'
    ? { parts: { weekday, period: named }, next: period(lexemes, i)?.next ?? i }
    : undefined;
}

/** "Monday", "last Friday", "two Mondays ago". */
export function weekday(lexemes: readonly Lexeme[], at: number): Atom | undefined {
  let i = at;
  const count = wholeNumber(lexemes[i]);
  const ordered = nthOfMonth(lexemes, at, has(lexemes[at], 'last') ? -1 : count);
  if (ordered) return ordered;
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

/** "KW 46", "week 46", "第46週": the number of a week of the year. */
function numberedWeek(lexemes: readonly Lexeme[], at: number): Atom | undefined {
  if (!has(lexemes[at], 'weekNumber')) return undefined;
  const number = lexemes[at + 1]?.number;
  const after = lexemes[at + 2];
  const other = (['unit', 'oclock', 'am', 'pm', 'month', 'data', 'mailItem', 'agoPost'] as const).some((name) =>
    has(after, name),
  );
  if (number?.int === undefined || (number.digits ?? 3) > 2 || number.ordinal || other) return undefined;
  if (number.int < 1 || number.int > 53) return { parts: { invalid: true }, next: at + 2 };
  const year = after?.number?.digits === 4 ? after.number.int : undefined;
  const period = { unit: 'isoWeek' as const, week: number.int, ...(year === undefined ? {} : { year }) };
  return { parts: { period }, next: at + (year === undefined ? 2 : 3) };
}

/** "last week", "this month", "先週", "the weekend". */
export function period(lexemes: readonly Lexeme[], at: number): Atom | undefined {
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
  const numbered = numberedWeek(lexemes, at);
  if (numbered) return numbered;
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
