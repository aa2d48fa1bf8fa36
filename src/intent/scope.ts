import { has, hasAny, within } from './clauses.ts';
import { isThing } from './evidence.ts';
import type { Name } from './names.ts';
import { isUnknownWord, nameAfter, nameAt, nameBefore, nameListAt } from './names.ts';
import type { Reading } from './reading.ts';
import { asksRestore, clauseAt } from './reading.ts';
import type { ScopeEntity } from './types.ts';

export type ScopeFound = { readonly entity: ScopeEntity; readonly from: number; readonly to: number };
export type ScopeReading = {
  readonly found: readonly ScopeFound[];
  readonly tenantWide: number;
  readonly sender: Name | undefined;
  readonly destinationOwner: Name | undefined;
  readonly channel: Name | undefined;
};

const personal = [
  'mailboxNoun',
  'mailItem',
  'data',
  'restoreNoun',
  'request',
  'folder',
  'shared',
  'folderNoun',
  'deletedItems',
  'personalFiles',
  'backup',
  'point',
];
const isPersonal = (reading: Reading, at: number): boolean => {
  const lexeme = reading.lexemes[at];
  if (lexeme?.tags.get('wl') === 'exchange' || lexeme?.tags.get('wl') === 'onedrive') return true;
  return hasAny(lexeme, personal) && !has(lexeme, 'siteNoun') && !has(lexeme, 'teamNoun');
};

/** Reads whose and which data is meant. Names stay as written; who or what they are is the directory's business. */
export function readScope(reading: Reading): ScopeReading {
  const { lexemes, normalised, lexicon } = reading;
  const source = normalised.text;
  const found: ScopeFound[] = [];
  const used = new Set<number>();
  let sender: Name | undefined;
  let destinationOwner: Name | undefined;
  let channel: Name | undefined;
  const free = (from: number, to: number): boolean => {
    for (let i = from; i < to; i += 1) if (used.has(i) || reading.dated.has(i)) return false;
    return true;
  };
  const use = (from: number, to: number): void => {
    for (let i = from; i < to; i += 1) used.add(i);
  };
  const entityOf = (name: Name, kind: ScopeEntity['kind']): ScopeEntity => {
    const person = name.mention === undefined ? undefined : normalised.people[name.mention];
    return person ? { kind, value: person.name, id: person.id } : { kind, value: name.value };
  };
  /** What leads to a name: a word that takes it out of the scope, or nothing. */
  const leading = (at: number): 'aside' | 'exclude' | 'none' => {
    for (let i = at - 1, steps = 0; i >= 0 && steps < 12; i -= 1, steps += 1) {
      const lexeme = lexemes[i];
      if (has(lexeme, 'exclude') || (has(lexeme, 'not') && !has(lexeme, 'without'))) return 'exclude';
      if (has(lexeme, 'aside') || has(lexeme, 'said')) return 'aside';
      const passes =
        lexeme?.kind === 'mention' ||
        lexeme?.kind === 'email' ||
        lexeme?.text === ',' ||
        lexeme?.text === ':' ||
        lexeme?.kind === 'possessive' ||
        hasAny(lexeme, ['and', 'of', 'det', 'owner', 'personNoun', 'wl', 'mailboxNoun']) ||
        (lexeme?.kind === 'word' && lexeme.capital && lexeme.tags.size === 0) ||
        (lexeme?.kind === 'break' && steps === 0);
      if (!passes) return 'none';
    }
    return 'none';
  };
  const add = (name: Name, kind: ScopeEntity['kind']): void => {
    if (!free(name.from, name.to)) return;
    use(name.from, name.to);
    if (leading(name.from) !== 'none') return;
    found.push({ entity: entityOf(name, kind), from: name.from, to: name.to });
  };
  const kindOfOwner = (at: number): 'person' | 'mailbox' => {
    for (let i = Math.max(0, at - 8); i < Math.min(lexemes.length, at + 4); i += 1)
      if (has(lexemes[i], 'shared') && clauseAt(reading, i) === clauseAt(reading, at)) return 'mailbox';
    return 'person';
  };

  // Quotes and names that are called something are not owners; subjects, files and folders are masked by their noun.
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

  // Senders: "emails from bob@…".
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
    next += 1;
    if (hasAny(lexemes[next], ['det'])) next += 1;
    const name = nameAt(lexemes, next, source, true);
    if (!name || reading.dated.has(name.from) || !free(name.from, name.to)) continue;
    if (lexemes[name.to]?.kind === 'possessive' || hasAny(lexemes[name.to], ['mailboxNoun', 'wl'])) continue;
    sender = name;
    use(name.from, name.to);
  }

  // Destination owners: "into Lee's mailbox", "ins Postfach von Lee".
  for (let i = 0; i < lexemes.length; i += 1) {
    const strict = has(lexemes[i], 'intoStrict');
    if (!strict && !has(lexemes[i], 'intoLoose')) continue;
    let next = i + 1;
    while (hasAny(lexemes[next], ['det', 'definite', 'personNoun']) && next < i + 4) next += 1;
    const direct = nameAt(lexemes, next, source, false);
    let name: Name | undefined;
    let end = next;
    if (direct && direct.to - direct.from > 0 && !reading.dated.has(direct.from)) {
      let after = direct.to;
      while (lexemes[after]?.kind === 'possessive' || hasAny(lexemes[after], ['nameOf', 'shared', 'det'])) after += 1;
      const owned =
        isPersonal(reading, after) ||
        (strict && (direct.mention !== undefined || lexemes[direct.from]?.kind === 'email'));
      if (owned) [name, end] = [direct, after];
    } else if (isPersonal(reading, next) && !has(lexemes[next], 'folderNoun')) {
      let after = next + 1;
      while (hasAny(lexemes[after], ['owner', 'of', 'det', 'wl', 'personNoun']) && after < next + 4) after += 1;
      const later = nameAt(lexemes, after, source, false);
      if (later && !reading.dated.has(later.from) && after > next) [name, end] = [later, later.to];
    }
    if (!name || !free(name.from, name.to)) continue;
    const elsewhere = lexemes.some(
      (lexeme, at) =>
        (at < i || at >= end) &&
        clauseAt(reading, at) === clauseAt(reading, i) &&
        (lexeme.kind === 'email' ||
          lexeme.kind === 'mention' ||
          lexeme.kind === 'possessive' ||
          (has(lexeme, 'my') && isThing(lexemes[at + 1])) ||
          (lexeme.capital && lexeme.tags.size === 0 && hasAny(lexemes[at - 1], ['owner', 'of']))),
    );
    if (!strict && !elsewhere) continue;
    destinationOwner = genitive(reading, name);
    use(i, end + 1);
  }

  // Channels, sites and teams by their noun.
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
      channel = name;
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
        const more = nameAfter(lexemes, next - 1, source);
        if (!more || !free(more.from, more.to) || isThing(lexemes[more.to]) || lexemes[more.to]?.kind === 'possessive')
          break;
        add(more, kind);
        place = more.to;
      }
    }
  }

  // Owners: "Adele's OneDrive", "mailbox of Adele and Lee", "Adele Vance mailbox", "Adeles Postfach".
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
        hasAny(lexemes[next], ['det', 'personNoun', 'owner', 'mailboxNoun', 'shared']) &&
        next < i + 4 &&
        !lexemes[next]?.capital
      )
        next += 1;
      if (lexemes[next]?.text === ':') next += 1;
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
        add(
          lexemes[name.to]?.kind === 'possessive' || masked ? name : genitiveOwner(reading, name, i),
          kindOfOwner(name.from),
        );
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
      const possessive = lexemes[after]?.kind === 'possessive' || has(lexemes[after], 'ownerPost');
      while (lexemes[after]?.kind === 'possessive' || hasAny(lexemes[after], ['ownerPost', 'honorific'])) after += 1;
      const joined = has(lexemes[after], 'and') || lexemes[after]?.text === ',';
      if (lexeme?.kind === 'mention' || lexeme?.kind === 'email') {
        add(name, kindOfOwner(i));
        continue;
      }
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
      if (possessive && owns) {
        add(stripped(reading, name), kindOfOwner(i));
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
          (lexemes[last.to]?.kind === 'possessive' || (lexicon.table.nameBeforeNoun && isPersonal(reading, last.to)));
        if (
          closes &&
          isPersonal(reading, list.to) &&
          list.names.every((each) => lexemes[each.from]?.tags.size === 0 || lexemes[each.from]?.kind !== 'word')
        )
          for (const each of list.names) add(each, kindOfOwner(i));
        continue;
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
      (lexemes[i + 1]?.kind === 'possessive' || has(lexemes[i + 1], 'ownerPost')) &&
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

  const me = mine(reading, used, found);
  if (me !== undefined) found.unshift({ entity: { kind: 'me', value: 'me' }, from: me, to: me + 1 });
  const tenantWide = lexemes.findIndex(
    (lexeme, i) =>
      has(lexeme, 'everyone') &&
      !used.has(i) &&
      (isPersonal(reading, i + 1) ||
        isPersonal(reading, i + 2) ||
        has(lexeme, 'everyoneThing') ||
        isPersonal(reading, i - 2) ||
        isPersonal(reading, i) ||
        has(lexemes[i], 'siteNoun') ||
        isPersonal(reading, i - 1)),
  );
  const distinct = found.filter(
    (item, i) =>
      found.findIndex(
        (other) =>
          other.entity.kind === item.entity.kind &&
          (other.entity.id ?? other.entity.value.toLowerCase()) === (item.entity.id ?? item.entity.value.toLowerCase()),
      ) === i,
  );
  return { found: distinct, tenantWide, sender, destinationOwner, channel };
}

function genitive(reading: Reading, name: Name): Name {
  const rule = reading.lexicon.table.genitiveS;
  const last = name.value.split(' ').at(-1) ?? '';
  if (
    !rule ||
    name.mention !== undefined ||
    /[@.]/.test(name.value) ||
    !/[^sxzß]s$/.test(last) ||
    rule.keep.split('|').includes(last.toLowerCase())
  )
    return name;
  return { ...name, value: name.value.slice(0, -1) };
}
const stripped = (_reading: Reading, name: Name): Name => name;
const genitiveOwner = (_reading: Reading, name: Name, _at: number): Name => name;

/** Where the text says that the data is the speaker's own; undefined when it does not. */
function mine(reading: Reading, used: ReadonlySet<number>, others: readonly ScopeFound[]): number | undefined {
  const { lexemes, clauses, evidence } = reading;
  const asking = clauses.some((_, i) => asksRestore(evidence[i]));
  const owners = others.some(({ entity }) => entity.kind !== 'me');
  for (let i = 0; i < lexemes.length; i += 1) {
    if (!has(lexemes[i], 'my') || used.has(i)) continue;
    if (hasAny(lexemes[i - 1], ['not', 'exclude'])) continue;
    const clause = clauseAt(reading, i);
    const elsewhere = asking && clause >= 0 && !asksRestore(evidence[clause]);
    if (elsewhere && owners) continue;
    let at = i + 1;
    while (at < i + 7) {
      const lexeme = lexemes[at];
      if (
        lexeme?.kind === 'possessive' ||
        has(lexeme, 'unsupported') ||
        has(lexeme, 'personNoun') ||
        (has(lexeme, 'teamNoun') && !has(lexeme, 'channelNoun'))
      )
        break;
      if (isPersonal(reading, at) || hasAny(lexeme, ['restored', 'restore'])) {
        if (lexemes[at + 1]?.kind === 'possessive' && !hasAny(lexeme, ['wl', 'mailboxNoun'])) break;
        return i;
      }
      if (
        !lexeme ||
        lexeme.kind === 'break' ||
        (lexeme.kind === 'punctuation' && lexeme.text !== '-') ||
        reading.dated.has(at) ||
        hasAny(lexeme, ['of', 'approval', 'event', 'to', 'asof'])
      )
        break;
      at += 1;
    }
    if (has(lexemes[i], 'myAfter') && isPersonal(reading, i - 1)) return i;
  }
  for (let i = 1; i < lexemes.length; i += 1) {
    const forMe =
      has(lexemes[i], 'me') &&
      !used.has(i) &&
      ((hasAny(lexemes[i - 1], ['for', 'owner']) && !has(lexemes[i - 1], 'fromOnly')) ||
        (has(lexemes[i - 1], 'and') && owners));
    if (forMe && !hasAny(lexemes[i - 2], ['approval', 'aside']) && !has(lexemes[i], 'my')) {
      const aboutOther = owners && !has(lexemes[i - 1], 'and');
      if (!aboutOther && (asking || lexemes.some((lexeme) => hasAny(lexeme, ['restoreNoun', 'request'])))) return i;
    }
    if (has(lexemes[i], 'forMe') && asking && !owners) return i;
  }
  if (has(lexemes[0], 'forMe') && asking && !owners) return 0;
  if (owners || !asking) return undefined;
  for (let c = 0; c < clauses.length; c += 1) {
    const clause = clauses[c];
    if (!clause || !within(lexemes, clause.from, clause.to, 'incident')) continue;
    for (let i = clause.from; i < clause.to; i += 1) {
      if (!has(lexemes[i], 'i') || has(lexemes[i], 'weOnly')) continue;
      const after = hasAny(lexemes[i], ['incident']) || within(lexemes, i, Math.min(clause.to, i + 14), 'incident');
      const restoreBetween = lexemes
        .slice(i, clause.to)
        .findIndex((lexeme) => has(lexeme, 'restore') || has(lexeme, 'ask'));
      const incidentAt = lexemes.slice(i, clause.to).findIndex((lexeme) => has(lexeme, 'incident'));
      if (after && (restoreBetween < 0 || incidentAt <= restoreBetween)) return i;
    }
  }
  return undefined;
}
