import { Temporal } from 'temporal-polyfill';
import type { UtcInstant } from './terms.ts';

/** A date and a time of day as a person reads them off a clock in their zone. */
export type WallTime = { readonly date: string; readonly time: string };

/**
 * The instant of a wall time (`2026-11-19`, `15:00`) in an IANA zone, or null when there is no such date, time or zone.
 * A skipped local time moves forward, a repeated one is its first occurrence.
 */
export function wallTimeToUtc(wall: WallTime, zone: string): UtcInstant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(wall.date) || !/^\d{2}:\d{2}(:\d{2})?$/.test(wall.time)) return null;
  try {
    const plain = Temporal.PlainDateTime.from(`${wall.date}T${wall.time}`, { overflow: 'reject' });
    return new Date(plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds).toISOString();
  } catch {
    return null;
  }
}

/** What a clock in the zone shows at an instant. */
export function utcToWallTime(utc: UtcInstant, zone: string): WallTime {
  const zoned = Temporal.Instant.from(utc).toZonedDateTimeISO(zone);
  return { date: zoned.toPlainDate().toString(), time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** Whether this is a time zone the machine knows. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
