import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import type { Lexicon } from './types.ts';

/** Every language that is read; adding one is adding its table here. English first: it is also what others borrow from. */
export const lexiconTables: readonly [Lexicon, ...Lexicon[]] = [en, de, fr, es, pt, nl, it, ja];
