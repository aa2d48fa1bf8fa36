import { has, hasAny, within } from './clauses.ts';
import type { Reading } from './reading.ts';
import { asksRestore } from './reading.ts';
import type { IntentName } from './types.ts';

export type ReasonReading = { readonly value: string; readonly from: number; readonly to: number };

/** The clause that says why: after "because" or a label first, else a statement of what went wrong beside the request. */
export function readReason(reading: Reading, intent: IntentName): ReasonReading | undefined {
  const { lexemes, clauses, evidence, normalised } = reading;
  const words = (from: number, to: number): ReasonReading | undefined => {
    let start = from;
    let end = to;
    while (
      start < end &&
      (lexemes[start]?.kind === 'punctuation' ||
        lexemes[start]?.kind === 'break' ||
        hasAny(lexemes[start], ['because', 'reasonLabel', 'and']))
    )
      start += 1;
    while (
      end > start &&
      (lexemes[end - 1]?.kind === 'break' ||
        (lexemes[end - 1]?.kind === 'punctuation' && lexemes[end - 1]?.text !== ')') ||
        (has(lexemes[end - 1], 'polite') && end - start > 1))
    )
      end -= 1;
    const first = lexemes[start];
    const last = lexemes[end - 1];
    return first && last && end > start
      ? { value: normalised.text.slice(first.start, last.end), from: start, to: end }
      : undefined;
  };
  const sentenceEnd = (from: number): number => {
    for (let i = from; i < lexemes.length; i += 1) {
      if (lexemes[i]?.kind === 'break') return i;
      if (
        lexemes[i]?.kind === 'punctuation' &&
        /^[.!?;。！？]$/.test(lexemes[i]?.text ?? '') &&
        !lexemes[i + 1]?.tight &&
        !reading.dated.has(i)
      )
        return i;
    }
    return lexemes.length;
  };
  const upToRequest = (from: number, end: number): number => {
    for (const [c, clause] of clauses.entries())
      if (clause.from > from && clause.from < end && asksRestore(evidence[c])) return clause.from;
    return end;
  };
  for (let i = 0; i < lexemes.length; i += 1) {
    if (
      has(lexemes[i], 'reasonLabel') &&
      (lexemes[i + 1]?.text === ':' || lexemes[i + 1]?.text === '=' || has(lexemes[i + 1], 'is'))
    )
      return words(i + 2, sentenceEnd(i + 2));
    if (has(lexemes[i], 'because') && !reading.dated.has(i)) {
      const clause = clauses.find((one) => i >= one.from && i < one.to);
      if (reading.lexicon.table.headFinal) {
        if (clause) return words(clause.from, i);
        continue;
      }
      if (has(lexemes[i], 'weakCause') && !(clause && clause.from === i)) continue;
      return words(i + 1, upToRequest(i + 1, sentenceEnd(i + 1)));
    }
  }
  const acts = intent === 'cancel' || intent === 'approve' || intent === 'reject';
  const verb = intent === 'cancel' ? 'cancel' : intent === 'approve' ? 'approve' : 'reject';
  for (const [c, clause] of clauses.entries()) {
    if (asksRestore(evidence[c])) continue;
    const incident = within(lexemes, clause.from, clause.to, 'incident');
    if (
      intent === 'restore' &&
      (incident || within(lexemes, clause.from, clause.to, 'reasonHint')) &&
      !within(lexemes, clause.from, clause.to, 'rather')
    ) {
      if (within(lexemes, clause.from, clause.to, 'rel') && has(lexemes[clause.from], 'rel')) continue;
      return words(clause.from, clause.to);
    }
    if (
      acts &&
      clauses.length > 1 &&
      !within(lexemes, clause.from, clause.to, verb) &&
      lexemes.slice(clause.from, clause.to).some((lexeme) => !has(lexeme, 'polite'))
    )
      return words(clause.from, clause.to);
  }
  // "… - legal hold request", "… (HR needs them)": what follows a dash at the end.
  for (let i = 1; i < lexemes.length - 1; i += 1) {
    const dash = lexemes[i]?.text === '-' && !lexemes[i]?.tight && !lexemes[i + 1]?.tight;
    if ((!dash && lexemes[i]?.text !== ',') || reading.dated.has(i + 1) || (!dash && !acts)) continue;
    const end = sentenceEnd(i + 1);
    const rest = lexemes.slice(i + 1, end);
    if (
      rest.length === 0 ||
      rest.some(
        (lexeme) =>
          hasAny(lexeme, [
            'restore',
            'cancel',
            'approve',
            'reject',
            'inPlace',
            'newPlace',
            'deletedItems',
            'allVersions',
            'lastVersion',
            'without',
            'only',
            'rather',
            'not',
            'half',
          ]) ||
          lexeme.kind === 'mention' ||
          lexeme.kind === 'requestId',
      ) ||
      rest.every((lexeme) => has(lexeme, 'polite') || lexeme.kind === 'punctuation')
    )
      continue;
    if (reading.dates.some((date) => date.from > i && date.from < end)) continue;
    if (hasAny(lexemes[i - 1], ['polite']) && i < 3) continue;
    return words(i + 1, end);
  }
  return undefined;
}
