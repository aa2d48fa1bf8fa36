import { has, hasAny } from '../clauses.ts';
import type { TagName } from '../lexicon/tags.ts';
import type { Name } from '../personNames.ts';
import type { Reading } from '../reading.ts';
import { asksRestore, clauseAt } from '../reading.ts';
import type { ScopeEntity } from '../types.ts';

export type ScopeFound = { readonly entity: ScopeEntity; readonly from: number; readonly to: number };

/** What has been read of the scope so far, and which lexemes are spoken for. */
export type ScopeDraft = {
  readonly reading: Reading;
  readonly used: ReadonlySet<number>;
  readonly found: ScopeFound[];
  free(from: number, to: number): boolean;
  use(from: number, to: number): void;
  /** Adds an owner, a site or a team unless what leads to it takes it out ("fyi", "not", "requested by"). */
  add(name: Name, kind: ScopeEntity['kind']): void;
  kindOfOwner(at: number): 'person' | 'mailbox';
};

const personal: readonly TagName[] = [
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
/** True for data that belongs to a person: a mailbox, a OneDrive, files, a request – not a site or a team. */
export const isPersonal = (reading: Reading, at: number): boolean => {
  const lexeme = reading.lexemes[at];
  if (lexeme?.tags.get('wl') === 'exchange' || lexeme?.tags.get('wl') === 'onedrive') return true;
  if (lexeme?.tags.get('wl') === 'teams' && !has(lexeme, 'teamNoun')) return true;
  return hasAny(lexeme, personal) && !has(lexeme, 'siteNoun') && !has(lexeme, 'teamNoun');
};

/** An empty draft. */
export function newDraft(reading: Reading): ScopeDraft {
  const { lexemes, normalised } = reading;
  const found: ScopeFound[] = [];
  const used = new Set<number>();
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
    // "@Megan fyi."
    const after = lexemes[at + 1];
    if (
      has(after, 'aside') &&
      !has(after, 'owner') &&
      !has(after, 'polite') &&
      (!lexemes[at + 2] || lexemes[at + 2]?.kind === 'punctuation' || lexemes[at + 2]?.kind === 'break')
    )
      return 'aside';
    let deep = false;
    for (let i = at - 1, steps = 0; i >= 0 && steps < 12; i -= 1, steps += 1) {
      const lexeme = lexemes[i];
      if (has(lexeme, 'exclude') || has(lexeme, 'not')) return 'exclude';
      // "Hi, the OneDrive of Adele": a greeting further off is not about her.
      if (has(lexeme, 'aside') || has(lexeme, 'said')) return deep ? 'none' : 'aside';
      if (hasAny(lexeme, ['wl', 'mailboxNoun'])) deep = true;
      const passes =
        lexeme?.kind === 'mention' ||
        lexeme?.kind === 'email' ||
        lexeme?.text === ',' ||
        lexeme?.text === ':' ||
        lexeme?.kind === 'possessive' ||
        hasAny(lexeme, ['and', 'of', 'det', 'owner', 'personNoun', 'wl', 'mailboxNoun', 'siteNoun', 'teamNoun']) ||
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
    // "don't restore Adele's mailbox, restore Lee's"
    if (reading.evidence[clauseAt(reading, name.from)]?.kind === 'negated' && reading.evidence.some(asksRestore))
      return;
    found.push({ entity: entityOf(name, kind), from: name.from, to: name.to });
  };
  const kindOfOwner = (at: number): 'person' | 'mailbox' => {
    for (let i = Math.max(0, at - 8); i < Math.min(lexemes.length, at + 4); i += 1)
      if (has(lexemes[i], 'shared') && clauseAt(reading, i) === clauseAt(reading, at)) return 'mailbox';
    return 'person';
  };
  return { reading, used, found, free, use, add, kindOfOwner };
}

/** "Adeles" before a noun is Adele: an owner's ending is no part of the name, in languages that write none of the apostrophe. */
export function genitive(reading: Reading, name: Name): Name {
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
