import { cardLines } from './cardText.ts';

export type ShownCounts = {
  readonly created: number;
  readonly merged: number;
  readonly skipped: number;
  readonly failed: number;
};

/** How the English cards name the counts, at the start of a line after the number. */
const words = {
  created: /^([\d,]+) brought back/,
  merged: /^([\d,]+) updated/,
  skipped: /^([\d,]+) already there/,
  failed: /^([\d,]+) not restored/,
} as const;

/** The four item counts a person reads on a card in English, or null when it shows none. */
export function countsOn(card: unknown): ShownCounts | null {
  const lines = cardLines(card);
  const count = (word: keyof typeof words): number | null => {
    const found = lines.map((line) => words[word].exec(line.trim())?.[1]).find((number) => number !== undefined);
    return found === undefined ? null : Number(found.replaceAll(',', ''));
  };
  const [created, merged, skipped, failed] = [count('created'), count('merged'), count('skipped'), count('failed')];
  if (created === null || merged === null || skipped === null || failed === null) return null;
  return { created, merged, skipped, failed };
}
