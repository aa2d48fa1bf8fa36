import { format, inspect } from 'node:util';
import { expect, it } from 'vitest';
import { secret } from '../../src/lib/secret.ts';

it('a secret shows itself to nobody who does not ask', () => {
  const word = secret('canary');
  const holder = { word };
  const shown = [
    String(word),
    `${word}`,
    JSON.stringify(holder),
    inspect(holder),
    inspect(word, { showHidden: true, customInspect: false, depth: 5 }),
    format('%s %o %j', word, word, word),
    Object.values(word).join(),
  ];
  for (const text of shown) expect(text).not.toContain('canary');
  expect(JSON.stringify(holder)).toBe('{"word":"[secret]"}');
  expect(word.reveal()).toBe('canary');
});
