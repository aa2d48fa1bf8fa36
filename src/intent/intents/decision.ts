import type { Lexeme } from '../lex.ts';
import type { TagName } from '../lexicon/tags.ts';
import type { IntentName, IntentOptions, Sureness } from '../types.ts';

export type Decision = {
  readonly intent: IntentName;
  readonly at: number;
  readonly sure: Sureness;
  readonly listOf?: IntentOptions['listOf'];
};

/** Words that carry no matter of their own: an action with only these around it is meant for our requests. */
export const small: readonly TagName[] = [
  'polite',
  'ask',
  'it',
  'det',
  'me',
  'i',
  'of',
  'link',
  'closing',
  'definite',
  'my',
  'to',
  'subject',
  'latest',
  'and',
];
/** True for what is a word, a number or an address, not a mark between them. */
export const content = (lexeme: Lexeme): boolean =>
  lexeme.kind !== 'punctuation' && lexeme.kind !== 'break' && lexeme.kind !== 'possessive';
