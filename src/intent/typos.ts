import type { CompiledLexicon, Tags } from './compile.ts';

/** True when one insertion, deletion, replacement or swap of neighbours turns `a` into `b`. */
export function oneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const left = a.slice(from, endA);
  const right = b.slice(from, endB);
  return left.length <= 1 && right.length <= 1
    ? true
    : left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** The part of a word's meaning that is worth repairing; two words that share it are one answer. */
const meaning = (tags: Tags): string =>
  tags.has('restoreCore')
    ? 'restore'
    : (['wl', 'dow', 'day', 'month'] as const).map((tag) => tags.get(tag) ?? '').join();

/**
 * What a misspelt word most likely meant: only long lower-case words, only verbs of restoring, products and day names, only one
 * slip away with the same first letter, and never a word that is right as it is. Undefined when nothing or two things fit.
 */
export function repairTypo(word: string, lexicon: CompiledLexicon): { word: string; tags: Tags } | undefined {
  if (word.length < 5 || word.length > 14 || lexicon.notTypos.has(word)) return undefined;
  let found: { word: string; tags: Tags } | undefined;
  for (const candidate of lexicon.repairable) {
    if (candidate.word[0] !== word[0] || !oneSlipApart(word, candidate.word)) continue;
    if (found && meaning(found.tags) !== meaning(candidate.tags)) return undefined;
    found ??= candidate;
  }
  return found;
}
