import { describe, expect, it } from 'vitest';
import {
  contrast,
  duration,
  inputDate,
  inputTime,
  knownLocale,
  knownZone,
  longInstant,
  shortInstant,
  zoneName,
} from '../../../src/teams/views/time.ts';

const utc = '2026-11-20T20:30:00.000Z';

describe('instants', () => {
  it('are shown in the reader’s zone and language, with weekday, date, time and zone', () => {
    expect(longInstant({ locale: 'en-US', zone: 'America/New_York' }, utc)).toBe(
      'Friday, November 20, 2026 at 3:30 PM Eastern Standard Time',
    );
    expect(longInstant({ locale: 'de', zone: 'Asia/Tokyo' }, utc)).toBe(
      'Samstag, 21. November 2026 um 05:30 Japanische Normalzeit',
    );
    expect(shortInstant({ locale: 'en-GB', zone: 'Europe/Berlin' }, utc)).toBe('Fri, 20 Nov 2026, 21:30 CET');
  });

  it('tell summer from winter time', () => {
    const region = { locale: 'en-GB', zone: 'Europe/Berlin' };
    expect(shortInstant(region, '2026-10-25T00:30:00.000Z')).toMatch(/2:30 CEST$/);
    expect(shortInstant(region, '2026-10-25T01:30:00.000Z')).toMatch(/2:30 CET$/);
    expect(zoneName(region, utc)).toBe('Central European Standard Time (Europe/Berlin)');
  });

  it('preset inputs with the wall date and time of the reader', () => {
    expect(inputDate('Pacific/Auckland', utc)).toBe('2026-11-21');
    expect(inputTime('Pacific/Auckland', utc)).toBe('09:30');
    expect(inputTime('UTC', '2026-11-20T00:05:00.000Z')).toBe('00:05');
  });
});

describe('two readings', () => {
  const region = { locale: 'en-GB', zone: 'Europe/Berlin' };
  it('are told apart by what differs', () => {
    expect(contrast(region, utc, '2026-03-04T20:30:00.000Z')).toBe('Wednesday, 4 March 2026');
    expect(contrast(region, utc, '2026-03-04T20:30:00.000Z', 'short')).toBe('Wed, 4 Mar 2026');
    expect(contrast(region, utc, '2026-11-20T09:15:00.000Z')).toBe('10:15');
    expect(contrast(region, utc, '2026-03-04T09:15:00.000Z')).toBe('Wednesday, 4 March 2026 at 10:15');
    expect(contrast(region, null, '2026-03-04T09:15:00.000Z', 'short')).toBe('Wed 4 Mar, 10:15');
  });

  it('of an hour that came twice are told apart by the zone', () => {
    expect(contrast(region, '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z')).toMatch(/2:30 CET$/);
    expect(contrast(region, '2026-10-25T01:30:00.000Z', '2026-10-25T00:30:00.000Z')).toMatch(/2:30 CEST$/);
  });
});

describe('what clients send', () => {
  it('may be an unknown zone or locale', () => {
    expect(knownZone('Mars/Olympus')).toBe('UTC');
    expect(knownZone('')).toBe('UTC');
    expect(knownLocale('en_GB', 'en')).toBe('en-GB');
    expect(knownLocale('sv-SE', 'en')).toBe('en');
    expect(knownLocale('!!', 'de')).toBe('de');
  });
});

describe('durations', () => {
  const region = { locale: 'en', zone: 'UTC' };
  it('are whole minutes, hours and days', () => {
    expect(duration(region, utc, '2026-11-20T21:42:59.000Z')).toBe('1 hr, 12 min');
    expect(duration(region, utc, '2026-11-22T20:30:00.000Z')).toBe('2 days');
    expect(duration(region, utc, '2026-11-20T20:30:59.000Z')).toBeNull();
    expect(duration(region, utc, '2026-11-20T20:00:00.000Z')).toBeNull();
  });
});
