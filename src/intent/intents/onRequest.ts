import { has, hasAny, within } from '../clauses.ts';
import type { Lexeme } from '../lex.ts';
import type { Reading } from '../reading.ts';
import type { Decision } from './decision.ts';
import { small } from './decision.ts';

/** Verbs on a request whose number was said. Questions about it, and everything unclear, show its state. */
export function actOnRequest(reading: Reading, words: readonly Lexeme[]): Decision | undefined {
  const { lexemes, requestId } = reading;
  const at = requestId?.at ?? 0;
  const status: Decision = { intent: 'status', at, sure: 'likely' };
  const first = words.find((lexeme) => !hasAny(lexeme, ['polite', 'and']) && lexeme.kind !== 'mention');
  const tail = lexemes.findIndex((lexeme) =>
    hasAny(lexeme, ['cancel', 'approve', 'reject', 'approved', 'rejected', 'cancelled']),
  );
  const mark = lexemes.some((lexeme) => lexeme.text === '?' || lexeme.text === '？');
  const questions =
    (has(first, 'question') && !has(first, 'ask')) ||
    (mark && has(first, 'maybeQuestion') && !has(first, 'ask')) ||
    (tail < 0 && lexemes.some((lexeme) => has(lexeme, 'status')));
  if (questions) return status;
  for (let i = 0; i < lexemes.length; i += 1) {
    const lexeme = lexemes[i];
    if (!lexeme || !hasAny(lexeme, ['cancel', 'approve', 'reject', 'approved', 'rejected', 'cancelled'])) continue;
    const verb = hasAny(lexeme, ['cancel', 'cancelled'])
      ? 'cancel'
      : has(lexeme, 'approve') || has(lexeme, 'approved')
        ? 'approve'
        : 'reject';
    if (Math.abs(i - at) > 14) continue;
    const bare =
      hasAny(lexeme, ['approved', 'rejected', 'cancelled']) && !hasAny(lexeme, ['approve', 'reject', 'cancel']);
    const modal = words.some((word) => hasAny(word, ['modal', 'ask']));
    let negative = false;
    for (let back = i - 1; back >= Math.max(0, i - 4); back -= 1) {
      if (lexemes[back]?.kind === 'punctuation' && lexemes[back]?.text !== "'") break;
      if (hasAny(lexemes[back], ['not', 'negNoun'])) negative = true;
    }
    for (let next = i + 1; next < Math.min(lexemes.length, i + 8); next += 1) {
      if (lexemes[next]?.kind === 'punctuation' || hasAny(lexemes[next], ['because', 'but', 'rel'])) break;
      if (
        has(lexemes[next], 'notAfter') &&
        lexemes[next + 1]?.kind !== 'requestId' &&
        ((next === i + 1 && (at > i || verb === 'approve')) ||
          // "approve RR-7 not …" may be either; "cancel RR-7 not needed any more" says why.
          (next > at && verb === 'approve') ||
          !lexemes[next + 1] ||
          hasAny(lexemes[next + 1], ['particle', 'polite', 'approve', 'cancel', 'reject']) ||
          lexemes[next + 1]?.kind === 'punctuation')
      )
        negative = true;
    }
    // "RR-45 is approved": said of the request itself, with nothing else, it is the approver's word.
    const stated =
      bare &&
      verb !== 'cancel' &&
      !mark &&
      words.every(
        (word) => word === lexeme || word.kind === 'requestId' || hasAny(word, [...small, 'request', 'stands']),
      );
    if (bare && !stated) {
      const reported =
        !modal &&
        words.some(
          (word, w) =>
            w < words.indexOf(lexeme) &&
            (hasAny(word, ['subject', 'auxiliary', 'question']) ||
              word.kind === 'mention' ||
              (word.capital && word.tags.size === 0 && word.kind === 'word')),
        );
      if (reported && !hasAny(lexemes[i - 1], ['polite'])) return { intent: 'other', at: i, sure: 'likely' };
      if (verb === 'cancel' && !modal) return status;
    }
    const teller = lexemes[i - 1];
    const announced =
      (has(teller, 'future') && hasAny(lexemes[i - 2], ['subject', 'i'])) ||
      (has(teller, 'subject') && !has(teller, 'i') && !has(teller, 'it')) ||
      (has(teller, 'future') && lexemes[i - 2]?.capital === true && lexemes[i - 2]?.tags.size === 0);
    if (announced && !modal) return { intent: 'other', at: i, sure: 'likely' };
    if (within(lexemes, Math.max(0, i - 4), i, 'conditional') || within(lexemes, Math.max(0, i - 6), i, 'said'))
      return { intent: 'other', at: i, sure: 'likely' };
    if (negative)
      return verb === 'approve'
        ? { intent: 'reject', at: i, sure: 'sure' }
        : { intent: 'other', at: i, sure: 'likely' };
    return { intent: verb, at: i, sure: 'sure' };
  }
  if (reading.evidence.some((one) => one.kind === 'request' && (!has(lexemes[one.at], 'restoreNoun') || one.at < at)))
    return undefined;
  if (
    words.every(
      (lexeme) =>
        lexeme.kind === 'requestId' ||
        lexeme === lexemes[at] ||
        hasAny(lexeme, [...small, 'request', 'status', 'list', 'question']),
    ) ||
    lexemes.some((lexeme) => hasAny(lexeme, ['status', 'progress', 'list'])) ||
    lexemes.some((lexeme) => lexeme.text === '?' || lexeme.text === '？')
  )
    return status;
  return { intent: 'other', at, sure: 'guess' };
}

/** "cancel my restore", "abort the restore of the HR site", "approve": only with our own noun or with nothing else at all. */
export function actWithoutId(reading: Reading, words: readonly Lexeme[]): Decision | undefined {
  const { lexemes } = reading;
  for (let i = 0; i < lexemes.length; i += 1) {
    const lexeme = lexemes[i];
    const verb = has(lexeme, 'cancel')
      ? 'cancel'
      : has(lexeme, 'approve')
        ? 'approve'
        : has(lexeme, 'reject')
          ? 'reject'
          : undefined;
    if (!verb || !lexeme) continue;
    const alone =
      words.every((word) => word === lexeme || hasAny(word, small)) &&
      !words.some((word) => has(word, 'question') && !has(word, 'ask'));
    const pure = words.length <= 2 || alone;
    const start = words
      .filter((word) => word === lexeme || !hasAny(word, ['polite', 'ask', 'i', 'subject', 'me', verb]))
      .indexOf(lexeme);
    let object = false;
    const near = reading.clauses.find((clause) => i >= clause.from && i < clause.to);
    for (let at = near?.from ?? 0; at < (near?.to ?? lexemes.length); at += 1)
      if (at !== i && hasAny(lexemes[at], ['restoreNoun', 'request']) && !has(lexemes[at], verb)) object = true;
    const elsewhere =
      near &&
      lexemes.some((word, k) => (k < near.from || k >= near.to) && hasAny(word, ['restoreNoun', 'request'])) &&
      lexemes
        .slice(near.from, near.to)
        .every((word) => word === lexeme || hasAny(word, small) || word.kind === 'punctuation') &&
      lexemes.slice(near.from, near.to).some((word) => has(word, 'it'));
    if (elsewhere) object = true;
    const questioned = lexemes.slice(near?.from ?? 0, i).some((word) => has(word, 'question') && !has(word, 'ask'));
    let negative = false;
    for (let back = i - 1; back >= Math.max(0, i - 3); back -= 1)
      if (hasAny(lexemes[back], ['not', 'negNoun'])) negative = true;
    for (let next = i + 1; next < Math.min(lexemes.length, i + 7); next += 1)
      if (
        has(lexemes[next], 'notAfter') &&
        (next === i + 1 ||
          !lexemes[next + 1] ||
          hasAny(lexemes[next + 1], ['particle', 'cancel']) ||
          lexemes[next + 1]?.kind === 'punctuation')
      )
        negative = true;
    if (
      within(lexemes, Math.max(0, i - 5), i, 'conditional') ||
      within(lexemes, Math.max(0, i - 5), i, 'said') ||
      questioned
    )
      continue;
    const listed = verb !== 'cancel' && lexemes.some((word) => hasAny(word, ['list', 'approval'])) && words.length > 1;
    if (listed) continue;
    if (verb === 'cancel' && (has(lexeme, 'weakCancel') ? object && start <= 0 : object || (pure && alone)))
      return negative ? { intent: 'other', at: i, sure: 'likely' } : { intent: 'cancel', at: i, sure: 'sure' };
    const subject = words.some((word) => has(word, 'subject') && !has(word, 'i'));
    if (verb !== 'cancel' && ((alone && !has(lexeme, 'needsObject')) || (object && start <= 0 && !subject)))
      return { intent: negative ? (verb === 'approve' ? 'reject' : 'other') : verb, at: i, sure: 'likely' };
  }
  return undefined;
}
