import type { CompiledLexicon, Tags } from './compile.ts';
import type { TagName } from './lexicon/tags.ts';

/** `certain`: two neighbours swapped or a letter doubled or not doubled; `other`: one letter wrong, missing or too many. */
type Slip = 'certain' | 'other';

/** How one word became the other, when one slip of the fingers is enough. */
export function slipBetween(a: string, b: string): Slip | undefined {
  if (Math.abs(a.length - b.length) > 1 || a === b) return undefined;
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
  if (left.length <= 1 && right.length <= 1) {
    const extra = left.length > right.length ? left : right;
    const long = left.length > right.length ? a : b;
    return left.length !== right.length && long[from - 1] === extra ? 'certain' : 'other';
  }
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
    ? 'certain'
    : undefined;
}

/** True when one insertion, deletion, replacement or swap of neighbours turns `a` into `b`. */
export const oneSlipApart = (a: string, b: string): boolean => slipBetween(a, b) !== undefined;

/** A word of a table that a misspelt one may have meant. */
export type Repairable = {
  readonly word: string;
  readonly tags: Tags;
  /** The word goes on: its beginning is what is compared. */
  readonly open: boolean;
  /** A wrong or missing letter is forgiven too, not only swapped and doubled ones. */
  readonly anySlip: boolean;
};

const wellKnown: readonly TagName[] = ['restoreCore', 'wl', 'dow', 'day', 'month'];
const known: readonly TagName[] = ['restore', 'particle', 'unit', 'part', 'last', 'siteNoun', 'folderNoun'];
const hasOne = (tags: Tags, wanted: readonly TagName[]): boolean => wanted.some((tag) => tags.has(tag));

/**
 * Whether and how a word of a table is found behind a misspelling. The shorter it is, and the more words begin like it,
 * the surer the slip must be: "Rücksicht" and "zurückhalten" are no misspelt verbs of restoring.
 */
export function repairableFrom(word: string, tags: Tags, open: boolean): Repairable | undefined {
  if (open) return word.length >= 7 && tags.has('restore') ? { word, tags, open, anySlip: false } : undefined;
  if (word.length >= 6 && hasOne(tags, wellKnown)) return { word, tags, open, anySlip: true };
  const shortest = tags.has('particle') ? 4 : tags.has('restore') ? 5 : 6;
  return word.length >= shortest && hasOne(tags, [...wellKnown, ...known])
    ? { word, tags, open, anySlip: word.length >= 8 && hasOne(tags, ['restore', 'part']) }
    : undefined;
}

/** The part of a word's meaning that is worth repairing; two words that share it are one answer. */
const meaning = (tags: Tags): string =>
  hasOne(tags, ['restoreCore', 'restore'])
    ? 'restore'
    : (['wl', 'dow', 'day', 'month', 'unit', 'part', 'particle', 'last', 'siteNoun', 'folderNoun'] as const)
        .map((tag) => tags.get(tag) ?? '-')
        .join();

const fits = (word: string, { word: wanted, open, anySlip }: Repairable): boolean => {
  if (word[0] !== wanted[0]) return false;
  if (!open) {
    const slip = slipBetween(word, wanted);
    return slip === 'certain' || (slip === 'other' && anySlip && word.length >= 5);
  }
  for (const size of [wanted.length, wanted.length + 1])
    if (word.length > size && slipBetween(word.slice(0, size), wanted) === 'certain') return true;
  return false;
};

/**
 * What a misspelt word most likely meant: only words for restoring, products, days and their parts, only one slip away with the
 * same first letter, and never a word that is right as it is. Undefined when nothing or two things fit.
 */
export function repairTypo(word: string, lexicon: CompiledLexicon): Repairable | undefined {
  if (word.length < 4 || word.length > 18 || lexicon.notTypos.has(word)) return undefined;
  let found: Repairable | undefined;
  for (const candidate of lexicon.repairable) {
    if (!fits(word, candidate)) continue;
    if (found && meaning(found.tags) !== meaning(candidate.tags)) return undefined;
    found ??= candidate;
  }
  return found;
}
