import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What is run from a checkout only, with all packages installed. */
const notShipped = /^src\/(?:sandbox\/|cli\/(?:sandbox|demo|package|icons)\.ts|cli\/(?:appPackage|sandbox|demo)\/)/;

it('what the image runs imports only packages the image has', () => {
  const files = readdirSync(join(root, 'src'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !notShipped.test(file));
  const missing = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export)\b(?! type)[^;]*?from '([^.'][^']*)'/gm)]
      .map((match) => match[1] ?? '')
      .filter((target) => !target.startsWith('node:'))
      .map((target) =>
        target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? ''),
      )
      .filter((name) => !(name in dependencies))
      .map((name) => `${file} imports ${name}`),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});
