import { has, hasAny } from '../clauses.ts';
import { meansEarlierThing } from '../earlierThing.ts';
import { isThing } from '../evidence.ts';
import type { Lexeme } from '../lex.ts';
import type { Name } from '../personNames.ts';
import { asksRestore, clauseAt } from '../reading.ts';
import { nameAfter, nameBefore } from '../thingNames.ts';
import type { ScopeDraft } from './draft.ts';

/** Sites and teams by URL or by their noun go into the draft; a channel's name is returned. */
export function readThings({ reading, used, free, use, add }: ScopeDraft): Name | undefined {
  const { lexemes, lexicon, normalised } = reading;
  const source = normalised.text;
  let channel: Name | undefined;
  const asking = reading.evidence.some(asksRestore);
  const mayMean = (at: number): boolean =>
    !asking || asksRestore(reading.evidence[clauseAt(reading, at)]) || meansEarlierThing(reading);
  for (let i = 0; i < lexemes.length; i += 1) {
    const lexeme = lexemes[i];
    if (!lexeme || reading.dated.has(i)) continue;
    const beforeFirst = lexicon.table.nameBeforeNoun === true;
    if (lexeme.kind === 'url' && !used.has(i)) {
      add({ from: i, to: i + 1, value: lexeme.value }, 'site');
      continue;
    }
    const kind = has(lexeme, 'channelNoun')
      ? 'channel'
      : has(lexeme, 'siteNoun')
        ? 'site'
        : has(lexeme, 'teamNoun')
          ? 'team'
          : undefined;
    if (!kind || used.has(i)) continue;
    if (
      kind !== 'channel' &&
      hasAny(lexemes[i + 1], ['siteNoun', 'teamNoun', 'libraryNoun']) &&
      !lexemes[i + 1]?.tags.has('personNoun') &&
      has(lexemes[i + 1], 'siteNoun')
    )
      continue;
    if (beforeFirst && opensName(lexemes, i)) continue;
    if (hasAny(lexemes[i - 1], ['newPlaceWord']) || has(lexeme, 'newPlace')) continue;
    const tight = lexeme.tight && (lexemes[i - 1]?.text === '-' || lexemes[i - 1]?.end === lexeme.start);
    const earlier = (): Name | undefined => nameBefore(lexemes, i, source, beforeFirst);
    const later = (): Name | undefined => nameAfter(lexemes, i, source);
    const quoted = lexemes[i + 1]?.kind === 'quote' || has(lexemes[i + 1], 'called');
    const usable = (name: Name | undefined): Name | undefined => (name && free(name.from, name.to) ? name : undefined);
    const name =
      beforeFirst || tight
        ? quoted
          ? (usable(later()) ?? usable(earlier()))
          : (usable(earlier()) ?? usable(later()))
        : (usable(later()) ?? usable(earlier()));
    if (!name) continue;
    if (kind === 'channel') {
      // "get the Sales team back, somebody deleted the Leads channel": the channel only says why.
      if (mayMean(i)) channel = name;
      use(name.from, name.to);
      continue;
    }
    add(name, kind);
    if (name.from < i) {
      for (let place = name.from - 1; has(lexemes[place], 'and') || lexemes[place]?.text === ','; ) {
        const more = nameBefore(lexemes, place, source, false);
        if (!more || !free(more.from, more.to)) break;
        add(more, kind);
        place = more.from - 1;
      }
    } else {
      for (let place = name.to; has(lexemes[place], 'and') || lexemes[place]?.text === ','; ) {
        let next = place + 1;
        while (hasAny(lexemes[next], ['det', 'nameOf'])) next += 1;
        // "site Alpha and team Beta": the other noun has its own turn.
        if (hasAny(lexemes[next], ['siteNoun', 'teamNoun', 'channelNoun']) && !lexemes[next]?.capital) break;
        const more = nameAfter(lexemes, next - 1, source);
        if (!more || !free(more.from, more.to) || isThing(lexemes[more.to]) || lexemes[more.to]?.kind === 'possessive')
          break;
        add(more, kind);
        place = more.to;
      }
    }
  }
  return channel;
}

/** "the Site Safety sharepoint site": in capitals before words in capitals and a noun of its own, the noun begins a name. */
function opensName(lexemes: readonly Lexeme[], at: number): boolean {
  const first = lexemes[at];
  if (!first?.capital || has(first, 'wl') || !hasAny(lexemes[at - 1], ['det', 'definite', 'my'])) return false;
  let next = at + 1;
  while (next < at + 5 && lexemes[next]?.capital && lexemes[next]?.kind === 'word' && !has(lexemes[next], 'wl'))
    next += 1;
  return next > at + 1 && hasAny(lexemes[next], ['siteNoun', 'teamNoun', 'channelNoun']);
}
