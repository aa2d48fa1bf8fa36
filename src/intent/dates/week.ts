import type { Lexeme } from '../lex.ts';
import type { Atom } from './atom.ts';
import { has, tag } from './atom.ts';
import { wholeNumber } from './clockAtoms.ts';

/** "Monday", "last Friday", "two Mondays ago". */
export function weekday(lexemes: readonly Lexeme[], at: number): Atom | undefined {
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
