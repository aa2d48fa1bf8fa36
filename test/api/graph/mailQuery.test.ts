import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameFilter } from '../../../src/api/graph/items/listPlace.ts';
import { mailQuery } from '../../../src/api/graph/items/mailQuery.ts';
import { noFilter } from '../../../src/domain/terms.ts';
import { parseArtifactQuery } from '../../../src/sandbox/graphBackup/catalog/artifactQuery.ts';
import type { Item } from '../../../src/sandbox/world.ts';

const point = '2026-11-19T15:00:00.000Z';
const literally = { containsIsLiteral: true };

const message = (name: string, from = 'anna@contoso.com', to = 'adele@contoso.com'): Item => ({
  id: 'i',
  containerId: 'c',
  folderId: 'f',
  kind: 'message',
  name,
  from,
  to,
  versions: [{ atUtc: point, content: 1, sizeBytes: 1 }],
  deletions: [],
  failure: null,
  isUnread: false,
  number: 0,
  parentNumber: null,
});

/** Pieces that would mean something if they ever left their quotes. */
const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      "'",
      "''",
      '*',
      '?',
      '[a]',
      '`',
      ' -or ',
      ' -and ',
      "' -or Subject -like '*",
      '(',
      ')',
      ' -eq ',
      '$',
      '\\',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  ),
  { minLength: 1, maxLength: 6 },
);
const onOneLine = (words: string) => words.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

describe('the query over mail', () => {
  it('takes what a person said as text, whatever it is', () => {
    fc.assert(
      fc.property(hostile, hostile, (said, subject) => {
        const title = said.join('');
        const isMeant = parseArtifactQuery(mailQuery({ ...noFilter, title }, point, literally));
        const plain = onOneLine(title).toLowerCase();
        if (plain === '') return;
        const other = subject.join('');
        expect(isMeant(message(other))).toBe(other.toLowerCase().includes(plain));
        expect(isMeant(message(`before ${onOneLine(title)} after`))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps one condition from widening another', () => {
    const filter = { ...noFilter, from: "x' -or Subject -like '*", title: '*' };
    const isMeant = parseArtifactQuery(mailQuery(filter, point, literally));
    expect(isMeant(message('anything'))).toBe(false);
    expect(isMeant(message('a * in it', "x' -or Subject -like '*"))).toBe(true);
  });

  it('writes conditions as the documented example does', () => {
    const filter = {
      ...noFilter,
      from: 'abc@contoso.com',
      to: 'Megan',
      title: "Anna's offer",
      attachment: true as const,
      sinceUtc: '2024-09-21T08:20:00.000Z',
    };
    expect(mailQuery(filter, point, literally)).toBe(
      "(Sender -eq 'abc@contoso.com') -and (Recipient -like '*Megan*') -and (Subject -like '*Anna''s offer*') -and " +
        "(HasAttachment -eq 'true') -and (PitrDumpsterActionTriggeredTime -gt '{2024-09-21T08:20:00.0000000Z}')",
    );
  });

  it('means everything that went since the point when nothing narrows', () => {
    expect(mailQuery(noFilter, point, literally)).toBe(
      "(PitrDumpsterActionTriggeredTime -gt '{2026-11-19T15:00:00.0000000Z}')",
    );
    expect(mailQuery({ ...noFilter, title: ' \n ' }, point, literally)).toContain('2026-11-19');
  });

  it('refuses a wildcard where nothing takes it as text', () => {
    const query = () => mailQuery({ ...noFilter, title: 'a*b' }, point, { containsIsLiteral: false });
    expect(query).toThrow('GRAPH_REFUSED');
  });
});

it.each([
  "Subject -like 'x",
  'Subject -like x',
  "Subject -matches 'x'",
  "Body -like 'x'",
  "(Subject -like 'x'",
  "Subject -like 'x') -or (Subject -like 'y'",
  "Subject -like 'x' Subject -like 'y'",
  "HasAttachment -gt 'true'",
  "PitrDumpsterActionTriggeredTime -gt 'yesterday'",
  '',
])('is parsed by the simulated service, which refuses %s', (expression) => {
  expect(() => parseArtifactQuery(expression)).toThrow();
});

it('quotes names of files', () => {
  expect(nameFilter("Anna's (copy)")).toBe("(name -contains 'Anna''s (copy)')");
});
