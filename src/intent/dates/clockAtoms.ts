import type { Lexeme } from '../lex.ts';
import type { Atom } from './atom.ts';
import { has } from './atom.ts';
import type { Clock, DateParts } from './parts.ts';

/** A whole number in digits or words, at this place. */
export function wholeNumber(lexeme: Lexeme | undefined): number | undefined {
  if (!lexeme) return undefined;
  if (lexeme.kind === 'number') return lexeme.number?.int;
  const word = lexeme.tags.get('num');
  return word === undefined ? undefined : Number(word);
}

const hasDay = (lexeme: Lexeme | undefined): boolean => has(lexeme, 'day') || has(lexeme, 'dow') || has(lexeme, 'dp');

const hasSmall = (lexeme: Lexeme | undefined): boolean => has(lexeme, 'link') || has(lexeme, 'det');

const make = (clock: Clock): DateParts =>
  clock.hour > 24 ||
  clock.minute > 59 ||
  (clock.hour === 24 && clock.minute > 0) ||
  (clock.half !== undefined && (clock.hour === 0 || (clock.half === 'am' && clock.hour > 12)))
    ? { invalid: true }
    : { clock };

/** What may follow a full hour: minutes, "half", "a quarter", am or pm. */
function finish(
  lexemes: readonly Lexeme[],
  at: number,
  hour: number,
  bare: boolean,
  padded: boolean,
  before?: 'am' | 'pm',
): Atom {
  let next = at;
  let minute = 0;
  let stillBare = bare;
  const here = lexemes[next];
  const minutes =
    here?.kind === 'number' &&
    here.number?.int !== undefined &&
    here.number.digits === 2 &&
    !has(lexemes[next + 1], 'unit')
      ? here.number.int
      : undefined;
  if (has(here, 'halfAfter')) {
    minute = 30;
    next += 1;
  } else if (has(here, 'quarterAfter')) {
    minute = 15;
    next += 1;
  } else if (has(here, 'quarterBefore')) {
    minute = -15;
    next += 1;
  } else if (minutes !== undefined && !bare) {
    minute = minutes;
    next += 1;
    if (has(lexemes[next], 'suffix.minute')) next += 1;
  } else if (wholeNumber(here) !== undefined && has(lexemes[next + 1], 'suffix.minute')) {
    minute = wholeNumber(here) ?? 0;
    next += 2;
  }
  let half = before;
  if (half === undefined && has(lexemes[next], 'am')) half = 'am';
  else if (half === undefined && has(lexemes[next], 'pm')) half = 'pm';
  if (half !== undefined && before === undefined) next += 1;
  if (half !== undefined) stillBare = false;
  const total = (hour * 60 + minute + 1440) % 1440;
  const clock = minute < 0 ? { hour: Math.floor(total / 60), minute: total % 60 } : { hour, minute };
  const parts = make({
    ...clock,
    ...(half ? { half } : {}),
    ...(stillBare ? { bare: true } : {}),
    ...(padded ? { padded: true } : {}),
  });
  return { parts, next };
}

/** A time of day at this place, or undefined. `afterDay` allows what only reads as a time beside a day. */
export function readClock(lexemes: readonly Lexeme[], at: number): Atom | undefined {
  let i = at;
  const first = lexemes[i];
  if (!first) return undefined;
  const form = first.kind === 'number' ? first.number : undefined;
  const cued = has(lexemes[at - 1], 'at') || (has(lexemes[at - 1], 'approx') && !has(lexemes[at - 1], 'to'));
  if (
    form?.clock &&
    (!form.clock.spare ||
      cued ||
      has(lexemes[i + 1], 'oclock') ||
      has(lexemes[i + 1], 'am') ||
      has(lexemes[i + 1], 'pm'))
  ) {
    const { spare: _, ...clock } = form.clock;
    i += 1;
    // "8 h 30": the minutes stand apart.
    const minutes = lexemes[i]?.number;
    const apart =
      /h$/i.test(first.text) &&
      minutes?.digits === 2 &&
      minutes.int !== undefined &&
      minutes.int < 60 &&
      !has(lexemes[i + 1], 'unit') &&
      !has(lexemes[i + 1], 'month');
    if (apart) {
      i += 1;
    }
    if (has(lexemes[i], 'oclock')) i += 1;
    let half = clock.half;
    if (half === undefined && (has(lexemes[i], 'am') || has(lexemes[i], 'pm')) && clock.hour <= 12) {
      half = has(lexemes[i], 'am') ? 'am' : 'pm';
      i += 1;
    }
    const parts = make({ ...clock, ...(apart ? { minute: minutes?.int ?? 0 } : {}), ...(half ? { half } : {}) });
    return form.date && !clock.offsetMinutes && form.date.separator !== '-' && parts.invalid
      ? undefined
      : { parts, next: i };
  }
  const ahead = has(first, 'am') ? 'am' : has(first, 'pm') ? 'pm' : undefined;
  if (ahead !== undefined) {
    const number = lexemes[i + 1];
    if (number?.number?.clock && number.number.clock.half === undefined)
      return { parts: make({ ...number.number.clock, half: ahead }), next: i + 2 };
    const hour = wholeNumber(number);
    return hour !== undefined && has(lexemes[i + 2], 'oclock')
      ? finish(lexemes, i + 3, hour, false, false, ahead)
      : undefined;
  }
  for (const [tag, shift] of [
    ['halfPast', 30],
    ['halfTo', -30],
    ['quarterPast', 15],
    ['quarterTo', -15],
  ] as const) {
    const hour = has(first, tag) ? wholeNumber(lexemes[i + 1]) : undefined;
    if (hour === undefined || hour > 24 || has(lexemes[i + 2], 'unit')) continue;
    const total = (hour * 60 + shift + 1440) % 1440;
    let next = i + 2;
    if (has(lexemes[next], 'oclock')) next += 1;
    const half = has(lexemes[next], 'am') ? 'am' : has(lexemes[next], 'pm') ? 'pm' : undefined;
    return {
      parts: make({ hour: Math.floor(total / 60), minute: total % 60, bare: true, ...(half ? { half } : {}) }),
      next: half ? next + 1 : next,
    };
  }
  const value = wholeNumber(first);
  if (value === undefined || form?.ordinal || (form?.digits ?? 1) > 4) return undefined;
  const second = lexemes[i + 1];
  const hourAfter = wholeNumber(lexemes[i + 2]);
  if (
    hourAfter !== undefined &&
    hourAfter <= 24 &&
    value < 60 &&
    (has(second, 'minutesPast') || has(second, 'minutesTo')) &&
    !has(lexemes[i + 3], 'unit') &&
    (first.kind === 'word' ||
      has(second, 'minuteWord') ||
      cued ||
      (value % 5 === 0 && value < 30 && has(lexemes[at - 1], 'to')))
  ) {
    const total = (hourAfter * 60 + (has(second, 'minutesPast') ? value : -value) + 1440) % 1440;
    return {
      parts: make({ hour: Math.floor(total / 60), minute: total % 60, bare: true }),
      next: i + 3 + (has(lexemes[i + 3], 'oclock') ? 1 : 0),
    };
  }
  const digital =
    form?.digits === 4 &&
    value % 100 < 60 &&
    value < 2400 &&
    // "15 luglio 2026 ore 11:00": a word for the hour that is followed by one belongs to that.
    ((has(second, 'oclock') && !(has(second, 'at') && lexemes[i + 2]?.kind === 'number')) ||
      ((value < 1900 || value > 2100) &&
        (cued || hasDay(second) || (has(lexemes[at - 1], 'to') && hasDay(lexemes[i + 1])))));
  if (digital)
    return {
      parts: make({ hour: Math.floor(value / 100), minute: value % 100 }),
      next: i + 1 + (has(second, 'oclock') ? 1 : 0),
    };
  if ((form?.digits ?? 1) > 2) return undefined;
  if (has(second, 'oclock'))
    return finish(lexemes, i + 2, value, !(form?.padded ?? false) && has(second, 'bareHour'), form?.padded ?? false);
  if (has(second, 'am') || has(second, 'pm')) return finish(lexemes, i + 1, value, false, false);
  if (value <= 24 && (has(second, 'halfAfter') || has(second, 'quarterAfter') || has(second, 'quarterBefore')) && cued)
    return finish(lexemes, i + 1, value, true, false);
  // "8 in the morning"
  let partAt = i + 1;
  while (partAt < i + 4 && hasSmall(lexemes[partAt])) partAt += 1;
  const part = lexemes[partAt]?.tags.get('part') ?? '';
  if (
    form &&
    value >= 1 &&
    value <= 12 &&
    partAt > i + 1 &&
    ['morning', 'afternoon', 'evening', 'night'].includes(part)
  )
    return { parts: make({ hour: value, minute: 0, bare: true }), next: i + 1 };
  const blocked =
    has(second, 'unit') ||
    has(second, 'month') ||
    has(second, 'unitAgo') ||
    has(second, 'suffix.day') ||
    has(second, 'suffix.month') ||
    has(second, 'suffix.year') ||
    has(second, 'data') ||
    has(second, 'mailItem') ||
    second?.text === '%' ||
    second?.text === '/';
  const strict = has(lexemes[at - 1], 'at') && !has(lexemes[at - 1], 'notHour');
  if (strict && !blocked && value <= 24 && !(first.kind === 'word' && value === 1 && has(first, 'det')))
    return finish(lexemes, i + 1, value, !(form?.padded ?? false), form?.padded ?? false);
  return strict && !blocked && value > 24 && value < 100 && form
    ? { parts: { invalid: true }, next: i + 1 }
    : undefined;
}
