import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faults } from '../src/domain/faults.ts';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as Record<
  'scripts' | 'dependencies' | 'devDependencies',
  Record<string, string>
>;

/** What the tests of a file are called. */
const titlesIn = (source: string): readonly string[] =>
  [...source.matchAll(/\b(?:it|test|describe)(?:\.each\([\s\S]*?\))?\(\s*(['"`])(.+?)\1,/g)].map(
    (match) => match[2] ?? '',
  );

/** Whether a title is the quoted one; an ellipsis stands for words left out. */
const fits = (title: string, quoted: string): boolean => {
  const parts = quoted.split('…').map((part) => part.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(title);
};

describe('README', () => {
  it('lists every fault with its next step, and no other', () => {
    const rows = Object.entries(faults).map(([code, { what, next }]) => `| \`${code}\` | ${what} | ${next} |`);
    expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
    const documented = [...readme.matchAll(/^\| `([A-Z][A-Z_]+)` \| [^|]+ \| [^|]+ \|$/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(documented.filter((code) => !(code in faults))).toEqual([]);
  });

  it('says of every dependency why it is there, and of none that is not', () => {
    const section = readme.slice(readme.indexOf('### Dependencies'), readme.indexOf('## Not verified'));
    const named = [...section.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(installed.filter((name) => !named.includes(name))).toEqual([]);
    expect(named.filter((name) => !installed.includes(name) && !name.endsWith('/'))).toEqual([]);
  });

  it('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm (?:run (?:-s |--silent )?)([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
  });

  it('names for every threat tests that exist, by their own words', () => {
    const section = readme.slice(readme.indexOf('### What stops what'), readme.indexOf('### What does not stop it'));
    const rows = [...section.matchAll(/^\| (?!threat|---)(.+?) \| (.+?) \| (.+) \|$/gm)];
    expect(rows.length).toBeGreaterThan(15);
    const wrong = rows.flatMap(([, threat = '', , held = '']) => {
      const files = [...held.matchAll(/([a-z]\w*(?:\/[\w.]+)+)((?:[^"/;]|"[^"]*")*)/g)];
      if (files.length === 0) return [`${threat}: no test`];
      return files.flatMap(([, name = '', words = '']) => {
        const file = resolve(root, 'test', `${name}.test.ts`);
        if (!existsSync(file)) return [`${threat}: no file ${name}`];
        const titles = titlesIn(readFileSync(file, 'utf8'));
        return [...words.matchAll(/"([^"]+)"/g)]
          .map((match) => match[1] ?? '')
          .filter((quoted) => !titles.some((title) => fits(title, quoted)))
          .map((quoted) => `${name}: no test "${quoted}"`);
      });
    });
    expect(wrong).toEqual([]);
  });

  it('shows pictures that exist', () => {
    const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(pictures.length).toBeGreaterThan(3);
    for (const picture of pictures) expect(readFileSync(resolve(root, picture)).length).toBeGreaterThan(1_000);
  });
});
