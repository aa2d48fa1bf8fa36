import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faults } from '../../../src/domain/faults.ts';
import type { Refusal, RefusalCode } from '../../../src/domain/refusals.ts';
import { requestStates } from '../../../src/domain/request.ts';
import { optionKeys, workloads } from '../../../src/domain/terms.ts';
import { readerOf } from '../../../src/teams/views/reader.ts';
import { refusalText, sayRefusal } from '../../../src/teams/views/refusalText.ts';
import { fill, languageTags, placeholdersOf, textsFor } from '../../../src/teams/views/texts.ts';

const cards = resolve(import.meta.dirname, '../../../cards');
const english = textsFor('en');

/** One refusal of each code; the compiler holds it to the union. */
const refusals: { readonly [Code in RefusalCode]: Extract<Refusal, { code: Code }> } = {
  workloadMissing: { code: 'workloadMissing' },
  workloadNotServed: { code: 'workloadNotServed' },
  whoMissing: { code: 'whoMissing' },
  personNotFound: { code: 'personNotFound', asked: 'x@contoso.com' },
  whichOne: { code: 'whichOne', asked: 'Megan', candidates: [] },
  placeMissing: { code: 'placeMissing' },
  othersNotAllowed: { code: 'othersNotAllowed' },
  dateMissing: { code: 'dateMissing' },
  dateImpossible: { code: 'dateImpossible' },
  dateInFuture: { code: 'dateInFuture' },
  reasonTooShort: { code: 'reasonTooShort', minimumCharacters: 1 },
  reasonTooLong: { code: 'reasonTooLong', maximumCharacters: 1000 },
  ticketMissing: { code: 'ticketMissing', example: 'INC123' },
  tooManyTargets: { code: 'tooManyTargets', maximumTargets: 10 },
  itemsOneTarget: { code: 'itemsOneTarget' },
  itemsInDoubt: { code: 'itemsInDoubt' },
  itemsNotServed: { code: 'itemsNotServed' },
  wholeNotServed: { code: 'wholeNotServed' },
  nothingPicked: { code: 'nothingPicked' },
  tooManyItems: { code: 'tooManyItems', maximumItems: 200 },
  tooManyRequests: { code: 'tooManyRequests', perDay: 5 },
  duplicateRequest: { code: 'duplicateRequest', label: 'RR-12' },
  nothingToRestore: { code: 'nothingToRestore' },
  destinationNotServed: { code: 'destinationNotServed' },
  notProtected: { code: 'notProtected', name: 'Megan' },
  notProtectedMailbox: { code: 'notProtectedMailbox', name: 'Megan' },
  backupsRemoved: { code: 'backupsRemoved', name: 'Megan' },
  notInScope: { code: 'notInScope', name: 'Megan' },
  severalBackups: { code: 'severalBackups', name: 'Megan' },
  beforeFirstBackup: { code: 'beforeFirstBackup', firstBackupUtc: '2026-10-01T20:00:00.000Z' },
  noBackups: { code: 'noBackups' },
  signInNeeded: { code: 'signInNeeded' },
  backupUnavailable: { code: 'backupUnavailable' },
  previewOutdated: { code: 'previewOutdated' },
  rollbackNotConfirmed: { code: 'rollbackNotConfirmed' },
  cannotBeStopped: { code: 'cannotBeStopped' },
  noApprover: { code: 'noApprover' },
  notAnApprover: { code: 'notAnApprover' },
  requesterCannotDecide: { code: 'requesterCannotDecide' },
  beneficiaryCannotDecide: { code: 'beneficiaryCannotDecide' },
  alreadyDecidedByYou: { code: 'alreadyDecidedByYou' },
  rejectReasonMissing: { code: 'rejectReasonMissing' },
  authorityUnknown: { code: 'authorityUnknown' },
  unknownRequest: { code: 'unknownRequest' },
  staleRevision: { code: 'staleRevision' },
  tooLate: { code: 'tooLate' },
  notPossibleNow: { code: 'notPossibleNow' },
  secondAdminNeeded: { code: 'secondAdminNeeded' },
  guestsNotAllowed: { code: 'guestsNotAllowed' },
  malformed: { code: 'malformed' },
};

/** A key without its plural form. */
const base = (key: string): string => key.replace(/#\w+$/, '');

/** The keys a language must hold: English's, in the plural forms the language has (`many` falls back to `other`). */
function keysWanted(tag: string): string[] {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  return [...english.byKey.keys()].filter((key) => !key.endsWith('#one') || forms.includes('one')).sort();
}

describe.each(languageTags)('%s', (tag) => {
  const texts = textsFor(tag);

  it('has exactly the texts English has', () => {
    expect([...texts.byKey.keys()].sort()).toEqual(keysWanted(tag));
  });

  it('has the same placeholders in every text', () => {
    const different = [...texts.byKey].filter(
      ([key, text]) => placeholdersOf(text).join() !== placeholdersOf(english.byKey.get(key) ?? '').join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('holds no empty text, no template syntax and no Markdown', () => {
    const odd = [...texts.byKey].filter(([, text]) => text.trim() === '' || /[$*_`[\]<>#]|\{\{|^\d+\./.test(text));
    expect(odd.map(([key]) => key)).toEqual([]);
  });

  it('has a sentence for every refusal', () => {
    const reader = readerOf({ locale: tag, zone: 'Europe/Berlin' });
    for (const refusal of Object.values(refusals)) expect(refusalText(reader, refusal)).toMatch(/[.。]$/);
  });
});

describe('texts', () => {
  it('name every state, option, workload and fault', () => {
    const wanted = [
      ...requestStates.map((state) => `state.${state}`),
      ...optionKeys.map((key) => `option.${key}`),
      ...workloads.map((workload) => `workload.${workload}`),
      // Other faults cannot end a request; if one ever does, it has the sentence for the unexpected.
      ...Object.keys(faults)
        .filter((code) => /^(BACKUP|OUTCOME|UNEXPECTED)/.test(code))
        .map((code) => `fault.${code}`),
    ];
    expect(wanted.filter((key) => !english.byKey.has(key))).toEqual([]);
    const codes = [...english.byKey.keys()].filter((key) => key.startsWith('fault.')).map((key) => key.slice(6));
    expect(codes.filter((code) => !Object.hasOwn(faults, code))).toEqual([]);
  });

  it('are all used by a view or a template', () => {
    const source = [cards, resolve(cards, '../src/teams/views')]
      .flatMap((folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
    const built =
      /^(workload|state|count|option|destination|note|refusal|fault|status|notice|quorum|decides|approval.why|help|list|preview|effect|filter|narrow|attention\.startAgain)\b/;
    const unused = [...english.byKey.keys()].map(base).filter((key) => !built.test(key) && !source.includes(key));
    expect(unused).toEqual([]);
  });

  it('fall back from region to language to English', () => {
    expect(textsFor('en-GB').tag).toBe('en');
    expect(textsFor('EN_us').tag).toBe('en');
    expect(textsFor('tlh').tag).toBe('en');
    expect(textsFor('').tag).toBe('en');
    expect(textsFor('../../package').tag).toBe('en');
  });

  it('escape what others wrote when a refusal is a message', () => {
    const said = sayRefusal(
      { code: 'personNotFound', asked: '**x** [y](http://e.vil)' },
      { locale: 'en', zone: 'UTC' },
    );
    expect(said).toContain('\\*\\*x\\*\\* \\[y\\](http:\u2060//e.vil)');
  });

  it('never read a parameter as a text of ours, and never leave a hole', () => {
    expect(fill('{a} and {b}', { a: '{b}', b: '$&' })).toBe('{b} and $&');
    expect(() => fill('{a}', {})).toThrow('no value for {a}');
  });
});
