import { has, hasAny } from './clauses.ts';
import type { Lexeme } from './lex.ts';
import type { TagName } from './lexicon/tags.ts';

const unknown = (lexeme: Lexeme | undefined): boolean =>
  lexeme?.kind === 'word' && lexeme.capital && lexeme.tags.size === 0;
const leadsToOwner: readonly TagName[] = ['owner', 'of', 'nameOf', 'for', 'personNoun'];
/** Words that are also first names: months, "Will", "Grant", "Mark", "Joy". */
const nameLike: readonly TagName[] = ['month', 'sometimes', 'future', 'approve', 'needsObject', 'dow'];
const personal: readonly TagName[] = ['mailboxNoun', 'wl', 'folder', 'personalFiles', 'shared'];

/** True for a month or weekday that stands alone, without the number or the small word that makes it a date. */
function bare(lexemes: readonly Lexeme[], at: number): boolean {
  const [before, after] = [lexemes[at - 1], lexemes[at + 1]];
  return before?.kind !== 'number' && after?.kind !== 'number' && !hasAny(before, ['num', 'last', 'this', 'next']);
}

function isName(lexemes: readonly Lexeme[], at: number): boolean {
  const lexeme = lexemes[at];
  if (lexeme?.kind !== 'word' || !lexeme.capital || !hasAny(lexeme, nameLike) || lexeme.text.includes(' '))
    return false;
  if (!bare(lexemes, at) || lexeme.text.length < 3) return false;
  const next = lexemes[at + 1];
  const [month, day] = [has(lexeme, 'month'), has(lexeme, 'dow')];
  // "April's mailbox", "Will's OneDrive"; but "Friday's mailbox" is a day's.
  const owned = lexemes[at + 2];
  if (
    !day &&
    next?.kind === 'possessive' &&
    (hasAny(owned, personal) || (!month && has(owned, 'and'))) &&
    !hasAny(lexemes[at + 3], ['backup', 'point', 'asof'])
  )
    return true;
  let first = at;
  while (unknown(lexemes[first - 1]) && at - first < 3) first -= 1;
  const led = hasAny(lexemes[first - 1], leadsToOwner) || has(lexemes[first - 2], 'owner');
  // "the mailbox of Claire Avril", "OneDrive von Karl August"
  if (month && first < at && led) return true;
  // "el buzón de Domingo Ruiz"
  if (first === at && unknown(next) && hasAny(lexemes[at - 1], leadsToOwner)) return month || day;
  // "August Meier's mailbox", "Frau März"
  if (first === at && unknown(next) && lexemes[at + 2]?.kind === 'possessive') return month || day;
  return month && has(lexemes[at - 1], 'personNoun') && lexemes[at - 1]?.capital === true;
}

/** Takes the meaning off words that stand as names ("April's mailbox", "Karl August"), so that no date is read into them. */
export function withNames(lexemes: readonly Lexeme[]): Lexeme[] {
  const none: Lexeme['tags'] = new Map();
  return lexemes.map((lexeme, at) => (isName(lexemes, at) ? { ...lexeme, tags: none } : lexeme));
}
