import { has, hasAny, within } from './clauses.ts';
import { readFolder } from './folder.ts';
import { isUnknownWord } from './personNames.ts';
import type { Reading } from './reading.ts';
import { asksRestore, clauseAt } from './reading.ts';
import type { ScopeReading } from './scope/readScope.ts';
import type { IntentOptions } from './types.ts';

type Draft = { -readonly [K in keyof IntentOptions]: IntentOptions[K] };

/** What else was said: what to include, where to put it, which part of it. `at` is the first lexeme that said something. */
export function readOptions(
  reading: Reading,
  scope: ScopeReading,
  hasTarget: boolean,
): { options: IntentOptions; at: number } {
  const { lexemes, normalised, lexicon } = reading;
  const source = normalised.text;
  const options: Draft = {};
  let at = -1;
  const said = (i: number): void => {
    if (at < 0) at = i;
  };
  const headFinal = lexicon.table.headFinal === true;
  const asking = (i: number): boolean => asksRestore(reading.evidence[clauseAt(reading, i)]);
  const anyAsking = reading.evidence.some(asksRestore);
  const incidentAt = (i: number): boolean => {
    const clause = reading.clauses[clauseAt(reading, i)];
    return has(lexemes[i], 'incident') || (clause !== undefined && within(lexemes, clause.from, clause.to, 'i'));
  };
  const refused = (i: number): boolean => {
    for (let back = 1; back <= 3; back += 1) {
      if (hasAny(lexemes[i - back], ['without', 'exclude'])) return true;
      if (!hasAny(lexemes[i - back], ['det', 'include', 'my', 'definite', 'link', 'to'])) break;
    }
    if (!headFinal) return has(lexemes[i + 1], 'withoutAfter');
    return (
      hasAny(lexemes[i + 1], ['without', 'withoutAfter']) ||
      hasAny(lexemes[i + 2], ['without', 'withoutAfter']) ||
      hasAny(lexemes[i + 3], ['without'])
    );
  };
  lexemes.forEach((lexeme, i) => {
    if (reading.dated.has(i) && !has(lexeme, 'latest')) return;
    if (has(lexeme, 'deletedItems')) {
      const previous = lexemes[i - 1];
      const verb =
        hasAny(previous, ['subject', 'i', 'incident', 'said']) ||
        (previous?.capital === true && previous.kind === 'word' && previous.tags.size === 0 && i > 1) ||
        previous?.kind === 'mention' ||
        has(previous, 'auxiliary');
      if (!verb && (!anyAsking || asking(i) || hasAny(previous, ['include', 'without', 'exclude']))) {
        options.includeDeleted = !refused(i);
        said(i);
      }
    }
    if (has(lexeme, 'allVersions')) {
      options.allVersions = !refused(i);
      said(i);
    } else if (has(lexeme, 'lastVersion')) {
      options.allVersions = false;
      said(i);
    }
    if (
      has(lexeme, 'inPlace') &&
      !(has(lexeme, 'asof') && (reading.dated.has(i + 1) || reading.dated.has(i + 2))) &&
      (!anyAsking || asking(i) || !incidentAt(i)) &&
      !refused(i) &&
      !has(lexemes[i - 1], 'not') &&
      !has(lexemes[i - 2], 'not') &&
      !(headFinal && (has(lexemes[i + 1], 'not') || has(lexemes[i + 2], 'not')))
    ) {
      options.destination ??= 'original';
      said(i);
    }
    if (has(lexeme, 'newPlace') && !refused(i)) {
      options.destination = 'new';
      said(i);
      const name = destinationName(reading, i);
      if (name) options.destinationName = name;
    }
    if (has(lexeme, 'latest') && !hasTarget && !has(lexeme, 'lastVersion')) {
      options.latest = true;
      said(i);
    }
    if (lexeme.kind === 'file' && options.file === undefined && !hasAny(lexemes[i - 1], ['not', 'exclude'])) {
      options.file = lexeme.value;
      said(i);
    }
    if (lexeme.kind === 'quote' && options.subject === undefined) {
      const exact =
        hasAny(lexemes[i - 1], ['exactSubject']) ||
        hasAny(lexemes[i - 2], ['exactSubject']) ||
        hasAny(lexemes[i + 1], ['subjectPost']) ||
        hasAny(lexemes[i + 2], ['exactSubject']);
      const titled =
        hasAny(lexemes[i - 1], ['subjectNoun', 'called', 'mailItem']) &&
        (hasAny(lexemes[i - 1], ['mailItem']) ||
          hasAny(lexemes[i - 2], ['mailItem']) ||
          hasAny(lexemes[i - 3], ['mailItem']));
      if ((exact || titled) && !(has(lexemes[i - 1], 'folderNoun') || has(lexemes[i - 2], 'folderNoun'))) {
        options.subject = lexeme.value;
        said(i);
      }
    }
    if (
      lexeme.kind === 'quote' &&
      options.file === undefined &&
      options.subject === undefined &&
      hasAny(lexemes[i - 1], ['fileNoun', 'called']) &&
      (has(lexemes[i - 1], 'fileNoun') || has(lexemes[i - 2], 'fileNoun')) &&
      !has(lexemes[i - 2], 'folderNoun')
    ) {
      options.file = lexeme.value;
      said(i);
    }
  });
  const folder = readFolder(reading, scope);
  if (folder) {
    options.folder = folder.value;
    said(folder.at);
  }
  if (scope.destinationOwner) {
    const person =
      scope.destinationOwner.mention === undefined ? undefined : normalised.people[scope.destinationOwner.mention];
    options.destination = 'new';
    options.destinationOwner = person?.name ?? scope.destinationOwner.value;
    said(scope.destinationOwner.from);
  }
  if (scope.sender) {
    const person = scope.sender.mention === undefined ? undefined : normalised.people[scope.sender.mention];
    options.sender = person?.name ?? scope.sender.value;
    said(scope.sender.from);
  }
  if (scope.channel) {
    options.channel = scope.channel.value;
    said(scope.channel.from);
  }
  if (options.subject === undefined) {
    const plain = plainSubject(reading, source);
    if (plain) {
      options.subject = plain.value;
      said(plain.at);
    }
  }
  return { options, at };
}

function destinationName(reading: Reading, at: number): string | undefined {
  const { lexemes, normalised } = reading;
  if (reading.lexicon.table.headFinal) {
    for (let i = at - 1; i > at - 5; i -= 1) {
      if (lexemes[i]?.kind === 'quote') return lexemes[i]?.value;
      if (!hasAny(lexemes[i], ['called', 'nameOf', 'link'])) return undefined;
    }
    return undefined;
  }
  let next = at + 1;
  let called = false;
  while (
    next < at + 4 &&
    (hasAny(lexemes[next], ['called', 'nameOf', 'folderNoun', 'siteNoun']) || lexemes[next]?.text === ':')
  ) {
    called ||= has(lexemes[next], 'called');
    next += 1;
  }
  const first = lexemes[next];
  if (first?.kind === 'quote') return first.value;
  if (!first || !called || reading.dated.has(next) || first.kind !== 'word') return undefined;
  let to = next + 1;
  while (
    to < next + 4 &&
    ((lexemes[to]?.kind === 'word' && lexemes[to]?.capital && !reading.dated.has(to)) ||
      (lexemes[to]?.text === '-' && lexemes[to]?.tight) ||
      (lexemes[to]?.kind === 'number' && !reading.dated.has(to)))
  )
    to += 1;
  return normalised.text.slice(first.start, lexemes[to - 1]?.end ?? first.end);
}

/** "with subject Budget review": the words after the noun, up to a date, a preposition or the end of the clause. */
function plainSubject(reading: Reading, source: string): { value: string; at: number } | undefined {
  const { lexemes } = reading;
  for (let i = 0; i < lexemes.length; i += 1) {
    if (!has(lexemes[i], 'exactSubject')) continue;
    let from = i + 1;
    while (hasAny(lexemes[from], ['exactSubject', 'called', 'det']) || lexemes[from]?.text === ':') from += 1;
    let to = from;
    while (to < lexemes.length && to - from < 8) {
      const lexeme = lexemes[to];
      if (
        !lexeme ||
        reading.dated.has(to) ||
        lexeme.kind === 'break' ||
        lexeme.kind === 'quote' ||
        lexeme.kind === 'punctuation'
      )
        break;
      if (
        !lexeme.capital &&
        !isUnknownWord(lexeme) &&
        lexeme.kind !== 'number' &&
        to > from &&
        hasAny(lexeme, ['to', 'from', 'of', 'asof', 'my', 'link'])
      )
        break;
      to += 1;
    }
    const first = lexemes[from];
    if (to > from && first?.capital)
      return { value: source.slice(first.start, lexemes[to - 1]?.end ?? first.end), at: from };
  }
  return undefined;
}
