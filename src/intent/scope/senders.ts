import { has, hasAny } from '../clauses.ts';
import type { Name } from '../personNames.ts';
import { nameAt } from '../personNames.ts';
import type { ScopeDraft } from './draft.ts';

/** Quotes that name a subject, a file or a folder are no owners. */
export function maskQuotes({ reading: { lexemes }, use }: ScopeDraft): void {
  for (let i = 0; i < lexemes.length; i += 1) {
    if (
      lexemes[i]?.kind === 'quote' &&
      hasAny(lexemes[i - 1], [
        'subjectNoun',
        'folderNoun',
        'called',
        'fileNoun',
        'libraryNoun',
        'mailItem',
        'exactSubject',
      ])
    ) {
      const noun = hasAny(lexemes[i - 1], ['called']) ? i - 2 : i - 1;
      if (
        !hasAny(lexemes[noun], ['siteNoun', 'teamNoun', 'shared', 'channelNoun']) ||
        hasAny(lexemes[noun], ['folderNoun', 'libraryNoun'])
      )
        use(i, i + 1);
    }
    if (lexemes[i]?.kind === 'quote' && hasAny(lexemes[i + 1], ['folderNoun', 'fileNoun', 'libraryNoun']))
      use(i, i + 1);
  }
}

/** The sender in "emails from bob@…", who is not whose data it is. */
export function readSender({ reading, free, use }: ScopeDraft): Name | undefined {
  const { lexemes, lexicon, normalised } = reading;
  const source = normalised.text;
  let sender: Name | undefined;
  for (let i = 0; i < lexemes.length; i += 1) {
    if (!has(lexemes[i], 'mailItem')) continue;
    if (lexicon.table.headFinal) {
      let before = i - 1;
      let passed = false;
      while (before > i - 4 && hasAny(lexemes[before], ['senderPost', 'nameOf', 'dated', 'link', 'from'])) {
        passed ||= has(lexemes[before], 'senderPost');
        before -= 1;
      }
      const name = passed ? nameAt(lexemes, before, source, true) : undefined;
      if (name) {
        sender = name;
        use(name.from, name.to);
      }
      continue;
    }
    let next = i + 1;
    while (next < i + 3 && hasAny(lexemes[next], ['dated', 'det', 'rel', 'it']) && !has(lexemes[next], 'sender'))
      next += 1;
    if (!has(lexemes[next], 'sender')) continue;
    // "la posta di Giulia" is her mailbox; "un correo de Ana" is one she sent.
    if (has(lexemes[i], 'mailMass') && has(lexemes[next], 'of') && !has(lexemes[i - 1], 'num')) continue;
    next += 1;
    if (hasAny(lexemes[next], ['det'])) next += 1;
    const name = nameAt(lexemes, next, source, true);
    if (!name || reading.dated.has(name.from) || !free(name.from, name.to)) continue;
    if (lexemes[name.to]?.kind === 'possessive' || hasAny(lexemes[name.to], ['mailboxNoun', 'wl'])) continue;
    sender = name;
    use(name.from, name.to);
  }
  return sender;
}
