import { expect, it } from 'vitest';
import { editDistance } from '../../src/lib/editDistance.ts';
import { isGuid } from '../../src/lib/guid.ts';
import { newId } from '../../src/lib/ids.ts';

const at = (iso: string) => ({ now: () => new Date(iso) });

it('makes ids of version 7 that sort by time and differ within one millisecond', () => {
  const early = newId(at('2026-11-21T02:00:00.000Z'));
  const late = newId(at('2026-11-21T02:00:00.001Z'));
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early.slice(0, 13).replace('-', '')).toBe(
    Date.parse('2026-11-21T02:00:00.000Z').toString(16).padStart(12, '0'),
  );
  expect(early < late).toBe(true);
  const clock = at('2026-11-21T02:00:00.000Z');
  expect(new Set(Array.from({ length: 1000 }, () => newId(clock))).size).toBe(1000);
});

it('knows a GUID', () => {
  expect(isGuid('5F0C9D0E-8a53-4f2c-9f6e-2d1b7c4a9e10')).toBe(true);
  for (const text of ['', '5f0c9d0e8a534f2c9f6e2d1b7c4a9e10', '5f0c9d0e-8a53-4f2c-9f6e-2d1b7c4a9e10\n']) {
    expect(isGuid(text)).toBe(false);
  }
});

it('counts letters to change', () => {
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('APPROVER', 'APPROVERS')).toBe(1);
});
