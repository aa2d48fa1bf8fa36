import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/intent/parse.ts';

const lines = readFileSync(join(import.meta.dirname, 'corpora/unrelated.txt'), 'utf8')
  .trim()
  .split('\n');
const actions = new Set(['restore', 'cancel', 'approve', 'reject']);

describe('text that has nothing to do with us', () => {
  it('asks for no action: banking, assistants, news, chat, code and complaints in eight languages', () => {
    const context = { locale: 'en-GB', timeZone: 'Europe/Berlin', now: '2026-11-20T14:20:00Z' };
    expect(lines.length).toBeGreaterThan(300);
    expect(lines.filter((text) => actions.has(parse({ ...context, text }).intent))).toEqual([]);
  });
});
