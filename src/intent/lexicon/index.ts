import { de } from './de.ts';
import { en } from './en.ts';
import type { Lexicon } from './types.ts';

/** Every language that is read; adding one is adding its table here. English first: it is also what others borrow from. */
export const lexiconTables: readonly [Lexicon, ...Lexicon[]] = [en, de];
