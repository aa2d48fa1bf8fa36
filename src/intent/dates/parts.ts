/** Parts of a day with their first and last minute (minutes after the day's midnight; night runs into the next day). */
export const partsOfDay = {
  morning: [360, 719],
  afternoon: [720, 1079],
  evening: [1080, 1319],
  night: [1320, 1799],
  noon: [720, 720],
  midnight: [0, 0],
  lunch: [720, 720],
} as const;

export type PartOfDay = keyof typeof partsOfDay;
export const isPartOfDay = (name: string): name is PartOfDay => name in partsOfDay;

export type Clock = {
  readonly hour: number;
  readonly minute: number;
  readonly half?: 'am' | 'pm';
  readonly offsetMinutes?: number;
  /** Said without minutes ("at 3", "half past three"): the language's habit may move it to the afternoon. */
  readonly bare?: boolean;
  readonly padded?: boolean;
};

export type DayPart =
  | { readonly kind: 'offset'; readonly days: number }
  | { readonly kind: 'ago'; readonly count: number; readonly unit: 'day' | 'week' | 'month' | 'year' }
  | {
      readonly kind: 'date';
      readonly day: number;
      readonly month: number;
      readonly year?: number;
      readonly swapped?: { readonly day: number; readonly month: number };
    }
  | { readonly kind: 'dom'; readonly day: number };

export type PeriodPart =
  | { readonly unit: 'week' | 'month' | 'year'; readonly offset: number }
  | { readonly unit: 'weekend'; readonly offset: number | 'nearest' }
  | { readonly unit: 'namedMonth'; readonly month: number; readonly year?: number; readonly last?: boolean }
  | { readonly unit: 'isoWeek'; readonly week: number; readonly year?: number }
  | { readonly unit: 'namedYear'; readonly year: number };

type Shift = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** What one date expression said, slot by slot, before any calendar is asked. */
export type DateParts = {
  readonly day?: DayPart;
  readonly weekday?: {
    /** The nth in the month that stands beside it, -1 for the last. */
    readonly nth?: number;
    readonly day: number;
    readonly which: 'last' | 'this' | 'next' | 'plain';
    readonly weeksBack: number;
  };
  readonly period?: PeriodPart;
  readonly elapsedMinutes?: number;
  /** Counted back from another date of the message ("two hours before", "the evening before"); `open` if that may follow. */
  readonly shift?: { readonly count: number; readonly unit: Shift; readonly open: boolean };
  readonly clock?: Clock;
  readonly part?: PartOfDay;
  readonly zone?: string;
  readonly edge?: 'start' | 'end';
  readonly approx?: boolean;
  readonly vague?: boolean;
  readonly invalid?: boolean;
  readonly future?: boolean;
};

export type Slot = keyof DateParts;

/** An expression over lexemes `from` (inclusive) to `to` (exclusive). */
export type DateExpression = { readonly from: number; readonly to: number; readonly parts: DateParts };

const dayish = (parts: DateParts): boolean =>
  parts.day !== undefined || parts.weekday !== undefined || parts.period !== undefined;

/** True when two neighbouring pieces can be one expression: no slot twice, and kinds of days that go together. */
export function canJoin(a: DateParts, b: DateParts): boolean {
  for (const slot of Object.keys(b) as Slot[]) if (slot !== 'approx' && a[slot] !== undefined) return false;
  if (a.shift || b.shift) {
    const other = a.shift ? b : a;
    return !dayish(other) && other.elapsedMinutes === undefined && other.edge === undefined;
  }
  if ((a.vague || b.vague) && a.edge === undefined && b.edge === undefined) return false;
  if (a.elapsedMinutes !== undefined || b.elapsedMinutes !== undefined) {
    const other = a.elapsedMinutes === undefined ? a : b;
    return !dayish(other) && other.clock === undefined && other.part === undefined;
  }
  if (!dayish(a) || !dayish(b)) {
    const period = a.period ?? b.period;
    const bare =
      period !== undefined &&
      a.weekday === undefined &&
      b.weekday === undefined &&
      a.day === undefined &&
      b.day === undefined;
    if (!bare) return true;
    const other = a.period ? b : a;
    return other.clock === undefined && other.part === undefined;
  }
  const period = a.period ?? b.period;
  if (period === undefined) {
    const day = a.day ?? b.day;
    return day === undefined || day.kind !== 'ago' || day.unit !== 'day';
  }
  if (a.weekday ?? b.weekday) return period.unit === 'week' || period.unit === 'isoWeek';
  const day = a.day ?? b.day;
  return day?.kind === 'dom' && (period.unit === 'month' || period.unit === 'namedMonth');
}
