import { hasAny, splitClauses } from './clauses.ts';
import { findDates } from './dates/find.ts';
import type { RestoreEvidence } from './evidence.ts';
import { restoreEvidence } from './evidence.ts';
import { detectLanguage } from './language.ts';
import type { Lexeme } from './lex.ts';
import { lex } from './lex.ts';
import { lexicons } from './lexicons.ts';
import { withNames } from './nameWords.ts';
import { normalise } from './normalise.ts';
import type { Reading } from './reading.ts';
import { asksRestore } from './reading.ts';
import { assignRoles } from './roles.ts';
import { tokenise } from './tokenise.ts';
import type { ParseInput } from './types.ts';

/** What follows a closing ("Kind regards", "Viele Grüße") on a line of its own is a signature. */
function withoutSignature(lexemes: readonly Lexeme[]): Lexeme[] {
  for (let i = 1; i < lexemes.length; i += 1) {
    if (
      lexemes[i - 1]?.kind !== 'break' ||
      (!lexemes[i]?.tags.has('closing') && !(lexemes[i]?.text === '-' && lexemes[i + 1]?.text === '-'))
    )
      continue;
    let end = i + 1;
    while (
      lexemes[end]?.text === ',' ||
      lexemes[end]?.text === '!' ||
      lexemes[end]?.text === '.' ||
      lexemes[end]?.tags.has('closing')
    )
      end += 1;
    if (end >= lexemes.length || lexemes[end]?.kind === 'break' || lexemes[i]?.text === '-') return lexemes.slice(0, i);
    if (lexemes.slice(end).every((lexeme) => lexeme.kind === 'break' || (lexeme.kind === 'word' && lexeme.capital)))
      return lexemes.slice(0, i);
  }
  return [...lexemes];
}

/** The number of a request: "RR-12", "#12", or the noun and a number ("request 12", "Antrag Nr. 12"). */
function requestNumber(lexemes: readonly Lexeme[], evidence: readonly RestoreEvidence[]): Reading['requestId'] {
  const direct = lexemes.findIndex((lexeme) => lexeme.kind === 'requestId');
  if (direct >= 0) {
    // "cancel RR-5, sorry, RR-6": the last one counts.
    const last = lexemes.findLastIndex((lexeme) => lexeme.kind === 'requestId');
    const corrected = lexemes.slice(direct, last).some((lexeme) => lexeme.tags.has('rather'));
    const at = corrected ? last : direct;
    return { value: lexemes[at]?.value ?? '', at };
  }
  // "Ticket 4711: please restore …" names somebody else's ticket.
  const restoring =
    !lexemes.some((lexeme) => hasAny(lexeme, ['cancel', 'approve', 'reject', 'status'])) &&
    evidence.some((one) => asksRestore(one) && one.kind !== 'noun');
  for (let i = 0; i < lexemes.length; i += 1) {
    const alone =
      lexemes.length <= 3 &&
      hasAny(lexemes[i], ['approve', 'reject', 'cancel', 'status']) &&
      !hasAny(lexemes[i], ['needsObject', 'weakCancel']);
    if (!alone && restoring) continue;
    if (!alone && !lexemes[i]?.tags.has('request') && !lexemes[i]?.tags.has('idNoun')) continue;
    let next = i + 1;
    while (
      next < i + 4 &&
      (lexemes[next]?.tags.has('numberSign') ||
        lexemes[next]?.text === '#' ||
        lexemes[next]?.text === '.' ||
        lexemes[next]?.text === ':')
    )
      next += 1;
    const number = lexemes[next];
    const after = lexemes[next + 1];
    if (
      number?.kind === 'number' &&
      number.number?.int !== undefined &&
      !after?.tags.has('unit') &&
      !after?.tags.has('month') &&
      !after?.tags.has('oclock')
    )
      return { value: `RR-${number.number.int}`, at: next };
  }
  return undefined;
}

/** Takes one message apart: language, tokens, dates, clauses, what each clause asks, and the role of each date. */
export function readMessage(input: ParseInput): Reading {
  let normalised = normalise(input.text, input.mentions ?? [], input.botId);
  const trimmed = normalised.text.trim();
  if (/^"[^"\n]{3,}"[.!?]?$/.test(trimmed)) normalised = { ...normalised, text: normalised.text.replace(/"/g, ' ') };
  const { all, english, negations } = lexicons();
  const lexicon = detectLanguage(normalised.text, input.locale, all) ?? english;
  const tokens = tokenise(normalised.text, !lexicon.table.notHalfDay, lexicon.segment);
  const lexemes = withNames(withoutSignature(lex(tokens, lexicon, english, negations)));
  const dates = findDates(lexemes, { monthFirst: /^en-us$/i.test(input.locale) });
  const dated = new Set<number>();
  for (const date of dates) for (let i = date.from; i < date.to; i += 1) dated.add(i);
  const clauses = splitClauses(lexemes, dates);
  const verbFinal = lexicon.table.verbFinal === true || lexicon.table.headFinal === true;
  const evidence = clauses.map((clause) => restoreEvidence(lexemes, clause, verbFinal));
  const roles = assignRoles(lexemes, dates, clauses, evidence, lexicon.table.headFinal === true);
  return {
    normalised,
    lexicon,
    lexemes,
    dates,
    dated,
    clauses,
    evidence,
    roles,
    requestId: requestNumber(lexemes, evidence),
  };
}
