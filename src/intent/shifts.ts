import type { DateParts, DayPart } from './dates/parts.ts';
import type { TimeContext } from './dates/resolve.ts';
import { resolveDate } from './dates/resolve.ts';
import type { Lexeme } from './lex.ts';
import type { DatedRole } from './roles.ts';

/** The date itself, counted back from `reference`; undefined when that names no moment it can be counted from. */
function counted(parts: DateParts, reference: DatedRole, context: TimeContext): DateParts | undefined {
  const { shift, day: _, elapsedMinutes: __, ...rest } = parts;
  const from = resolveDate(reference.date.parts, context);
  if (!shift || !from.first) return undefined;
  const local = from.first.toZonedDateTimeISO(context.now.timeZoneId);
  const dated = (moment: { day: number; month: number; year: number }): DayPart => ({
    kind: 'date',
    day: moment.day,
    month: moment.month,
    year: moment.year,
  });
  if (shift.unit === 'minute' || shift.unit === 'hour') {
    if (from.precision !== 'minute') return undefined;
    const moment = local.subtract({ [`${shift.unit}s`]: shift.count });
    return { ...rest, day: dated(moment), clock: { hour: moment.hour, minute: moment.minute, padded: true } };
  }
  return { ...rest, day: dated(local.subtract({ [`${shift.unit}s`]: shift.count })) };
}

/** True when nothing but small words lies between the two, so that the second is what the first counts from. */
function leadsTo(a: DatedRole, b: DatedRole | undefined, lexemes: readonly Lexeme[]): boolean {
  if (!a.date.parts.shift?.open || !b || b.date.from - a.date.to > 6) return false;
  return lexemes
    .slice(a.date.to, b.date.from)
    .every((lexeme) => lexeme.kind !== 'punctuation' && lexeme.kind !== 'break' && !lexeme.tags.has('restore'));
}

/**
 * "Encrypted on Saturday, go back to the evening before", "two hours before the crash at 3": resolves what is counted from
 * another date of the message. With none to count from, it stays as it was said.
 */
export function resolveShifts(
  roles: readonly DatedRole[],
  lexemes: readonly Lexeme[],
  context: TimeContext,
): readonly DatedRole[] {
  if (!roles.some(({ date }) => date.parts.shift)) return roles;
  const result: DatedRole[] = [];
  const spent = new Set<DatedRole>();
  roles.forEach((role, index) => {
    if (!role.date.parts.shift) {
      result.push(spent.has(role) ? { ...role, role: 'ignored' } : role);
      return;
    }
    const next = roles[index + 1];
    const follows = leadsTo(role, next, lexemes);
    const reference = follows ? next : result.findLast((one) => one.role !== 'rejected' && one.role !== 'ignored');
    if (!reference) {
      result.push(role);
      return;
    }
    if (follows && next) spent.add(next);
    const { shift: _, ...said } = role.date.parts;
    const parts = counted(role.date.parts, reference, context) ?? { ...said, vague: true };
    result.push({ ...role, counted: true, before: false, date: { ...role.date, parts } });
  });
  return result;
}
