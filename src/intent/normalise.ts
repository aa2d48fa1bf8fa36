import type { Mention } from './types.ts';

/** The cleaned text and, for each of its UTF-16 units, the offset in the original text it came from. */
export type Normalised = {
  readonly text: string;
  readonly map: readonly number[];
  /** People mentioned, in order; the text holds `mentionMark(i)` in their place. */
  readonly people: readonly Mention[];
  readonly wasCut: boolean;
};

/** Longest message that is read; the rest is not looked at and the `cut` issue says so. */
export const maximumCharacters = 4_000;
/** Longest cleaned text: what a person says stands at the start; the limit keeps hostile input cheap. */
const maximumCleanCharacters = 1_000;

const markBase = 0xe100;
/** The private-use character that stands for the i-th mentioned person. */
export const mentionMark = (index: number): string => String.fromCharCode(markBase + index);
/** The index of the mentioned person a character stands for, or -1. */
export const mentionIndex = (character: string): number => {
  const code = character.charCodeAt(0) - markBase;
  return code >= 0 && code < 256 ? code : -1;
};

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  '#160': ' ',
  rsquo: "'",
  lsquo: "'",
  ldquo: '"',
  rdquo: '"',
  ndash: '-',
  mdash: '-',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
  oacute: 'ó',
  iacute: 'í',
  aacute: 'á',
  uacute: 'ú',
  atilde: 'ã',
  otilde: 'õ',
  ecirc: 'ê',
  ocirc: 'ô',
  hellip: '…',
};

const invisible =
  /\u034f|\u180e|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]|[\ufe00-\ufe0f]/;
const space = /[\t\v\f \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const single = /[\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`]/;
const double = /[\u201c-\u201f\u2033\u00ab\u00bb\u300c-\u300f\uff02]/;
const dash = /[\u2010-\u2015\u2212]/;
const combining = /[\u0300-\u036f\u3099\u309a\uff9e\uff9f]/;

type Piece = { text: string; start: number };

/** Tags removed and entities decoded, each piece with where it came from. People become marks, the bot disappears. */
function unmark(
  text: string,
  mentions: readonly Mention[],
  botId: string | undefined,
): { pieces: Piece[]; people: Mention[] } {
  const pieces: Piece[] = [];
  const people: Mention[] = [];
  const waiting = [...mentions];
  const take = (inner: string): Mention | undefined => {
    const wanted = inner.trim().toLowerCase();
    const named = (mention: Mention): string =>
      mention.text
        .replace(/<[^<>]{0,80}>/g, '')
        .trim()
        .toLowerCase();
    const at = waiting.findIndex((mention) => named(mention) === wanted || mention.name.toLowerCase() === wanted);
    return at < 0 ? undefined : waiting.splice(at, 1)[0];
  };
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? '';
    if (character === '<') {
      const close = text.indexOf('>', at + 1);
      if (close > 0 && close - at <= 200 && /^<\/?[a-z]/i.test(text.slice(at, at + 3))) {
        if (/^<at[\s>]/i.test(text.slice(at, at + 4))) {
          const end = text.indexOf('</at>', close);
          if (end > 0 && end - close <= 200) {
            const inner = text.slice(close + 1, end);
            const mention = take(inner);
            const bot = mention === undefined ? false : mention.id === botId || mention.id.startsWith('28:');
            if (mention && !bot && people.length < 200) {
              const known = people.findIndex((person) => person.id === mention.id);
              const previous = pieces.at(-1)?.text.trim() === '' ? pieces.at(-2) : pieces.at(-1);
              if (known < 0) people.push(mention);
              const mark = mentionMark(known < 0 ? people.length - 1 : known);
              if (previous?.text !== mark) pieces.push({ text: mark, start: at });
            } else if (!mention && at > 0 && !/^\s*$/.test(text.slice(0, at)))
              pieces.push({ text: inner, start: close + 1 });
            else pieces.push({ text: ' ', start: at });
            at = end + 5;
            continue;
          }
        }
        const breaks = /^<\/?(?:br|p|div|li)\b/i.test(text.slice(at, at + 6));
        pieces.push({ text: breaks ? '\n' : ' ', start: at });
        at = close + 1;
        continue;
      }
    }
    if (character === '&') {
      const end = text.indexOf(';', at + 1);
      const name = end > 0 && end - at <= 9 ? text.slice(at + 1, end) : '';
      const numeric = /^#x?[0-9a-f]{1,6}$/i.test(name)
        ? Number(name[1] === 'x' ? `0x${name.slice(2)}` : name.slice(1))
        : 0;
      const decoded = entities[name] ?? (numeric > 31 && numeric < 0x10000 ? String.fromCharCode(numeric) : undefined);
      if (decoded !== undefined) {
        pieces.push({ text: decoded, start: at });
        at = end + 1;
        continue;
      }
    }
    let end = at + 1;
    while (end < text.length && text[end] !== '<' && text[end] !== '&') end += 1;
    pieces.push({ text: text.slice(at, end), start: at });
    at = end;
  }
  return { pieces, people };
}

/** Cleans one message: mentions to marks, tags and entities away, NFKC, plain spaces, quotes and dashes, nothing invisible. */
export function normalise(given: string, mentions: readonly Mention[] = [], botId?: string): Normalised {
  const { pieces, people } = unmark(given.slice(0, maximumCharacters), mentions, botId);
  let text = '';
  const map: number[] = [];
  let wasCut = given.length > maximumCharacters;
  for (const piece of pieces) {
    const mark = mentionIndex(piece.text) >= 0 && piece.text.length === 1;
    for (let at = 0; at < piece.text.length; ) {
      let end = at + ((piece.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
      while (end < piece.text.length && combining.test(piece.text[end] ?? '')) end += 1;
      const raw = piece.text.slice(at, end);
      const source = piece.text.length === 1 ? piece.start : piece.start + at;
      at = end;
      if (!mark && invisible.test(raw)) continue;
      let clean = raw === '\r' ? '' : raw;
      if (space.test(raw)) clean = ' ';
      else if (double.test(raw)) clean = '"';
      else if (single.test(raw)) clean = "'";
      else if (dash.test(raw)) clean = '-';
      else if (raw > '\u007f' && !mark) clean = raw.normalize('NFKC');
      if (clean === ' ' && (text.endsWith(' ') || text === '')) continue;
      if (text.length + clean.length > maximumCleanCharacters) {
        wasCut = true;
        break;
      }
      for (let unit = 0; unit < clean.length; unit += 1) map.push(source);
      text += clean;
    }
  }
  map.push(Math.min(given.length, maximumCharacters));
  return { text, map, people, wasCut };
}
