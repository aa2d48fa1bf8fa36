import type { Temporal } from 'temporal-polyfill';
import type { IssueKind, Precision } from '../types.ts';
import { clockMinutes } from './clockTime.ts';
import { dayOf } from './day.ts';
import type { DateParts } from './parts.ts';
import { partsOfDay } from './parts.ts';

/** What the person's clock says and how they write. */
export type TimeContext = {
  /** The current instant in the person's zone, floored to the minute. */
  readonly now: Temporal.ZonedDateTime;
  readonly bareHourIsAfternoon: boolean;
};

/** First and last minute of what was named, as instants; or why there is none. */
export type Resolved = {
  readonly first?: Temporal.Instant;
  readonly last?: Temporal.Instant;
  readonly precision?: Precision;
  readonly issues: readonly IssueKind[];
  /** The other reading: swapped day and month, the other half of the day, the second of a repeated hour. */
  readonly other?: { readonly first: Temporal.Instant; readonly last: Temporal.Instant };
};

type Local = { first: Temporal.PlainDateTime; last: Temporal.PlainDateTime; precision: Precision };

const at = (date: Temporal.PlainDate, minutes: number): Temporal.PlainDateTime =>
  date.toPlainDateTime({ hour: 0 }).add({ minutes });
const nothing = (kind: IssueKind): Resolved => ({ issues: [kind] });

const instantOf = (local: Temporal.PlainDateTime, zone: string | number): Temporal.Instant =>
  typeof zone === 'number'
    ? local.toZonedDateTime('UTC').subtract({ minutes: zone }).toInstant()
    : local.toZonedDateTime(zone).toInstant();

function daylight(local: Temporal.PlainDateTime, zone: string): { issue?: IssueKind; later?: Temporal.Instant } {
  const chosen = local.toZonedDateTime(zone);
  if (!chosen.toPlainDateTime().equals(local)) return { issue: 'dst-gap' };
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
  return later.epochMilliseconds === chosen.epochMilliseconds ? {} : { issue: 'dst-overlap', later: later.toInstant() };
}

/** Turns what was said into minutes of the calendar, always looking back (time rules 2–8 and 11–14 of the corpus). */
export function resolveDate(parts: DateParts, context: TimeContext): Resolved {
  const { now } = context;
  if (parts.invalid) return nothing('invalid-date');
  if (parts.future) return nothing('future');
  if (parts.vague || (parts.shift && !parts.day && parts.elapsedMinutes === undefined)) return nothing('vague');
  if (parts.elapsedMinutes !== undefined) {
    const instant = now.toInstant().subtract({ minutes: parts.elapsedMinutes });
    return { first: instant, last: instant, precision: parts.approx ? 'hour' : 'minute', issues: [] };
  }
  const zone = parts.clock?.offsetMinutes ?? parts.zone ?? now.timeZoneId;
  const today = now.toPlainDate();
  const day = dayOf(parts, today);
  if ('issue' in day) return nothing(day.issue);
  const issues: IssueKind[] = [...day.issues];
  const build = (first: Temporal.PlainDate, last: Temporal.PlainDate, half?: 'other'): Local | 'invalid' => {
    if (parts.clock) {
      const minutes = clockMinutes(parts.clock, parts.part, context.bareHourIsAfternoon, half === 'other');
      if (minutes === undefined) return 'invalid';
      const moment = at(first, minutes);
      return { first: moment, last: moment, precision: parts.approx ? 'hour' : 'minute' };
    }
    if (parts.part) {
      const [from, to] = partsOfDay[parts.part];
      const precise = parts.part === 'noon' || parts.part === 'midnight';
      return { first: at(first, from), last: at(first, to), precision: precise && !parts.approx ? 'minute' : 'hour' };
    }
    return { first: at(first, 0), last: at(last, 1439), precision: day.precision };
  };
  const finish = (local: Local): { first: Temporal.Instant; last: Temporal.Instant } => {
    const edged =
      parts.edge === 'start'
        ? { ...local, last: local.first }
        : parts.edge === 'end'
          ? { ...local, first: local.last }
          : local;
    const first = instantOf(edged.first, zone);
    return { first, last: edged.last === edged.first ? first : instantOf(edged.last, zone) };
  };
  let local = build(day.first, day.last);
  if (local === 'invalid') return nothing('invalid-date');
  let range = finish(local);
  const nowMs = now.epochMilliseconds;
  if (range.first.epochMilliseconds > nowMs && day.floating) {
    // A time or part of a day alone: its most recent occurrence.
    local = build(day.first.subtract({ days: 1 }), day.last.subtract({ days: 1 }));
    if (local === 'invalid') return nothing('invalid-date');
    range = finish(local);
  }
  if (range.first.epochMilliseconds > nowMs) return nothing('future');
  let other: { first: Temporal.Instant; last: Temporal.Instant } | undefined;
  if (parts.clock && typeof zone === 'string') {
    const { issue, later } = daylight(local.first, zone);
    if (issue) issues.push(issue);
    if (later && later.epochMilliseconds <= nowMs) other = { first: later, last: later };
  }
  if (day.swapped) {
    const swapped = build(day.swapped, day.swapped);
    if (swapped !== 'invalid') {
      const reading = finish(swapped);
      if (reading.first.epochMilliseconds <= nowMs) {
        issues.push('day-month-order');
        other ??= reading;
      }
    }
  } else if (
    parts.clock &&
    !parts.clock.half &&
    !parts.part &&
    !parts.clock.padded &&
    parts.clock.hour >= 1 &&
    parts.clock.hour <= (parts.clock.bare ? 11 : 6) &&
    context.bareHourIsAfternoon
  ) {
    const moved = build(day.first, day.last, 'other');
    if (moved !== 'invalid') {
      const reading = finish(moved);
      if (reading.first.epochMilliseconds <= nowMs) {
        issues.push('morning-or-afternoon');
        other ??= reading;
      }
    }
  }
  const last = range.last.epochMilliseconds > nowMs ? now.toInstant() : range.last;
  const precision = parts.edge && local.precision !== 'minute' && local.precision !== 'hour' ? 'day' : local.precision;
  if (other && other.last.epochMilliseconds > nowMs) other = { first: other.first, last: now.toInstant() };
  return { first: range.first, last, precision, issues, ...(other ? { other } : {}) };
}
