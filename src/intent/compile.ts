import type { TagName } from './lexicon/tags.ts';
import { isTagName } from './lexicon/tags.ts';
import type { Lexicon } from './lexicon/types.ts';
import type { Segmenter } from './tokenise.ts';
import { fold, splitByScript, tokenise } from './tokenise.ts';
import type { Repairable } from './typos.ts';
import { repairableFrom } from './typos.ts';

export type Tags = ReadonlyMap<TagName, string>;
/** A phrase of a table: its folded words, whether the last one may go on, and what it means. */
export type Entry = { readonly words: readonly string[]; readonly wild: boolean; readonly tags: Tags };

/** One language table, made ready for looking up. */
export type CompiledLexicon = {
  readonly table: Lexicon;
  /** Entries by first word; those that begin with an open stem by the stem. */
  readonly first: ReadonlyMap<string, readonly Entry[]>;
  readonly stems: ReadonlyMap<string, Entry>;
  readonly longestStem: number;
  /** Every single word, for telling the language and for knowing what is not a name. */
  readonly vocabulary: ReadonlySet<string>;
  readonly stop: ReadonlySet<string>;
  /** Single words that negate: understood in a message in any language, because missing one does harm. */
  readonly negations: readonly string[];
  readonly notTypos: ReadonlySet<string>;
  readonly repairable: readonly Repairable[];
  readonly segment: Segmenter;
};

const whole: Segmenter = (run) => [run];

const ideograph = /[\u4e00-\u9fff]/;

function segmenter(phrases: ReadonlySet<string>): Segmenter {
  const longest = Math.max(1, ...[...phrases].map((phrase) => phrase.length));
  const begins = new Set([...phrases].map((phrase) => phrase[0]));
  return (run) => {
    const parts: string[] = [];
    let unknown = '';
    const flush = (): void => {
      if (unknown !== '') parts.push(...splitByScript(unknown));
      unknown = '';
    };
    for (let at = 0; at < run.length; ) {
      let size = Math.min(longest, run.length - at);
      while (size > 0 && !phrases.has(fold(run.slice(at, at + size)))) size -= 1;
      // One ideograph inside a longer unknown word (安全) is not a word of its own.
      if (size === 1 && ideograph.test(run[at] ?? '')) {
        if (ideograph.test(unknown.at(-1) ?? '')) size = 0;
        // Nor is one before an ideograph that begins no phrase (一般).
        else if (ideograph.test(run[at + 1] ?? '') && !begins.has(fold(run[at + 1] ?? ''))) size = 0;
      }
      if (size === 0) {
        unknown += run[at] ?? '';
        at += 1;
      } else {
        flush();
        parts.push(run.slice(at, at + size));
        at += size;
      }
    }
    flush();
    return parts;
  };
}

/** Compiles one table; done once, at start. */
export function compileLexicon(table: Lexicon): CompiledLexicon {
  const meanings = new Map<string, Map<TagName, string>>();
  for (const [tag, phrases] of Object.entries(table.words)) {
    const colon = tag.indexOf(':');
    const name = colon < 0 ? tag : tag.slice(0, colon);
    const value = colon < 0 ? '' : tag.slice(colon + 1);
    if (!isTagName(name) || phrases === undefined) continue;
    for (const phrase of phrases.split('|')) {
      const wild = phrase.endsWith('*');
      // An elided word ("d'") only is one before a letter.
      const elided = phrase.endsWith("'");
      const words = tokenise(wild ? phrase.slice(0, -1) : elided ? `${phrase}x` : phrase, false, whole)
        .slice(0, elided ? -1 : undefined)
        .filter((token) => token.text !== '-')
        .map((token) => token.key);
      if (words.length === 0) continue;
      const key = words.join(' ') + (wild ? '*' : '');
      const known = meanings.get(key) ?? new Map<TagName, string>();
      known.set(name, value);
      meanings.set(key, known);
    }
  }
  // "all mailboxes" also says what is meant.
  for (const [key, tags] of meanings) {
    if (!tags.has('everyone') || tags.has('wl')) continue;
    for (const word of key.split(' ')) {
      const known = meanings.get(word);
      const workload =
        known?.get('wl') ?? (known?.has('siteNoun') ? 'sharepoint' : known?.has('teamNoun') ? 'teams' : undefined);
      if (workload) tags.set('wl', workload);
    }
  }
  // "I need" asks, and is half of "I need … back".
  for (const [key, tags] of meanings) {
    if (tags.has('ask') && key.includes(' ') && key.split(' ').some((word) => meanings.get(word)?.has('half')))
      tags.set('half', '');
  }
  const first = new Map<string, Entry[]>();
  const stems = new Map<string, Entry>();
  const vocabulary = new Set<string>();
  const pieces = new Set<string>();
  const repairable: Repairable[] = [];
  for (const [key, tags] of meanings) {
    const wild = key.endsWith('*');
    const words = (wild ? key.slice(0, -1) : key).split(' ');
    const entry: Entry = { words, wild, tags };
    const head = words[0] ?? '';
    if (wild && words.length === 1) stems.set(head, entry);
    else first.set(head, [...(first.get(head) ?? []), entry]);
    if (!wild) {
      for (const word of words) vocabulary.add(word);
      pieces.add(words.join(''));
    }
    const repair = words.length === 1 ? repairableFrom(head, tags, wild) : undefined;
    if (repair) repairable.push(repair);
  }
  const stop = new Set(table.stop.split('|').map(fold));
  for (const word of stop) vocabulary.add(word);
  for (const list of first.values()) list.sort((a, b) => b.words.length - a.words.length);
  const notTypos = new Set((table.notTypos ?? '').split('|').map(fold));
  const negations = [...meanings]
    .filter(([key, tags]) => tags.has('not') && key.length >= 3 && !key.includes(' '))
    .map(([key]) => key);
  const longestStem = Math.max(0, ...[...stems.keys()].map((stem) => stem.length));
  return {
    table,
    first,
    stems,
    longestStem,
    vocabulary,
    stop,
    negations,
    notTypos,
    repairable,
    segment: table.unspaced ? segmenter(pieces) : whole,
  };
}
