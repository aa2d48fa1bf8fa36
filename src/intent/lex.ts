import type { CompiledLexicon, Entry, Tags } from './compile.ts';
import type { TagName } from './lexicon/tags.ts';
import type { RawToken } from './tokenise.ts';
import { repairTypo } from './typos.ts';

/** One or more tokens with what they mean together; everything after this stage looks at tags only, never at words. */
export type Lexeme = RawToken & { readonly tags: Tags; readonly repaired?: string };

const none: Tags = new Map();
const pronouns: ReadonlySet<TagName> = new Set<TagName>(['it', 'subject', 'me', 'my', 'i', 'det']);
const refusal: Tags = new Map([
  ['not', ''],
  ['notAfter', ''],
]);
/** Tags that English words keep inside a message in another language ("bitte mein OneDrive restore"). */
const borrowed: ReadonlySet<TagName> = new Set<TagName>([
  'restore',
  'restoreNoun',
  'wl',
  'folder',
  'data',
  'siteNoun',
  'teamNoun',
  'channelNoun',
  'mailboxNoun',
  'mailItem',
  'status',
  'cancel',
  'approve',
  'reject',
  'help',
  'request',
  'backup',
  'point',
  'latest',
  'deletedItems',
  'shared',
  'incidentNoun',
  'polite',
  'personalFiles',
  'unsupported',
  'zone',
]);

const matchesAt = (tokens: readonly RawToken[], at: number, entry: Entry): number => {
  let i = at;
  for (let w = 0; w < entry.words.length; w += 1) {
    if (w > 0) while (tokens[i]?.text === '-' && tokens[i]?.tight && tokens[i + 1]?.tight) i += 1;
    const token = tokens[i];
    const wanted = entry.words[w] ?? '';
    if (
      !token ||
      (token.kind !== 'word' && token.kind !== 'possessive' && token.kind !== 'punctuation' && token.kind !== 'number')
    )
      return 0;
    const open = entry.wild && w === entry.words.length - 1;
    if (open ? !token.key.startsWith(wanted) : token.key !== wanted) return 0;
    i += 1;
  }
  return i - at;
};

type Found = { length: number; tags: Tags; repaired?: string };

function stemOf(token: RawToken, lexicon: CompiledLexicon): Entry | undefined {
  for (let size = Math.min(lexicon.longestStem, token.key.length); size >= 3; size -= 1) {
    const entry = lexicon.stems.get(token.key.slice(0, size));
    if (entry) return entry;
  }
  return undefined;
}

function lookUp(tokens: readonly RawToken[], at: number, lexicon: CompiledLexicon): Found | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  for (const entry of lexicon.first.get(token.key) ?? []) {
    const length = matchesAt(tokens, at, entry);
    if (length > 0) {
      // A verb with its object glued on ("ripristinarla") is both.
      const verb = length === 1 && entry.tags.has('it') && token.kind === 'word' ? stemOf(token, lexicon) : undefined;
      return { length, tags: verb ? new Map([...verb.tags, ...entry.tags]) : entry.tags };
    }
  }
  if (token.kind !== 'word') return undefined;
  const stem = stemOf(token, lexicon);
  return stem ? { length: 1, tags: stem.tags } : undefined;
}

const dataOnly: Tags = new Map([['data', '']]);
const joinable: ReadonlySet<TagName> = new Set<TagName>(['siteNoun', 'teamNoun', 'channelNoun']);

/** "Freitagabend" is a day and a part of it; "Marketingteam" a name and a noun. Both halves keep their place in the text. */
function splitCompound(token: RawToken, lexicon: CompiledLexicon): Lexeme[] | undefined {
  if (!lexicon.table.compounds || token.key.length < 7 || token.key.length !== token.text.length) return undefined;
  for (let cut = 3; cut <= token.key.length - 3; cut += 1) {
    const head = lexicon.first.get(token.key.slice(0, cut))?.find((entry) => entry.words.length === 1);
    const tail = lexicon.first.get(token.key.slice(cut))?.find((entry) => entry.words.length === 1);
    if (!tail) continue;
    const dated = head && (head.tags.has('dow') || head.tags.has('day')) && tail.tags.has('part');
    const thing = !head && cut >= 4 && [...tail.tags.keys()].some((tag) => joinable.has(tag));
    const product =
      head &&
      (head.tags.has('wl') || head.tags.has('restoreNoun')) &&
      (tail.tags.has('data') || tail.tags.has('restoreNoun'));
    const place = !head && cut >= 4 && (tail.tags.has('folderNoun') || tail.tags.has('libraryNoun'));
    // "Vertragsbibliothek" is a thing, but what the library is called is not said.
    if (place) return [{ ...token, tags: dataOnly }];
    if (!dated && !thing && !product) continue;
    const middle = token.start + cut;
    const name = token.text.slice(0, cut);
    const first = {
      ...token,
      text: name,
      key: token.key.slice(0, cut),
      value: thing && name.length > 5 ? name.replace(/s$/, '') : name,
      end: middle,
      tags: head?.tags ?? none,
    };
    const after = new Map(tail.tags);
    if (dated) after.delete('day');
    const second = {
      ...token,
      text: token.text.slice(cut),
      key: token.key.slice(cut),
      value: token.text.slice(cut),
      start: middle,
      tight: true,
      capital: false,
      tags: after,
    };
    return [first, second];
  }
  return undefined;
}

/** True between two words in capitals after a small one, as in a name that begins with an article. */
const isTitled = (tokens: readonly RawToken[], at: number): boolean =>
  [tokens[at - 1], tokens[at]].every((token) => token?.kind === 'word' && token.capital) &&
  tokens[at]?.text !== tokens[at]?.text.toUpperCase();

/** Gives each token, or the longest phrase that starts at it, its meaning in the message's language. */
export function lex(
  tokens: readonly RawToken[],
  lexicon: CompiledLexicon,
  english: CompiledLexicon,
  negations: ReadonlySet<string>,
): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let repairs = 0;
  const shouting = !tokens.some((token) => token.kind === 'word' && token.key.length > 2 && /\p{Ll}/u.test(token.text));
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (!token) break;
    let found = lookUp(tokens, at, lexicon);
    // "before last Friday" is a day before it, "the Friday before last" a week.
    if (found?.tags.has('beforeLast') && found.length > 1) {
      const first = lexicon.first.get(token.key)?.find((entry) => entry.words.length === 1 && entry.tags.has('before'));
      const next = lookUp(tokens, at + found.length, lexicon)?.tags;
      if (first && (['dow', 'month', 'unit', 'part'] as const).some((tag) => next?.has(tag)))
        found = { length: 1, tags: first.tags };
    }
    // "the Company News site": in capitals it is part of a name, and nobody is everyone.
    if (found && found.length > 1 && found.tags.has('everyone') && isTitled(tokens, at + found.length))
      found = undefined;
    if (
      !found &&
      lexicon !== english &&
      token.kind === 'word' &&
      token.key.length >= 3 &&
      !lexicon.stop.has(token.key)
    ) {
      const foreign = lookUp(tokens, at, english);
      if (foreign) {
        const tags = new Map([...foreign.tags].filter(([tag]) => borrowed.has(tag)));
        if (tags.size > 0) found = { length: foreign.length, tags };
      }
    }
    if (!found && token.kind === 'word' && negations.has(token.key)) found = { length: 1, tags: refusal };
    if (!found && token.kind === 'word') {
      const split = splitCompound(token, lexicon);
      if (split) {
        lexemes.push(...split);
        at += 1;
        continue;
      }
      // A word in capitals is a name, unless it opens the message or is "mein Postfahc".
      const owned = lexemes.at(-1)?.tags.has('my') === true;
      if ((!token.capital || at === 0 || owned) && repairs < 40 && !lexicon.vocabulary.has(token.key)) {
        repairs += 1;
        const repair = repairTypo(token.key, lexicon);
        const meant = !token.capital || repair?.tags.has(owned ? 'wl' : 'restore');
        if (repair && meant) found = { length: 1, tags: repair.tags, repaired: repair.word };
      }
    }
    if (!found) {
      lexemes.push({ ...token, tags: none });
      at += 1;
      continue;
    }
    // "IT", "US": in capitals amid small letters it is a name, not a pronoun.
    const loud = (other: RawToken | undefined): boolean => other !== undefined && /^\p{Lu}{2,}$/u.test(other.text);
    if (
      found.length === 1 &&
      !shouting &&
      !loud(tokens[at - 1]) &&
      !loud(tokens[at + 1]) &&
      /^\p{Lu}{2,3}$/u.test(token.text) &&
      [...found.tags.keys()].some((tag) => pronouns.has(tag))
    ) {
      lexemes.push({ ...token, tags: none });
      at += 1;
      continue;
    }
    const last = tokens[at + found.length - 1] ?? token;
    const text =
      found.length === 1
        ? token.text
        : tokens
            .slice(at, at + found.length)
            .reduce((sum, part) => sum + (part.tight && sum !== '' ? '' : sum === '' ? '' : ' ') + part.text, '');
    lexemes.push({
      ...token,
      text,
      value: text,
      end: last.end,
      tags: found.tags,
      ...(found.repaired ? { repaired: found.repaired } : {}),
    });
    at += found.length;
    // "incl.", "ca.": the dot ends the abbreviation, not the sentence.
    if (found.tags.has('abbreviation') && tokens[at]?.text === '.' && tokens[at]?.tight) at += 1;
  }
  return lexemes;
}
