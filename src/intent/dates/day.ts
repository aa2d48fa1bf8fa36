import { Temporal } from 'temporal-polyfill';
import type { IssueKind, Precision } from '../types.ts';
import type { DateParts, PeriodPart } from './parts.ts';

/** The first and last day of what was named; `floating` when no day was said at all. */
export type Days = {
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly precision: Precision;
  readonly floating: boolean;
  readonly issues: readonly IssueKind[];
  readonly swapped?: Temporal.PlainDate;
};
type Failed = { readonly issue: IssueKind };

const one = (
  date: Temporal.PlainDate,
  extra: { issues?: readonly IssueKind[]; floating?: boolean; swapped?: Temporal.PlainDate } = {},
): Days => ({
  first: date,
  last: date,
  precision: 'day',
  floating: extra.floating ?? false,
  issues: extra.issues ?? [],
  ...(extra.swapped ? { swapped: extra.swapped } : {}),
});
const monday = (date: Temporal.PlainDate): Temporal.PlainDate => date.subtract({ days: date.dayOfWeek - 1 });

/** The date, or undefined when that month has no such day. */
const dateOf = (year: number, month: number, day: number): Temporal.PlainDate | undefined => {
  if (month < 1 || month > 12 || day < 1 || year < 1970 || year > 9998) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day > first.daysInMonth ? undefined : first.with({ day });
};

/** Day and month without a year: the most recent one, this year's or before (29 February looks further back). */
function mostRecent(day: number, month: number, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  for (let year = today.year; year > today.year - 9; year -= 1) {
    const date = dateOf(year, month, day);
    if (date && Temporal.PlainDate.compare(date, today) <= 0) return date;
  }
  return undefined;
}

function periodOf(period: PeriodPart, today: Temporal.PlainDate): Days | Failed {
  const range = (first: Temporal.PlainDate, last: Temporal.PlainDate, precision: Precision): Days => ({
    first,
    last,
    precision,
    floating: false,
    issues: [],
  });
  if (period.unit === 'week') {
    const first = monday(today).add({ days: period.offset * 7 });
    return range(first, first.add({ days: 6 }), 'week');
  }
  if (period.unit === 'weekend') {
    const during = today.dayOfWeek >= 6;
    const back =
      period.offset === 'nearest' ? (during ? 0 : -1) : during || period.offset >= 0 ? period.offset : period.offset;
    const first = monday(today).add({ days: back * 7 + 5 });
    return range(first, first.add({ days: 1 }), 'day');
  }
  if (period.unit === 'isoWeek') {
    // The fourth of January is always in the first week.
    const firstDay = (year: number): Temporal.PlainDate =>
      monday(Temporal.PlainDate.from({ year, month: 1, day: 4 })).add({ days: (period.week - 1) * 7 });
    let year = period.year ?? today.yearOfWeek ?? today.year;
    // Not begun yet, or a week 53 that year does not have: the most recent one.
    const wrong = (): boolean =>
      Temporal.PlainDate.compare(firstDay(year), today) > 0 || firstDay(year).yearOfWeek !== year;
    for (let back = 0; period.year === undefined && back < 8 && wrong(); back += 1) year -= 1;
    const first = firstDay(year);
    return first.yearOfWeek === year ? range(first, first.add({ days: 6 }), 'week') : { issue: 'invalid-date' };
  }
  if (period.unit === 'month') {
    const first = today.with({ day: 1 }).add({ months: period.offset });
    return range(first, first.with({ day: first.daysInMonth }), 'month');
  }
  if (period.unit === 'namedMonth') {
    let year = period.year ?? (period.month > today.month ? today.year - 1 : today.year);
    if (period.last && period.month === today.month) year -= 1;
    const first = dateOf(year, period.month, 1);
    return first ? range(first, first.with({ day: first.daysInMonth }), 'month') : { issue: 'invalid-date' };
  }
  const year = period.unit === 'namedYear' ? period.year : today.year + period.offset;
  const first = dateOf(year, 1, 1);
  return first ? range(first, first.with({ month: 12, day: 31 }), 'year') : { issue: 'invalid-date' };
}

function weekdayOf(parts: DateParts, today: Temporal.PlainDate): Days | Failed {
  const { weekday, period } = parts;
  if (!weekday) return { issue: 'vague' };
  if (weekday.which === 'next') return { issue: 'future' };
  if (weekday.nth !== undefined && period) {
    const month = periodOf(period, today);
    if ('issue' in month) return month;
    const edge = weekday.nth < 0 ? month.last : month.first;
    const away = weekday.nth < 0 ? -((edge.dayOfWeek - weekday.day + 7) % 7) : (weekday.day - edge.dayOfWeek + 7) % 7;
    const date = edge.add({ days: away + (weekday.nth > 1 ? (weekday.nth - 1) * 7 : 0) });
    return date.month === month.first.month ? one(date) : { issue: 'invalid-date' };
  }
  if (period?.unit === 'isoWeek') {
    const week = periodOf(period, today);
    return 'issue' in week ? week : one(week.first.add({ days: weekday.day - 1 }));
  }
  if (period?.unit === 'week') return one(monday(today).add({ days: period.offset * 7 + weekday.day - 1 }));
  if (weekday.which === 'this') {
    const date = monday(today).add({ days: weekday.day - 1 });
    return one(date);
  }
  const back = (today.dayOfWeek - weekday.day + 7) % 7 || 7;
  const issues: IssueKind[] =
    today.dayOfWeek === weekday.day && weekday.which === 'plain' && weekday.weeksBack === 0 ? ['weekday-is-today'] : [];
  return one(today.subtract({ days: back + weekday.weeksBack * 7 }), { issues });
}

function dayOfMonth(day: number, parts: DateParts, today: Temporal.PlainDate): Days | Failed {
  if (parts.period) {
    const month = periodOf(parts.period, today);
    if ('issue' in month) return month;
    const date = dateOf(month.first.year, month.first.month, day);
    return date ? one(date) : { issue: 'invalid-date' };
  }
  for (let back = 0; back < 4; back += 1) {
    const month = today.with({ day: 1 }).subtract({ months: back });
    const date = dateOf(month.year, month.month, day);
    if (date && Temporal.PlainDate.compare(date, today) <= 0) return one(date);
  }
  return { issue: 'invalid-date' };
}

/** Which days a date expression names; says why when it names none (a day that cannot be, or a weekday that contradicts). */
export function dayOf(parts: DateParts, today: Temporal.PlainDate): Days | Failed {
  const { day, weekday } = parts;
  if (!day) {
    if (weekday) return weekdayOf(parts, today);
    return parts.period
      ? periodOf(parts.period, today)
      : parts.edge && !parts.clock && !parts.part
        ? one(today)
        : one(today, { floating: true });
  }
  let named: Days | Failed;
  if (day.kind === 'offset') named = one(today.add({ days: day.days }));
  else if (day.kind === 'ago') named = one(today.subtract({ [`${day.unit}s`]: day.count }));
  else if (day.kind === 'dom') named = dayOfMonth(day.day, parts, today);
  else {
    const date = day.year === undefined ? mostRecent(day.day, day.month, today) : dateOf(day.year, day.month, day.day);
    const other =
      day.swapped &&
      (day.year === undefined
        ? mostRecent(day.swapped.day, day.swapped.month, today)
        : dateOf(day.year, day.swapped.month, day.swapped.day));
    const swapped = other && Temporal.PlainDate.compare(other, today) <= 0 ? { swapped: other } : {};
    named = date ? one(date, swapped) : { issue: 'invalid-date' };
  }
  if ('issue' in named || !weekday) return named;
  return named.first.dayOfWeek === weekday.day ? { ...named, issues: [] } : { issue: 'conflict' };
}
