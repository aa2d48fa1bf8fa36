import { describe, expect, it } from 'vitest';
import { explain } from '../../src/intent/explain.ts';
import { parse } from '../../src/intent/parse.ts';
import type { IssueKind, ParseInput } from '../../src/intent/types.ts';

const said = (text: string, more: Partial<ParseInput> = {}): ParseInput => ({
  text,
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  now: '2026-11-20T14:20:00Z',
  ...more,
});

describe('what was unsure is said', () => {
  it.each<[IssueKind, string, string | null]>([
    ['future', 'restore my mailbox to tomorrow', null],
    ['vague', 'restore my mailbox to a few days ago', null],
    ['vague', 'restore my mailbox to the aftermath of last week', null],
    ['several-points', 'restore my OneDrive to 9am or 10am yesterday', null],
    ['range', 'restore my OneDrive to sometime between 9:00 and 10:00 yesterday', null],
    ['invalid-date', 'restore my mailbox to 31/09/2026', null],
    ['invalid-date', 'restore my mailbox to 13:75 yesterday', null],
    ['conflict', 'restore my mailbox to Monday 19 November', null],
    [
      'inferred-from-incident',
      'I deleted my mailbox folder yesterday at 15:00, please restore it',
      '2026-11-19T13:59Z',
    ],
    ['weekday-is-today', 'restore my mailbox to Friday', '2026-11-13T22:59Z'],
    ['tenant-wide', "restore everyone's OneDrive to yesterday", '2026-11-19T22:59Z'],
    ['several-workloads', 'restore mailbox and OneDrive of Adele Vance to Monday', '2026-11-16T22:59Z'],
    ['typo-repaired', 'restorr my mailbax to yesterdya 3pm', '2026-11-19T14:00Z'],
  ])('%s: %s', (kind, text, instant) => {
    const result = parse(said(text));
    expect(result.intent).toBe('restore');
    expect(result.issues.map((issue) => issue.kind)).toContain(kind);
    expect(result.pointInTime).toBe(instant);
  });

  it('offers the other order of day and month as an instant', () => {
    const result = parse(said('restore my mailbox to 12/03 at 15:00'));
    expect(result.pointInTime).toBe('2026-03-12T14:00Z');
    expect(result.issues).toEqual([
      expect.objectContaining({ kind: 'day-month-order', alternative: '2025-12-03T14:00Z', read: '12/03 at 15:00' }),
    ]);
  });

  it('offers the second of a repeated hour, and says when an hour was skipped', () => {
    const repeated = parse(
      said('restore my mailbox to yesterday 1:30am', { timeZone: 'America/New_York', now: '2026-11-02T15:00:00Z' }),
    );
    expect(repeated.issues).toEqual([
      expect.objectContaining({ kind: 'dst-overlap', alternative: '2026-11-01T06:30Z' }),
    ]);
    const skipped = parse(said('restore my mailbox to yesterday 02:30', { now: '2026-03-30T08:00:00Z' }));
    expect(skipped.issues.map((issue) => issue.kind)).toEqual(['dst-gap']);
  });
});

describe('nobody is filled in who was not named as the owner', () => {
  const mentions = [{ text: '<at>Megan Bowen</at>', name: 'Megan Bowen', id: '29:megan' }];
  it.each([
    'restore the mailbox to Monday, cc <at>Megan Bowen</at>',
    '<at>Megan Bowen</at> fyi. restore the mailbox to Monday',
    'requested by <at>Megan Bowen</at>: restore the mailbox to Monday',
    "restore the mailbox, not <at>Megan Bowen</at>'s, to Monday",
    'restore all mailboxes to Monday',
    'restore emails from lee@contoso.com to Monday',
  ])('%s', (text) => {
    expect(parse(said(text, { mentions })).scope).toEqual([]);
  });
});

describe('detail', () => {
  it('gives spans in the text as it was sent, tags and entities included', () => {
    const text = '<at>Restore</at>&nbsp;restore <at>Adele</at>&rsquo;s mailbox to yesterday 3pm';
    const mentions = [
      { text: '<at>Restore</at>', name: 'Restore', id: '28:bot' },
      { text: '<at>Adele</at>', name: 'Adele Vance', id: '29:adele' },
    ];
    const { fields, scope } = parse(said(text, { mentions, botId: '28:bot' }));
    const slice = (span: { start: number; end: number } | undefined): string => text.slice(span?.start, span?.end);
    expect(scope).toEqual([{ kind: 'person', value: 'Adele Vance', id: '29:adele' }]);
    expect(slice(fields.workload.span)).toBe('mailbox');
    expect(slice(fields.pointInTime.span)).toBe('yesterday 3pm');
  });

  it('finds the language from the words, whatever the client speaks', () => {
    expect(parse(said('Bitte mein Postfach auf gestern 15 Uhr wiederherstellen', { locale: 'en-US' })).language).toBe(
      'de',
    );
    expect(parse(said('restore my mailbox to yesterday', { locale: 'fr-FR' })).language).toBe('en');
  });
});

describe('explain', () => {
  it('prints each field with its words, the role of each date, and each note', () => {
    expect(explain(said('I deleted a folder yesterday, restore my mailbox to 12/03 15:00'))).toMatchInlineSnapshot(`
      "language     en
      intent       restore (sure) ← "restore"
      workload     exchange (sure) ← "mailbox"
      scope        me (sure) ← "my"
      point        2026-03-12T14:00Z = Thu 2026-03-12 15:00 Europe/Berlin, to the minute (likely) ← "12/03 15:00"
      options      –
      reason       I deleted a folder yesterday (likely) ← "I deleted a folder yesterday"
      request      –
      date         "yesterday" is incident, before → 2026-11-18T22:59Z = Wed 2026-11-18 23:59 Europe/Berlin
      date         "12/03 15:00" is target → 2026-03-12T14:00Z = Thu 2026-03-12 15:00 Europe/Berlin
      note         "12/03 15:00" day and month may be the other way round (day-month-order); the other reading is 2025-12-03T14:00Z = Wed 2025-12-03 15:00 Europe/Berlin"
    `);
  });
});

describe('a misspelt word', () => {
  const read = (text: string, locale: string) =>
    parse({ text, locale, timeZone: 'Europe/Berlin', now: '2026-11-20T14:20:00Z' });
  it.each([
    ['put my mailbox bakc to yesterday', 'en-GB'],
    ['Kannst du mein Postfahc auf gestern zurücksezten?', 'de-DE'],
    ['Restarurar o meu OneDrive para ontem', 'pt-BR'],
  ])('is repaired: %s', (text, locale) => {
    const { intent, scope, issues } = read(text, locale);
    expect(intent).toBe('restore');
    expect(scope).toEqual([{ kind: 'me', value: 'me' }]);
    expect(issues.some((issue) => issue.kind === 'typo-repaired')).toBe(true);
  });
  it.each([
    ['Kannst du bitte mein OneDrive auf gestern zurückhalten?', 'de-DE'],
    ['put my mailbox Bakc to yesterday', 'en-GB'],
    ['mes recettes dans mon OneDrive hier', 'fr-FR'],
  ])('is left alone where it is a word or a name: %s', (text, locale) => {
    expect(read(text, locale).intent).toBe('other');
  });
});
