import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faults } from '../src/domain/faults.ts';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as Record<
  'scripts' | 'dependencies' | 'devDependencies',
  Record<string, string>
>;

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

  it('shows pictures that exist', () => {
    const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(pictures.length).toBeGreaterThan(3);
    for (const picture of pictures) expect(readFileSync(resolve(root, picture)).length).toBeGreaterThan(1_000);
  });
});
