import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom (design §4). A folder may import itself and what is listed; `main.ts` and `cli/` may import everything.
 * Adapters never import each other. `sandbox/` knows only `lib` and speaks HTTP.
 */
const mayImport: Record<string, readonly string[]> = {
  lib: [],
  domain: ['lib'],
  intent: ['lib'],
  ports: ['domain', 'lib'],
  flows: ['ports', 'domain', 'intent', 'lib'],
  config: ['domain', 'ports', 'lib'],
  api: ['ports', 'domain', 'lib'],
  identity: ['ports', 'domain', 'lib'],
  teams: ['flows', 'ports', 'domain', 'lib', '../cards'],
  store: ['ports', 'domain', 'lib'],
  jobs: ['flows', 'ports', 'domain', 'lib'],
  server: ['flows', 'ports', 'domain', 'lib'],
  sandbox: ['lib'],
};

/** Packages that only one folder may import. `sandbox` and tests stand outside the product. */
const onlyIn: Record<string, readonly string[]> = {
  botbuilder: ['teams'],
  'botframework-connector': ['teams'],
  'adaptivecards-templating': ['teams'],
  kysely: ['store'],
  'node:sqlite': ['store'],
  pg: ['store'],
  'pg-boss': ['store'],
  restify: ['server'],
  '@azure/msal-node': ['identity'],
  undici: ['lib', 'sandbox'],
};

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

const folderOf = (file: string): string => {
  const path = relative(source, file);
  if (path.startsWith('../')) return path.split('/', 2).join('/');
  return path.includes('/') ? (path.split('/')[0] ?? '') : 'main';
};

const files = filesBelow(source);

describe('layout', () => {
  it('finds source files to hold to the rules', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it('has only the folders of the design', () => {
    const known = [...Object.keys(mayImport), 'cli', 'main'];
    expect(files.map(folderOf).filter((folder) => !known.includes(folder))).toEqual([]);
  });

  it('lets each folder import only what lies below it', () => {
    const breaches = files.flatMap((file) => {
      const from = folderOf(file);
      if (from === 'main' || from === 'cli') return [];
      return importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => folderOf(resolve(dirname(file), target)))
        .filter((to) => to !== from && !mayImport[from]?.includes(to))
        .map((to) => `${relative(root, file)} imports ${to}/`);
    });
    expect(breaches).toEqual([]);
  });

  it('keeps each outside package in its own folder', () => {
    const breaches = files.flatMap((file) => {
      const from = folderOf(file);
      return importsOf(file)
        .filter((target) => onlyIn[target] !== undefined && !onlyIn[target].includes(from))
        .map((target) => `${relative(root, file)} imports ${target}`);
    });
    expect(breaches).toEqual([]);
  });

  it('reads the environment only in config/', () => {
    const breaches = files.filter(
      (file) => folderOf(file) !== 'config' && readFileSync(file, 'utf8').includes('process.env'),
    );
    expect(breaches.map((file) => relative(root, file))).toEqual([]);
  });

  it('has no file over 400 lines', () => {
    const long = [...files, ...filesBelow(join(root, 'test'))].filter(
      (file) => readFileSync(file, 'utf8').split('\n').length > 400,
    );
    expect(long.map((file) => relative(root, file))).toEqual([]);
  });
});
