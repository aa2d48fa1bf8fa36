import { describe, expect, it } from 'vitest';
import { hasOpenCorpus, openCorpusPath, ownCorpora, readCorpus, score } from './scoring.ts';

describe('the open corpus', () => {
  it.skipIf(!hasOpenCorpus)('is read without a harmful fill and at least 98 % exact', () => {
    const { lines, exact, harmful, failures } = score(readCorpus(openCorpusPath));
    expect(lines).toBeGreaterThan(200);
    expect(harmful, failures.join('\n')).toBe(0);
    expect(exact / lines, failures.join('\n')).toBeGreaterThanOrEqual(0.98);
  });
});

describe('our own labelled messages', () => {
  it.each(ownCorpora())('%s: at most 0.5 % harmful and at least 95 % exact', (path) => {
    const { lines, exact, harmful, failures } = score(readCorpus(path));
    expect(lines).toBeGreaterThan(40);
    expect(harmful / lines, failures.join('\n')).toBeLessThanOrEqual(0.005);
    expect(exact / lines, failures.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});
