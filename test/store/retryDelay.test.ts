import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/lib/fault.ts';
import { csvCell } from '../../src/store/auditExport.ts';
import { retryDelayMilliseconds } from '../../src/store/retryDelay.ts';

const backoff = { first: 2, most: 60 };
const delays = (random: number) =>
  [1, 2, 3, 6, 400].map((attempt) => retryDelayMilliseconds(backoff, attempt, new Error('x'), () => random) / 1000);

describe('the wait before another try', () => {
  it('doubles up to the most, of which jitter takes off up to half', () => {
    expect(delays(0)).toEqual([2, 4, 8, 60, 60]);
    expect(delays(0.5)).toEqual([1.5, 3, 6, 45, 45]);
    expect(delays(0.999).map(Math.round)).toEqual([1, 2, 4, 30, 30]);
  });

  it('is at least what the fault asks for, and its own when that is longer', () => {
    const asked = (retryAfterSeconds: number, attempt: number) =>
      retryDelayMilliseconds(backoff, attempt, new Fault('TEAMS_BUSY', { retryAfterSeconds }), () => 0) / 1000;
    expect(asked(30, 1)).toBe(30);
    expect(asked(30, 6)).toBe(60);
    expect(asked(3_600, 6)).toBe(3_600);
  });
});

describe('a CSV cell', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+49', `"'+49"`],
    ['-1', `"'-1"`],
    ['@SUM', `"'@SUM"`],
    ['\t=1', `"'\t=1"`],
    ['a,"b"', '"a,""b"""'],
    ['plain', 'plain'],
    [null, ''],
    [12, '12'],
  ])('%j becomes %s', (value, cell) => expect(csvCell(value)).toBe(cell));
});
