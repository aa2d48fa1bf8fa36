import { has, hasAny } from '../clauses.ts';
import { isUnknownWord, nameAt, nameListAt } from '../personNames.ts';
import { clauseAt } from '../reading.ts';
import type { ScopeDraft } from './draft.ts';
import { genitive, isPersonal } from './draft.ts';

/** People: "Adele's OneDrive", "mailbox of Adele and Lee", "Adele Vance mailbox", "Adeles Postfach", mentions, addresses. */
export function readOwners({ reading, used, found, free, add, kindOfOwner }: ScopeDraft): void {
  const { lexemes, lexicon, normalised } = reading;
  const source = normalised.text;
  for (let i = 0; i < lexemes.length; i += 1) {
    if (used.has(i) || reading.dated.has(i)) continue;
    const lexeme = lexemes[i];
    const ownerWord = has(lexeme, 'owner') && !has(lexemes[i + 1], 'unit');
    const thingBefore =
      isPersonal(reading, i - 1) ||
      has(lexemes[i - 1], 'it') ||
      has(lexemes[i - 1], 'everyone') ||
      (isPersonal(reading, i - 2) && hasAny(lexemes[i - 1], ['wl', 'called', 'det', 'only']));
    if (ownerWord) {
      let next = i + 1;
      while (
        (hasAny(lexemes[next], ['det', 'personNoun', 'owner', 'mailboxNoun', 'shared']) ||
          (has(lexemes[next], 'my') && has(lexemes[next + 1], 'personNoun'))) &&
        next < i + 4 &&
        !lexemes[next]?.capital
      )
        next += 1;
      if (lexemes[next]?.text === ':') next += 1;
      if (has(lexemes[next], 'exclude')) {
        const refused = nameAt(lexemes, next + 1, source);
        if (refused && has(lexemes[refused.to], 'but')) next = refused.to + 1;
      }
      const list = nameListAt(lexemes, next, source);
      const owner =
        thingBefore ||
        has(lexeme, 'for') ||
        has(lexeme, 'personNoun') ||
        isPersonal(reading, i + 1) ||
        (reading.clauses[clauseAt(reading, i)]?.from ?? 0) < i;
      const strong = has(lexeme, 'for') || thingBefore || has(lexeme, 'personNoun');
      for (const name of list.names) {
        const masked = name.mention !== undefined || lexemes[name.from]?.kind === 'email';
        if (!owner || (!strong && !masked) || !free(name.from, name.to) || lexemes[name.from]?.kind === 'quote')
          continue;
        if (hasAny(lexemes[name.to], ['siteNoun', 'teamNoun', 'channelNoun', 'libraryNoun', 'folderNoun']) && !masked)
          continue;
        if (has(lexemes[name.from], 'sometimes') && !masked) continue;
        add(name, kindOfOwner(name.from));
      }
      continue;
    }
    const mayOwn =
      lexeme?.kind === 'mention' ||
      lexeme?.kind === 'email' ||
      (lexeme?.capital && lexeme.kind === 'word') ||
      lexeme?.kind === 'quote';
    if (mayOwn) {
      const name = nameAt(lexemes, i, source, false) ?? undefined;
      if (!name || !free(name.from, name.to)) continue;
      let after = name.to;
      let possessive = false;
      for (let k = after; lexemes[k]?.kind === 'possessive' || hasAny(lexemes[k], ['ownerPost', 'honorific']); k += 1)
        possessive ||= lexemes[k]?.kind === 'possessive' || has(lexemes[k], 'ownerPost');
      while (lexemes[after]?.kind === 'possessive' || hasAny(lexemes[after], ['ownerPost', 'honorific'])) after += 1;
      const joined = has(lexemes[after], 'and') || lexemes[after]?.text === ',';
      if (lexeme?.kind === 'mention' || lexeme?.kind === 'email') {
        add(name, kindOfOwner(i));
        continue;
      }
      if (hasAny(lexemes[name.to], ['dated', 'said']) && lexeme?.kind === 'word') continue;
      if (lexeme?.kind === 'quote') {
        if (kindOfOwner(i) === 'mailbox') add(name, 'mailbox');
        continue;
      }
      let thing = after;
      while (
        thing < after + 3 &&
        !isPersonal(reading, thing) &&
        (hasAny(lexemes[thing], ['det', 'only', 'personNoun', 'wl']) ||
          (possessive && (isUnknownWord(lexemes[thing]) || lexemes[thing]?.kind === 'quote')))
      )
        thing += 1;
      const owns = isPersonal(reading, thing) && !has(lexemes[thing], 'siteNoun');
      const addressed =
        has(lexemes[thing], 'shared') && (lexemes[thing + 1]?.kind === 'email' || lexemes[thing + 1]?.kind === 'quote');
      if (addressed) continue;
      const again =
        possessive &&
        !owns &&
        found.some(({ entity }) => entity.kind === 'person') &&
        (has(lexemes[after], 'to') || hasAny(lexemes[after], ['asof', 'at']) || reading.dated.has(after));
      if (possessive && (owns || again)) {
        add(name, kindOfOwner(i));
        continue;
      }
      if (possessive && joined) {
        const list = nameListAt(lexemes, i, source);
        if (isPersonal(reading, list.to)) for (const each of list.names) add(each, kindOfOwner(i));
        continue;
      }
      if (!possessive && joined) {
        const list = nameListAt(lexemes, i, source);
        const last = list.names.at(-1);
        const closes =
          last &&
          (lexemes[last.to]?.kind === 'possessive' ||
            hasAny(lexemes[last.to], ['ownerPost', 'honorific']) ||
            (lexicon.table.nameBeforeNoun && isPersonal(reading, last.to)));
        if (
          closes &&
          isPersonal(reading, list.to) &&
          list.names.every((each) => lexemes[each.from]?.tags.size === 0 || lexemes[each.from]?.kind !== 'word')
        )
          for (const each of list.names) add(each, kindOfOwner(i));
      }
      const known = [...(lexeme?.tags.keys() ?? [])].length > 0 && name.to - name.from === 1;
      const adjacent =
        owns &&
        thing === after &&
        !hasAny(lexemes[thing], [
          'data',
          'folderNoun',
          'restoreNoun',
          'request',
          'mailItem',
          'deletedItems',
          'backup',
          'point',
          'folder',
        ]);
      if (!known && adjacent && lexicon.table.genitiveS && /s$/.test(name.value) && !lexicon.table.headFinal)
        add(genitive(reading, name), kindOfOwner(i));
      else if (!known && adjacent && lexicon.table.nameBeforeNoun && i > 0) add(name, kindOfOwner(i));
      else if (
        !known &&
        (hasAny(lexemes[i - 1], ['mailboxNoun', 'shared']) || lexemes[i - 1]?.tags.get('wl') === 'onedrive') &&
        !has(lexemes[i - 1], 'data') &&
        !hasAny(lexemes[name.to], ['siteNoun', 'teamNoun', 'channelNoun', 'folderNoun', 'libraryNoun', 'restoreNoun'])
      )
        add(name, kindOfOwner(i));
      continue;
    }
    // "restore adele's mailbox": lower case, but nobody else can be meant.
    if (
      isUnknownWord(lexeme) &&
      (lexemes[i + 1]?.kind === 'possessive' || hasAny(lexemes[i + 1], ['ownerPost', 'honorific'])) &&
      !hasAny(lexemes[i - 1], ['det', 'my', 'definite']) &&
      !lexicon.stop.has(lexeme?.key ?? '')
    ) {
      let after = i + 2;
      while (hasAny(lexemes[after], ['honorific', 'ownerPost'])) after += 1;
      if (lexemes[after]?.tags.has('wl') && isPersonal(reading, after)) {
        let from = i;
        if (isUnknownWord(lexemes[i - 1]) && !hasAny(lexemes[i - 2], ['det', 'my'])) from = i - 1;
        const value = source.slice(lexemes[from]?.start ?? 0, lexeme?.end ?? 0);
        add({ from, to: i + 1, value }, 'person');
      }
    }
  }
}
