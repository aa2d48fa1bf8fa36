import type { CompiledLexicon } from './compile.ts';
import { fold } from './tokenise.ts';

const wordPattern = /\p{L}{1,38}n't|\p{L}{1,40}'(?=\p{L})|\p{L}{1,40}/giu;
const knows = (lexicon: CompiledLexicon, word: string): boolean => {
  if (lexicon.vocabulary.has(word)) return true;
  for (let size = Math.min(lexicon.longestStem, word.length); size >= 5; size -= 1)
    if (lexicon.stems.has(word.slice(0, size))) return true;
  return false;
};
const wordsToWeigh = 80;

/**
 * Which table reads this message: the one that knows most of its words, words of few languages weighing more. The locale is
 * only a prior: people write in another language than their client's.
 */
export function detectLanguage(
  text: string,
  locale: string,
  lexicons: readonly CompiledLexicon[],
): CompiledLexicon | undefined {
  const prior = locale.slice(0, 2).toLowerCase();
  const byScript = lexicons.find((lexicon) => lexicon.table.ownScript?.test(text));
  if (byScript) return byScript;
  const spaced = lexicons.filter((lexicon) => !lexicon.table.unspaced);
  const scores = new Map(lexicons.map((lexicon) => [lexicon, lexicon.table.language === prior ? 0.45 : 0]));
  let seen = 0;
  for (const match of text.matchAll(wordPattern)) {
    seen += 1;
    if (seen > wordsToWeigh) break;
    const word = fold(match[0]);
    const knowing = spaced.filter((lexicon) => knows(lexicon, word));
    for (const lexicon of knowing)
      scores.set(lexicon, (scores.get(lexicon) ?? 0) + (lexicon.stop.has(word) ? 1.3 : 1) / knowing.length);
  }
  let best: CompiledLexicon | undefined;
  for (const [lexicon, score] of scores)
    if (score > 0 && (best === undefined || score > (scores.get(best) ?? 0))) best = lexicon;
  return best;
}
