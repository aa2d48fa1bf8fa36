import type { UtcInstant } from '../../domain/terms.ts';

/** The locale a reader's dates and numbers are written in, and their time zone. Both are known to Intl. */
export type Region = { readonly locale: string; readonly zone: string };

/** The zone when Intl knows it, else UTC. */
export function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** The reader's locale when it is a valid one of that language (`en-GB` for `en`), else the language itself. */
export function knownLocale(locale: string, language: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(locale.replaceAll('_', '-'));
    return canonical && new Intl.Locale(canonical).language === language ? canonical : language;
  } catch {
    return language;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(region: Region, utc: UtcInstant, options: Intl.DateTimeFormatOptions): string {
  const key = `${region.locale}|${region.zone}|${JSON.stringify(options)}`;
  let formatter = formats.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(region.locale, { timeZone: region.zone, ...options });
    // Zones and locales come from outside; a bounded number of formatters is kept.
    if (formats.size > 500) formats.clear();
    formats.set(key, formatter);
  }
  return formatter.format(new Date(utc));
}

const wall = { hour: 'numeric', minute: '2-digit' } as const;

/** `Friday, 20 November 2026 at 15:00 Central European Standard Time` in the reader's language and zone: weekday, date, time and zone. */
export const longInstant = (region: Region, utc: UtcInstant): string =>
  format(region, utc, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...wall,
    timeZoneName: 'long',
  });

/** `Fri, 20 Nov 2026, 15:00 CET`: the same in fewer letters, for choices, lists and notifications. */
export const shortInstant = (region: Region, utc: UtcInstant): string =>
  format(region, utc, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...wall,
    timeZoneName: 'short',
  });

const days = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
} as const;
/** Without the year: a button on a phone has no room for both. */
const shortDayAndTime = { weekday: 'short', day: 'numeric', month: 'short', ...wall } as const;

/**
 * How two instants differ, said of the second and no more than needed: `Friday, 3 April 2026` when the day differs, `15:15` when only
 * the time does, `2:30 CET` when even the clock showed the same twice; day and time when both differ or `from` is null.
 */
export function contrast(
  region: Region,
  from: UtcInstant | null,
  utc: UtcInstant,
  length: 'long' | 'short' = 'long',
): string {
  const sameDay = from !== null && inputDate(region.zone, from) === inputDate(region.zone, utc);
  const sameTime = from !== null && inputTime(region.zone, from) === inputTime(region.zone, utc);
  if (sameDay) return format(region, utc, sameTime ? { ...wall, timeZoneName: 'short' } : wall);
  if (sameTime) return format(region, utc, days[length]);
  return format(region, utc, length === 'short' ? shortDayAndTime : { ...days.long, ...wall });
}

/** The zone as people call it, with its IANA name: `Central European Standard Time (Europe/Berlin)`. */
export function zoneName(region: Region, utc: UtcInstant): string {
  const parts = new Intl.DateTimeFormat(region.locale, { timeZone: region.zone, timeZoneName: 'long' }).formatToParts(
    new Date(utc),
  );
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? region.zone;
  return name === region.zone ? name : `${name} (${region.zone})`;
}

/** The calendar date in the reader's zone as an `Input.Date` wants it: `2026-11-20`. */
export const inputDate = (zone: string, utc: UtcInstant): string =>
  format({ locale: 'sv-SE', zone }, utc, { year: 'numeric', month: '2-digit', day: '2-digit' });

/** The wall time in the reader's zone as an `Input.Time` wants it: `15:00`. */
export const inputTime = (zone: string, utc: UtcInstant): string =>
  format({ locale: 'sv-SE', zone }, utc, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `1 hr, 12 min` in the reader's language, in whole minutes; null when it is under a minute. */
export function duration(region: Region, fromUtc: UtcInstant, toUtc: UtcInstant): string | null {
  const minutes = Math.floor((Date.parse(toUtc) - Date.parse(fromUtc)) / 60_000);
  if (!(minutes >= 1)) return null;
  const unit = (value: number, name: 'day' | 'hour' | 'minute'): string[] =>
    value === 0
      ? []
      : [new Intl.NumberFormat(region.locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)];
  const parts = [
    ...unit(Math.floor(minutes / 1440), 'day'),
    ...unit(Math.floor(minutes / 60) % 24, 'hour'),
    ...unit(minutes % 60, 'minute'),
  ];
  return new Intl.ListFormat(region.locale, { type: 'unit', style: 'short' }).format(parts);
}
