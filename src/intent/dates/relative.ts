import type { Lexeme } from '../lex.ts';
import type { Atom } from './atom.ts';
import { has, tag } from './atom.ts';
import { wholeNumber } from './clockAtoms.ts';

const dayMinutes = 1_440;
type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** "3 days ago", "vor einer Woche", "il y a 2 heures et demie", "3日前", "2 hours and 15 minutes ago", "in 3 days". */
export function relative(lexemes: readonly Lexeme[], at: number): Atom | undefined {
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
  const earlier = post && !pre && has(lexemes[i - 1], 'earlier');
  // "two hours before the attack at 3": counted from what follows, or from what was said.
  const open = !post && !pre && !ahead && has(lexemes[i], 'before') && !has(lexemes[i], 'agoPre');
  const shift = days ?? (minutes > 0 ? { count: minutes, unit: 'minute' as const } : undefined);
  if (open && shift && !vague && !(days && minutes > 0) && Number.isInteger(shift.count))
    return { parts: { shift: { ...shift, open } }, next: i + 1 };
  const counted = earlier && shift && Number.isInteger(shift.count) ? { shift: { ...shift, open: false } } : {};
  const previous = lexemes[at - 1];
  const turned = has(previous, 'particle') || has(previous, 'restore') || (has(previous, 'turnBy') && !post);
  if (ahead && !post) return { parts: { future: true }, next: i };
  if (!pre && !post && !turned) return undefined;
  if (vague) return { parts: { vague: true }, next: i };
  if (days && minutes > 0) return { parts: { vague: true }, next: i };
  if (days)
    return Number.isInteger(days.count) && days.count > 0 && days.count < 4_000
      ? { parts: { day: { kind: 'ago', ...days }, ...counted }, next: i }
      : { parts: { vague: true }, next: i };
  return minutes > 0 && minutes < dayMinutes * 4_000
    ? { parts: { elapsedMinutes: Math.round(minutes), ...counted }, next: i }
    : undefined;
}
