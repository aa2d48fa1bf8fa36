import type { Clause } from './clauses.ts';
import type { CompiledLexicon } from './compile.ts';
import type { DateExpression } from './dates/parts.ts';
import type { RestoreEvidence } from './evidence.ts';
import type { Lexeme } from './lex.ts';
import type { Normalised } from './normalise.ts';
import type { DatedRole } from './roles.ts';
import type { Span } from './types.ts';

/** Everything the later stages look at: one message, cut up and understood piece by piece. */
export type Reading = {
  readonly normalised: Normalised;
  readonly lexicon: CompiledLexicon;
  readonly lexemes: readonly Lexeme[];
  readonly dates: readonly DateExpression[];
  /** Lexemes that belong to a date: never a name, never a thing. */
  readonly dated: ReadonlySet<number>;
  readonly clauses: readonly Clause[];
  readonly evidence: readonly RestoreEvidence[];
  readonly roles: readonly DatedRole[];
  readonly requestId: { readonly value: string; readonly at: number } | undefined;
};

/** The clause a lexeme stands in. */
export const clauseAt = (reading: Reading, at: number): number =>
  reading.clauses.findIndex((clause) => at >= clause.from && at < clause.to);

/** True when the clause asks for a restore (in a verb, a noun or "get … back"). */
export const asksRestore = (evidence: RestoreEvidence | undefined): boolean =>
  evidence?.kind === 'request' || evidence?.kind === 'weak' || evidence?.kind === 'noun';

/** Offsets in the text that was given, for lexemes `from` (inclusive) to `to` (exclusive). */
export function spanOf(reading: Pick<Reading, 'lexemes' | 'normalised'>, from: number, to: number): Span {
  const { map } = reading.normalised;
  const start = reading.lexemes[from]?.start ?? 0;
  const end = reading.lexemes[to - 1]?.end ?? start;
  return { start: map[start] ?? 0, end: end > start ? (map[end - 1] ?? 0) + 1 : (map[end] ?? 0) };
}
