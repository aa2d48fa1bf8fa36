import type { Language } from '../types.ts';
import type { Tag } from './tags.ts';

/**
 * One language as data. `words` maps a tag to phrases separated by `|`; a trailing `*` matches any ending. Accents and capitals
 * do not matter. The longest phrase at a place wins whole, so a phrase must not swallow a word that means something by itself.
 * What the tags mean stands in `tags.ts`.
 */
export type Lexicon = {
  readonly language: Language;
  /** Function words: they tell the language and never belong to a name. */
  readonly stop: string;
  readonly words: Readonly<Partial<Record<Tag, string>>>;
  /** Words one letter away from a known one that are right as they are. */
  readonly notTypos?: string;
  /** Endings that mark an owner without an apostrophe ("Adeles Postfach"); names that end so by themselves. */
  readonly genitiveS?: { readonly keep: string };
  /** Nouns can be glued ("Freitagabend", "Vertriebsteam"). */
  readonly compounds?: boolean;
  /** What governs a date, a name or a clause stands after it. */
  readonly headFinal?: boolean;
  /** Words are written without spaces: the phrases of the table also cut the text. */
  readonly unspaced?: boolean;
  /** Letters only this language is written in: a message with them is read by this table. */
  readonly ownScript?: RegExp;
  /** Names of things stand before the noun ("HR site") or after it ("site RH"). */
  readonly nameBeforeNoun?: boolean;
  /** "am" is a word of the language: "3 am" with a space is not a time. */
  readonly notHalfDay?: boolean;
  /** The verb often stands last (German, Dutch, Japanese). */
  readonly verbFinal?: boolean;
  /** "at 3" without am or pm means the afternoon. */
  readonly bareHourIsAfternoon?: boolean;
};
