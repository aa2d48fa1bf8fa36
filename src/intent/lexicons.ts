import type { CompiledLexicon } from './compile.ts';
import { compileLexicon } from './compile.ts';
import { lexiconTables } from './lexicon/index.ts';

const all = lexiconTables.map(compileLexicon);
const english = all.find((lexicon) => lexicon.table.language === 'en') ?? compileLexicon(lexiconTables[0]);

/** Every table, compiled once when this module is loaded; English also lends its words to messages in other languages. */
export const lexicons: {
  readonly all: readonly CompiledLexicon[];
  readonly english: CompiledLexicon;
  readonly negations: ReadonlySet<string>;
} = { all, english, negations: new Set(all.flatMap((lexicon) => lexicon.negations)) };
