import type { Lexeme } from '../lex.ts';
import type { Atom, DateHabits } from './atom.ts';
import { has, tag } from './atom.ts';
import { readClock } from './clockAtoms.ts';
import { dayOfMonth, namedDate, writtenDate } from './namedDate.ts';
import type { PartOfDay } from './parts.ts';
import { isPartOfDay } from './parts.ts';
import { relative } from './relative.ts';
import { period, weekday } from './week.ts';

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

/** The piece of a date that starts at this lexeme, or undefined. */
export function readAtom(lexemes: readonly Lexeme[], at: number, habits: DateHabits): Atom | undefined {
  const lexeme = lexemes[at];
  if (!lexeme || (lexeme.kind !== 'word' && lexeme.kind !== 'number')) return undefined;
  if (lexeme.kind === 'word' && lexeme.tags.size === 0) return undefined;
  if (has(lexeme, 'vague')) return { parts: { vague: true }, next: at + 1 };
  const shifted = tag(lexeme, 'theBefore');
  if (shifted !== undefined) {
    const part = isPartOfDay(shifted) ? { part: shifted } : {};
    return {
      parts: { shift: { count: 1, unit: 'day', open: true }, ...part },
      next: at + 1,
    };
  }
  const found = relative(lexemes, at) ?? namedDate(lexemes, at);
  if (found) return found;
  const clock = readClock(lexemes, at);
  const date = clock && lexeme.number?.clock && !lexeme.number.date ? undefined : writtenDate(lexeme, habits);
  if (date && lexeme.number?.clock && !lexeme.number.clock.spare)
    return { parts: clock?.parts.clock ? { ...date, clock: clock.parts.clock } : { invalid: true }, next: at + 1 };
  if (clock) return clock;
  const hours = lexeme.number?.date?.separator === '-' && lexeme.number.date.parts.length === 2;
  if (hours && (['oclock', 'unit', 'am', 'pm'] as const).some((name) => has(lexemes[at + 1], name))) return undefined;
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
