import { describe, expect, it } from 'vitest';
import { parse } from '../../src/intent/parse.ts';

const read = (text: string, locale = 'en-GB') =>
  parse({ text, locale, timeZone: 'UTC', now: '2026-12-09T10:25:00Z', botId: '28:restore-bot' });

describe('a moment counted from another date of the message', () => {
  it.each([
    ['en-GB', 'the HR site was encrypted on Saturday, restore it to the evening before', '2026-12-04T21:59Z'],
    [
      'de-DE',
      'Die HR-Seite wurde am Samstag verschlüsselt, bitte auf den Abend davor zurücksetzen',
      '2026-12-04T21:59Z',
    ],
    ['fr-FR', 'Le site RH a été chiffré samedi, merci de le restaurer à la veille au soir', '2026-12-04T21:59Z'],
    ['es-ES', 'el sitio Ventas fue cifrado el sábado, restáuralo a la noche anterior', '2026-12-05T05:59Z'],
    ['pt-BR', 'o site Vendas foi criptografado no sábado, restaure para o dia anterior', '2026-12-04T23:59Z'],
    ['nl-NL', 'de HR-site is zaterdag versleuteld, zet die terug naar de avond ervoor', '2026-12-04T21:59Z'],
    ['it-IT', 'il sito Vendite è stato cifrato sabato, ripristinalo alla sera prima', '2026-12-04T21:59Z'],
    ['ja-JP', '土曜日に人事サイトが暗号化されました。前日の状態に戻してください', '2026-12-04T23:59Z'],
    ['en-GB', 'ransomware hit at 2pm yesterday, roll the HR site back to an hour earlier', '2026-12-08T13:00Z'],
    ['en-GB', 'restore the HR site to 3 days before the migration on 1 December', '2026-11-28T23:59Z'],
    ['en-GB', 'restore my mailbox two days before last Friday', '2026-12-02T23:59Z'],
  ])('%s: %s', (locale, text, instant) => {
    const { pointInTime, fields } = read(text, locale);
    expect(pointInTime).toBe(instant);
    expect(fields.pointInTime.sure).toBe('likely');
  });

  it.each([
    'restore my mailbox to the day before Christmas',
    'restore my mailbox to the day before',
    'restore my mailbox to yesterday or the day before',
    'restore my mailbox to Friday, or if not possible Thursday',
    'restore my OneDrive of yesterday, between 9 and 10',
    'I lost my mail yesterday, restore my mailbox to two hours before',
  ])('is left open when nothing says which: %s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'restore', pointInTime: null });
  });
});

describe('weekdays and weeks counted in a month or year', () => {
  it.each([
    ['en-GB', 'restore my mailbox to the last Friday of November', '2026-11-27T23:59Z'],
    ['en-GB', 'restore my mailbox to the second Tuesday of November', '2026-11-10T23:59Z'],
    ['it-IT', "ripristina la mia casella all'ultimo venerdì di novembre", '2026-11-27T23:59Z'],
    ['de-DE', 'bitte die Site Marketing auf KW 46 zurücksetzen', '2026-11-15T23:59Z'],
    ['fr-FR', 'restaure le site Achats à la semaine 46', '2026-11-15T23:59Z'],
    ['en-GB', 'restore the Sales site to week 53', '2021-01-03T23:59Z'],
  ])('%s: %s', (locale, text, instant) => {
    expect(read(text, locale).pointInTime).toBe(instant);
  });
});

describe('thanks for what was done ask for nothing', () => {
  it.each([
    ['en-GB', 'Thanks, the restore of my mailbox to Tuesday 3pm worked perfectly!'],
    ['en-GB', 'my OneDrive was restored to Monday, please close'],
    ['de-DE', 'die HR-Seite wurde auf Montag zurückgesetzt, bitte prüfen'],
    ['fr-FR', 'Merci, ma boîte a bien été restaurée hier à 15h'],
    ['nl-NL', 'Bedankt! Het herstel van gisteren is gelukt.'],
    ['it-IT', 'le caselle recuperate ieri vanno bene'],
  ])('%s: %s', (locale, text) => {
    expect(read(text, locale).intent).toBe('other');
  });
});

describe('names made of words that mean something else', () => {
  it.each([
    ["restore April's mailbox to yesterday", 'person', 'April'],
    ['restore the mailbox of June Carter to Monday', 'person', 'June Carter'],
    ["restore August Meier's mailbox to Monday", 'person', 'August Meier'],
    ['restore shared mailbox Customer Care to Monday', 'mailbox', 'Customer Care'],
    ['restore shared mailbox People Team to Monday', 'mailbox', 'People Team'],
    ['restore the Client Portal site to Monday', 'site', 'Client Portal'],
    ['restore the Health & Safety site to Monday', 'site', 'Health & Safety'],
    ["please don't restore Adele's mailbox, restore Lee's mailbox to Monday", 'person', 'Lee'],
  ])('%s', (text, kind, value) => {
    expect(read(text).scope).toEqual([{ kind, value }]);
  });
});
