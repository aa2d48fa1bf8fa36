import { mentionIndex } from './normalise.ts';
import type { NumericForm } from './numerics.ts';
import { readNumeric } from './numerics.ts';

/** `word` is the only kind the language tables are asked about; the others are masked so that nothing inside them is read. */
export type TokenKind =
  | 'word'
  | 'number'
  | 'punctuation'
  | 'break'
  | 'mention'
  | 'email'
  | 'url'
  | 'file'
  | 'quote'
  | 'requestId'
  | 'ticket'
  | 'possessive';

/** One token. `key` is lower case without accents; `value` is what a masked token stands for. */
export type RawToken = {
  readonly kind: TokenKind;
  readonly text: string;
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Directly after the previous token, without a space. */
  readonly tight: boolean;
  readonly capital: boolean;
  readonly number?: NumericForm;
};

const latin = String.raw`\p{Script=Latin}`;
const url =
  /(?:https?:\/\/|www\.)[^\s<>"'\u3000-\u9fff]{1,400}|[a-z0-9-]{1,63}\.sharepoint\.com[^\s<>"'\u3000-\u9fff]{0,300}/iuy;
const email = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/iuy;
const extensions =
  'xlsx?|xlsm|docx?|pptx?|pdf|txt|csv|zip|7z|rar|jpe?g|png|gif|svg|heic|mp[34]|mov|avi|wav|msg|eml|pst|ost|one|vsdx?|json|xml|html?|md|rtf|odt|ods|odp|psd|ai|dwg|accdb|mpp|log|sql|ps1|py|js|ts|iso|pbix|key|numbers|pages|epub|tsv|ya?ml';
const file = new RegExp(
  String.raw`[${latin}\p{N}_][${latin}\p{N}\p{M}_()&+-]{0,80}(?:\.[${latin}\p{N}_()-]{1,40}){0,4}?\.(?:${extensions})(?![${latin}\p{N}_])`,
  'iuy',
);
/** The rest of a file name after Japanese characters, and the small word that stands before the name ("OneDriveの見積書.xlsx"). */
const fileRest = new RegExp(String.raw`[${latin}\p{N}_()-]{0,40}\.(?:${extensions})(?![${latin}\p{N}_])`, 'iuy');
const beforeFile = /^.*[のをはがにでと、](?![\u3040-\u309f])/u;
const requestId = /rr\s?[-_#]?\s?(\d{1,9})(?![\p{N}\p{Script=Latin}])|#\s?(\d{1,9})(?![\p{N}\p{Script=Latin}])/iuy;
const ticket =
  /[A-Z]{2,10}-?\d{3,12}(?![\p{N}\p{Script=Latin}])|[A-Z]{2,10}-\d{1,12}(?![\p{N}\p{Script=Latin}-])|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/uy;
const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iuy;
const dottedHalf = /([ap])\.\s?m\.?(?!\p{L})/iuy;
const word = new RegExp(String.raw`[${latin}][${latin}\p{M}\p{N}_]{0,60}`, 'uy');
const otherWord = /[\p{L}\p{M}][\p{L}\p{M}\p{N}_]{0,60}/uy;
const contraction = /n't(?!\p{L})/iuy;
const letter = /\p{L}/u;
const upper = /^\p{Lu}/u;
const cjk = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u3005\uff66-\uff9f]/;

/** Lower case, accents and Latin marks away, so that "Récupérer" and "recuperer" are one word. */
export const fold = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase()
    : text
        .toLowerCase()
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC')
        .replace(/ß/g, 'ss')
        .replace(/œ/g, 'oe');

/** Splits a run of text without spaces (Japanese) into known words and unknown runs; given by the language tables. */
export type Segmenter = (run: string) => readonly string[];

const scriptOf = (character: string): number =>
  character >= '\u3040' && character <= '\u309f' ? 1 : character >= '\u30a0' && character <= '\u30ff' ? 2 : 3;

/** Words of the same script together: what is left of a run when nothing in it is known. */
export const splitByScript = (run: string): string[] => {
  const parts: string[] = [];
  for (const character of run) {
    const previous = parts.at(-1);
    if (previous !== undefined && scriptOf(previous.at(-1) ?? '') === scriptOf(character))
      parts[parts.length - 1] = previous + character;
    else parts.push(character);
  }
  return parts;
};

const closingQuote = (text: string, at: number, mark: string): number => {
  for (let end = at + 1; end < text.length && end - at <= 120; end += 1) {
    if (text[end] === '\n') return -1;
    if (text[end] === mark && (mark === '"' || !letter.test(text[end + 1] ?? ' '))) return end;
  }
  return -1;
};

/** Cuts cleaned text into tokens in one pass; what looks like an address, a file, a quote or an id becomes one token. */
export function tokenise(text: string, spacedHalf: boolean, segment: Segmenter): RawToken[] {
  const tokens: RawToken[] = [];
  let quotesClosed = true;
  const push = (kind: TokenKind, start: number, end: number, value?: string, number?: NumericForm): void => {
    const piece = text.slice(start, end);
    tokens.push({
      kind,
      text: piece,
      key: fold(piece),
      value: value ?? piece,
      start,
      end,
      tight: tokens.at(-1)?.end === start,
      capital: upper.test(piece),
      ...(number ? { number } : {}),
    });
  };
  const run = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = 0; at < text.length; ) {
    const c = text[at] ?? '';
    const before = text[at - 1] ?? ' ';
    const fresh = !/[\p{Script=Latin}\p{N}_]/u.test(before);
    if (c === ' ') {
      at += 1;
      continue;
    }
    if (c === '\n') {
      push('break', at, at + 1);
      at += 1;
      continue;
    }
    if (mentionIndex(c) >= 0) {
      push('mention', at, at + 1, String(mentionIndex(c)));
      at += 1;
      continue;
    }
    if ((c === '"' && quotesClosed) || (c === "'" && fresh)) {
      const end = closingQuote(text, at, c);
      if (c === '"' && end < 0) quotesClosed = text.indexOf('"', at + 1) >= 0;
      if (end > at + 1 && (c === '"' || end - at > 2)) {
        push('quote', at, end + 1, text.slice(at + 1, end).trim());
        at = end + 1;
        continue;
      }
    }
    let m: RegExpExecArray | null = null;
    if (fresh && /[a-z0-9#_]/i.test(c)) {
      m = run(url, at);
      if (m) {
        const value = m[0].replace(/[.,;:!?)\]}]+$/, '');
        push('url', at, at + value.length, value);
        at += value.length;
        continue;
      }
      m = run(email, at);
      if (m) {
        push('email', at, at + m[0].length);
        at += m[0].length;
        continue;
      }
      m = run(requestId, at);
      if (m) {
        push('requestId', at, at + m[0].length, `RR-${Number(m[1] ?? m[2])}`);
        at += m[0].length;
        continue;
      }
      m = run(ticket, at) ?? run(guid, at);
      if (m) {
        push('ticket', at, at + m[0].length);
        at += m[0].length;
        continue;
      }
    }
    if (fresh && /[\p{Script=Latin}\p{N}_]/u.test(c)) {
      m = run(file, at);
      if (m) {
        push('file', at, at + m[0].length);
        at += m[0].length;
        continue;
      }
    }
    if (c >= '0' && c <= '9') {
      const { length, form } = readNumeric(text, at, spacedHalf);
      push('number', at, at + length, undefined, form);
      at += length;
      continue;
    }
    m = run(dottedHalf, at);
    if (m) {
      push('word', at, at + m[0].length);
      const token = tokens[tokens.length - 1];
      if (token) tokens[tokens.length - 1] = { ...token, key: `${(m[1] ?? 'a').toLowerCase()}m` };
      at += m[0].length;
      continue;
    }
    if (cjk.test(c)) {
      let end = at + 1;
      while (end < text.length && cjk.test(text[end] ?? '')) end += 1;
      m = run(fileRest, end);
      const lead = m ? (beforeFile.exec(text.slice(at, end))?.[0].length ?? 0) : end - at;
      // "サイトのnotes.docx": the name has none of these letters.
      const head = m && lead < end - at ? lead : end - at;
      for (const part of segment(text.slice(at, at + head))) {
        push('word', at, at + part.length);
        at += part.length;
      }
      if (m && at < end) {
        end += m[0].length;
        push('file', at, end);
      }
      at = end;
      continue;
    }
    m = run(word, at) ?? run(otherWord, at);
    if (m) {
      let end = at + m[0].length;
      if (text[end] === "'" && letter.test(text[end + 1] ?? ' ')) {
        if (run(contraction, end - 1)) end += 2;
        else if (!/^'(?:s|m|ve|ll|d|re)(?!\p{L})/iu.test(text.slice(end, end + 4))) end += 1;
      }
      push('word', at, end);
      at = end;
      continue;
    }
    if (c === "'") {
      m = /^'(s|m|ve|ll|d|re)(?!\p{L})/iu.exec(text.slice(at, at + 5));
      if (m) {
        const isS = m[1]?.toLowerCase() === 's';
        push(isS ? 'possessive' : 'word', at, at + m[0].length);
        at += m[0].length;
        continue;
      }
      if (/[sxzSXZ]/.test(before)) {
        push('possessive', at, at + 1);
        at += 1;
        continue;
      }
    }
    const size = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    push('punctuation', at, at + size);
    at += size;
  }
  return tokens;
}
