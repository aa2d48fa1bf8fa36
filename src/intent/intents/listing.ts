import { has, hasAny } from '../clauses.ts';
import type { Lexeme } from '../lex.ts';
import type { TagName } from '../lexicon/tags.ts';
import type { Reading } from '../reading.ts';
import type { Decision } from './decision.ts';
import { small } from './decision.ts';

/** Lists of requests, approvals and restore points. */
export function listing(
  reading: Reading,
  words: readonly Lexeme[],
  first: number,
  verbAsked: boolean,
): Decision | undefined {
  const { lexemes } = reading;
  const find = (tag: TagName): number => lexemes.findIndex((lexeme) => has(lexeme, tag));
  const list = find('list');
  if (
    words.every((lexeme) => hasAny(lexeme, ['listBare', 'list', ...small])) &&
    lexemes.some((lexeme) => has(lexeme, 'listBare'))
  ) {
    const mine = lexemes.some((lexeme) => hasAny(lexeme, ['request', 'restoreNoun']));
    const at = find('listBare');
    return mine ? { intent: 'list', at, sure: 'sure', listOf: 'requests' } : { intent: 'list', at, sure: 'sure' };
  }
  // "my restore requests"
  const plural = lexemes.findIndex(
    (lexeme) => has(lexeme, 'pluralNoun') || (has(lexeme, 'request') && has(lexeme, 'restoreNoun')),
  );
  if (
    plural >= 0 &&
    lexemes.some((lexeme) => has(lexeme, 'my')) &&
    reading.dates.length === 0 &&
    words.every((lexeme) => hasAny(lexeme, ['request', 'restoreNoun', 'my', 'det', 'polite', 'listBare']))
  )
    return { intent: 'list', at: plural, sure: 'likely', listOf: 'requests' };
  const question = lexemes.findIndex((lexeme) => has(lexeme, 'question'));
  const opener = list >= 0 ? list : question === first || reading.lexicon.table.headFinal ? question : -1;
  const approval = find('approval');
  if (approval >= 0 && (list >= 0 || opener >= 0) && !verbAsked)
    return { intent: 'list', at: approval, sure: 'sure', listOf: 'approvals' };
  // "pending approvals", "richieste in attesa di approvazione?"
  if (
    approval >= 0 &&
    !verbAsked &&
    !has(lexemes[approval], 'approve') &&
    words.every((lexeme) =>
      hasAny(lexeme, [...small, 'approval', 'request', 'restoreNoun', 'list', 'question', 'progress', 'status']),
    )
  )
    return { intent: 'list', at: approval, sure: 'likely', listOf: 'approvals' };
  const point = lexemes.findIndex(
    (lexeme) => hasAny(lexeme, ['point', 'backup', 'backedUp']) && !has(lexeme, 'unsupported'),
  );
  if (
    point >= 0 &&
    opener >= 0 &&
    !verbAsked &&
    !lexemes.some((lexeme) => has(lexeme, 'unsupported')) &&
    (has(lexemes[point], 'point') ||
      has(lexemes[point], 'backedUp') ||
      lexemes.some(
        (lexeme) =>
          lexeme.kind === 'url' || hasAny(lexeme, ['wl', 'siteNoun', 'teamNoun', 'mailboxNoun', 'exists', 'data']),
      ) ||
      words.length <= 4)
  )
    return { intent: 'list', at: point, sure: 'sure', listOf: 'restorePoints' };
  const requests = lexemes.findIndex((lexeme) => hasAny(lexeme, ['request', 'restoreNoun']));
  if (
    requests >= 0 &&
    list >= 0 &&
    list <= first + 2 &&
    !verbAsked &&
    !(has(lexemes[list], 'question') && lexemes.some((lexeme) => has(lexeme, 'progress') && !has(lexeme, 'list'))) &&
    (has(lexemes[requests], 'request') ||
      has(lexemes[requests], 'pluralNoun') ||
      lexemes.some((lexeme) => has(lexeme, 'my')))
  )
    return { intent: 'list', at: requests, sure: 'likely', listOf: 'requests' };
  return undefined;
}
