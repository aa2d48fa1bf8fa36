import type { UtcInstant } from '../../domain/terms.ts';
import type { Audience } from '../../ports/messenger.ts';
import {
  fill,
  hasText,
  type Parameters,
  type PluralKey,
  rawText,
  type TextKey,
  type Texts,
  textsFor,
} from './texts.ts';
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
} from './time.ts';

/** Everything that depends on who reads: texts, plural forms, dates, numbers. */
export type Reader = {
  readonly texts: Texts;
  readonly zone: string;
  /** Our text under a key. Parameters must already be fit to be shown (see escape.ts). */
  text(key: TextKey, parameters?: Parameters): string;
  /** The same for a key that is put together at run time; null when there is no such text. */
  maybeText(key: string, parameters?: Parameters): string | null;
  /** Our text in the right plural form; `{count}` is the number as the reader writes it. */
  plural(key: PluralKey, count: number, parameters?: Parameters): string;
  number(value: number): string;
  list(items: readonly string[]): string;
  longInstant(utc: UtcInstant): string;
  shortInstant(utc: UtcInstant): string;
  contrast(from: UtcInstant | null, utc: UtcInstant, length?: 'long' | 'short'): string;
  zoneName(utc: UtcInstant): string;
  inputDate(utc: UtcInstant): string;
  inputTime(utc: UtcInstant): string;
  duration(fromUtc: UtcInstant, toUtc: UtcInstant): string;
};

/** The reader an audience stands for. Unknown locales read English, unknown zones are shown in UTC; neither throws. */
export function readerOf(audience: Audience): Reader {
  const texts = textsFor(audience.locale);
  const region = {
    locale: knownLocale(audience.locale, texts.tag.split('-')[0] ?? texts.tag),
    zone: knownZone(audience.zone),
  };
  const numbers = new Intl.NumberFormat(region.locale);
  const plurals = new Intl.PluralRules(region.locale);
  const text = (key: TextKey, parameters: Parameters = {}): string => fill(rawText(texts, key), parameters);
  return {
    texts,
    zone: region.zone,
    text,
    maybeText: (key, parameters = {}) => (hasText(texts, key) ? fill(rawText(texts, key), parameters) : null),
    plural(key, count, parameters = {}) {
      const exact = `${key}#${plurals.select(count)}`;
      const wording = hasText(texts, exact) ? exact : `${key}#other`;
      return fill(rawText(texts, wording), { ...parameters, count: numbers.format(count) });
    },
    number: (value) => numbers.format(value),
    list: (items) => new Intl.ListFormat(region.locale, { type: 'conjunction' }).format(items),
    longInstant: (utc) => longInstant(region, utc),
    shortInstant: (utc) => shortInstant(region, utc),
    contrast: (from, utc, length) => contrast(region, from, utc, length),
    zoneName: (utc) => zoneName(region, utc),
    inputDate: (utc) => inputDate(region.zone, utc),
    inputTime: (utc) => inputTime(region.zone, utc),
    duration: (fromUtc, toUtc) => duration(region, fromUtc, toUtc) ?? text('duration.underMinute'),
  };
}
