import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const { dependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

/** What is run where `npm ci --omit=dev` was done: the image and the machine with the systemd unit. */
const shipped = ['serve', 'checkConfig', 'audit'].map((name) => resolve(root, 'src/cli', `${name}.ts`));

/** What a file really loads; types are gone when it runs. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b(?! type)(?:[^;']*? from)? '([^']+)'/gm)].map(
    (match) => match[1] ?? '',
  );

function reachableFrom(files: readonly string[]): ReadonlySet<string> {
  const found = new Set(files);
  // A set can grow while it is walked.
  for (const file of found) {
    for (const target of importsOf(file)) if (target.startsWith('.')) found.add(resolve(dirname(file), target));
  }
  return found;
}

it('what is shipped runs without development packages and without the sandbox', () => {
  const files = [...reachableFrom(shipped)];
  const missing = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !target.startsWith('.') && !target.startsWith('node:'))
      .map((target) => target.split('/', target.startsWith('@') ? 2 : 1).join('/'))
      .filter((name) => !(name in dependencies))
      .map((name) => `${relative(root, file)} imports ${name}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
  expect(files.filter((file) => file.includes('/src/sandbox/')).map((file) => relative(root, file))).toEqual([]);
});
