import type { Lexeme } from '../lex.ts';
import type { TagName } from '../lexicon/tags.ts';
import type { DateParts } from './parts.ts';

/** One piece of a date expression and the place after it. */
export type Atom = { readonly parts: DateParts; readonly next: number };

/** What the grammar must know beside the words. */
export type DateHabits = { readonly monthFirst: boolean };

export const has = (lexeme: Lexeme | undefined, tag: TagName): boolean => lexeme?.tags.has(tag) ?? false;
export const tag = (lexeme: Lexeme | undefined, name: TagName): string | undefined => lexeme?.tags.get(name);
