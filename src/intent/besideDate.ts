import { has } from './clauses.ts';
import type { Lexeme } from './lex.ts';
import type { TagName } from './lexicon/tags.ts';
import type { DatedRole } from './roles.ts';

const passing: readonly TagName[] = [
  'to',
  'at',
  'or',
  'and',
  'link',
  'minutesTo',
  'minutesPast',
  'approx',
  'on',
  'between',
  'just',
];

/** A number or a quote right beside the date that nothing explains ("10 to 5 on Monday"): the point would be a guess. */
export function isBesideStrange(dated: DatedRole, lexemes: readonly Lexeme[], roles: readonly DatedRole[]): boolean {
  const inside = (at: number): boolean => roles.some(({ date }) => at >= date.from && at < date.to);
  const strange = (at: number, step: 1 | -1): boolean => {
    for (let i = at, steps = 0; steps < 4; i += step, steps += 1) {
      const lexeme = lexemes[i];
      if (!lexeme || inside(i) || lexeme.kind === 'break') return false;
      if (
        lexeme.kind === 'number' &&
        (lexeme.number?.int !== undefined ||
          lexeme.number?.date !== undefined ||
          lexeme.number?.clock !== undefined ||
          lexeme.number?.decimal !== undefined)
      ) {
        const named = lexemes[i + 1];
        return !(
          has(named, 'data') ||
          has(named, 'mailItem') ||
          has(named, 'folderNoun') ||
          (lexeme.number?.int !== undefined && (lexeme.number.digits ?? 0) > 4) ||
          (step === -1 &&
            lexemes[i - 1]?.kind === 'word' &&
            lexemes[i - 1]?.capital === true &&
            !has(lexemes[i - 1], 'restore'))
        );
      }
      if (
        lexeme.kind === 'quote' &&
        dated.date.parts.day === undefined &&
        dated.date.parts.weekday === undefined &&
        dated.date.parts.period === undefined &&
        steps === 0 &&
        step === -1
      )
        return true;
      if (!passing.some((tag) => has(lexeme, tag)) || lexeme.kind === 'punctuation') return false;
    }
    return false;
  };
  return strange(dated.date.from - 1, -1) || strange(dated.date.to, 1) || qualified(dated, lexemes);
}

/** "to the aftermath of last week": a word we do not know between "to" and the date may change what it means. */
function qualified(dated: DatedRole, lexemes: readonly Lexeme[]): boolean {
  // "one hour before the outage at 15:00"
  for (let at = dated.date.from - 1; dated.before && at > dated.date.from - 10 && at > 1; at -= 1)
    if (
      has(lexemes[at], 'before') &&
      has(lexemes[at - 1], 'unit') &&
      (has(lexemes[at - 2], 'num') || lexemes[at - 2]?.kind === 'number' || has(lexemes[at - 2], 'few'))
    )
      return true;
  let i = dated.date.from - 1;
  while (
    i > 0 &&
    (['link', 'det', 'of', 'on', 'at', 'domPrep'] as const).some((tag) => has(lexemes[i], tag)) &&
    !has(lexemes[i], 'to') &&
    !has(lexemes[i], 'asof')
  )
    i -= 1;
  const word = lexemes[i];
  if (word?.kind !== 'word' || word.tags.size > 0 || word.capital) return false;
  const before = [lexemes[i - 1], lexemes[i - 2]];
  return has(before[0], 'to') || (has(before[1], 'to') && has(before[0], 'det'));
}
