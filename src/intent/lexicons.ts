import type { CompiledLexicon } from './compile.ts';
import { compileLexicon } from './compile.ts';
import { lexiconTables } from './lexicon/index.ts';

export type Lexicons = {
  readonly all: readonly CompiledLexicon[];
  readonly english: CompiledLexicon;
  readonly negations: ReadonlySet<string>;
};
let compiled: Lexicons | null = null;

/**
 * Every table; English also lends its words to messages in other languages. Compiled once, at the first sentence: it takes as long as
 * loading a third of the bot, and most processes (commands, tests, a bot that was just restarted) have something else to do first.
 */
export function lexicons(): Lexicons {
  compiled ??= compileAll();
  return compiled;
}

function compileAll(): Lexicons {
  const all = lexiconTables.map(compileLexicon);
  const english = all.find((lexicon) => lexicon.table.language === 'en') ?? compileLexicon(lexiconTables[0]);
  return { all, english, negations: new Set(all.flatMap((lexicon) => lexicon.negations)) };
}
