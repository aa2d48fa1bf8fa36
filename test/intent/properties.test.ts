import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/intent/parse.ts';
import type { Language, ParseInput } from '../../src/intent/types.ts';
import { ownCorpora, readCorpus } from './scoring.ts';

const zones = Intl.supportedValuesOf('timeZone');
const words =
  'restore recover my mailbox OneDrive to from before after since yesterday tomorrow monday last next 3pm 25:10 31/09 12/03 2 days ago hours in and or not but sorry the of Adele lee@contoso.com RR-5 cancel approve reject status gestern auf zurücksetzen hier à avant lundi 昨日 復元 3日前 15時 " \' , . ? ! <at>x</at> &amp; \n between noon last week night end of start a few'.split(
    ' ',
  );
const message = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((parts) => parts.join(' ')),
);
const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const input: fc.Arbitrary<ParseInput> = fc.record({
  text: message,
  locale: fc.constantFrom('en-US', 'en-GB', 'de-DE', 'fr-FR', 'es-ES', 'pt-BR', 'nl-NL', 'it-IT', 'ja-JP', 'xx', ''),
  timeZone: fc.constantFrom(...zones),
  now: moment,
});

describe('reading any message', () => {
  it('never throws, never answers with the future, and answers the same twice', () => {
    fc.assert(
      fc.property(input, (given) => {
        const first = parse(given);
        if (first.pointInTime !== null)
          expect(Date.parse(first.pointInTime)).toBeLessThanOrEqual(Date.parse(given.now));
        for (const issue of first.issues)
          if (issue.alternative) expect(Date.parse(issue.alternative)).toBeLessThanOrEqual(Date.parse(given.now));
        expect(parse(given)).toEqual(first);
      }),
      { numRuns: 1_500 },
    );
  });

  it('keeps every span inside the text', () => {
    fc.assert(
      fc.property(input, (given) => {
        const result = parse(given);
        for (const { span } of [...Object.values(result.fields), ...result.dates, ...result.issues]) {
          if (!span) continue;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(given.text.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('reads an unknown time zone as UTC instead of failing', () => {
    const result = parse({
      text: 'restore my mailbox to yesterday 15:00',
      locale: 'en-GB',
      timeZone: 'Mars/Base',
      now: '2026-11-20T14:20:00Z',
    });
    expect(result.pointInTime).toBe('2026-11-19T15:00Z');
  });
});

describe('an unrelated polite phrase', () => {
  const phrases: Record<Language, readonly string[]> = {
    en: [' Thanks a lot!', ' Have a great day.'],
    de: [' Vielen Dank!', ' Schönen Tag.'],
    fr: [' Merci beaucoup !', ' Bonne journée.'],
    es: [' ¡Muchas gracias!', ' Buen fin de semana.'],
    pt: [' Muito obrigado!', ' Tenha um bom dia.'],
    nl: [' Hartelijk dank!', ' Fijne dag.'],
    it: [' Grazie mille!', ' Buona giornata.'],
    ja: ['。ありがとうございます。', '。よろしくお願いします。'],
  };
  const lines = ownCorpora()
    .flatMap(readCorpus)
    .filter((line) => line.expected.intent === 'restore' && !/[\n"]/.test(line.text));

  it('changes nothing', () => {
    expect(lines.length).toBeGreaterThan(200);
    const changed = lines.flatMap((line) => {
      const plain = parse(line);
      return phrases[plain.language].flatMap((phrase) => {
        const end = /[.!?。？]$/.test(line.text) ? line.text.slice(0, -1) : line.text;
        const text = plain.language === 'ja' ? `${end}${phrase}` : `${end}.${phrase}`;
        const polite = parse({ ...line, text });
        const same =
          (['intent', 'workload', 'pointInTime', 'requestId'] as const).every((key) => polite[key] === plain[key]) &&
          JSON.stringify([polite.scope, polite.options]) === JSON.stringify([plain.scope, plain.options]);
        return same ? [] : [text];
      });
    });
    expect(changed).toEqual([]);
  }, 60_000);
});

describe('every zone', () => {
  const compatible = (local: string, zone: string): string =>
    `${Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString().slice(0, 16)}Z`;

  it('round-trips a written local time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 6 * 365 * 24 * 60 }), (timeZone, minutes) => {
        const local = Temporal.PlainDateTime.from('2020-01-01T00:00').add({ minutes });
        const text = `restore my mailbox to ${local.toString().slice(0, 16).replace('T', ' ')}`;
        const result = parse({ text, locale: 'en-GB', timeZone, now: '2027-06-01T12:00:00Z' });
        expect(result.pointInTime).toBe(compatible(local.toString(), timeZone));
      }),
      { numRuns: 800 },
    );
  });

  it('moves skipped times forward and takes the first of repeated ones, at every clock change of 2026', () => {
    let edges = 0;
    for (const timeZone of zones) {
      let at = Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(timeZone);
      for (;;) {
        const next = at.getTimeZoneTransition('next');
        if (!next || next.year > 2026) break;
        const before = next.subtract({ minutes: 1 });
        const gain = (next.offsetNanoseconds - before.offsetNanoseconds) / 60_000_000_000;
        const local = next
          .toPlainDateTime()
          .subtract({ minutes: Math.max(gain, 0) })
          .add({ minutes: Math.abs(gain) / 2 });
        const written = local.toString().slice(0, 16);
        const result = parse({
          text: `restore my mailbox to ${written.replace('T', ' ')}`,
          locale: 'en-GB',
          timeZone,
          now: '2027-06-01T12:00:00Z',
        });
        expect([timeZone, result.pointInTime]).toEqual([timeZone, compatible(written, timeZone)]);
        expect([timeZone, result.issues.map(({ kind }) => kind)]).toEqual([
          timeZone,
          [gain > 0 ? 'dst-gap' : 'dst-overlap'],
        ]);
        edges += 1;
        at = next;
      }
    }
    expect(edges).toBeGreaterThan(100);
  });
});
