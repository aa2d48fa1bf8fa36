import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lexiconTables } from '../../src/intent/lexicon/index.ts';
import { tags } from '../../src/intent/lexicon/tags.ts';

const root = resolve(import.meta.dirname, '../..');
const codes = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .flatMap((name) => /^([a-z]{2})(?:-[a-zA-Z]+)?\.(?:json|ts)$/.exec(name)?.[1] ?? [])
    .sort();
const read = lexiconTables.map((table) => table.language).sort();

const manifest = JSON.parse(readFileSync(join(root, 'manifest/manifest.json'), 'utf8')) as {
  localizationInfo: { defaultLanguageTag: string; additionalLanguages?: { languageTag: string }[] };
};
const offered = [
  manifest.localizationInfo.defaultLanguageTag,
  ...(manifest.localizationInfo.additionalLanguages ?? []).map(({ languageTag }) => languageTag),
].map((languageTag) => languageTag.slice(0, 2));

describe('the languages', () => {
  it('has one table file for each language that is read', () => {
    expect(codes('src/intent/lexicon')).toEqual(read);
  });
  it('answers in every language that is read, and in no other', () => {
    expect(codes('cards/locales')).toEqual(read);
  });
  it('offers the app in exactly the languages that are read, with a file for each', () => {
    expect([...offered].sort()).toEqual(read);
    const files = codes('manifest').concat(codes('manifest').includes(offered[0] ?? '') ? [] : offered.slice(0, 1));
    expect(files.sort()).toEqual(read);
  });
});

describe('the tags', () => {
  it('has none that no table uses', () => {
    const used = new Set(
      lexiconTables.flatMap((table) =>
        Object.keys(table.words).flatMap((key) => [key, key.includes(':') ? key.slice(0, key.indexOf(':')) : key]),
      ),
    );
    expect(Object.keys(tags).filter((tag) => !used.has(tag))).toEqual([]);
  });
});
