/**
 * Making strings we did not write fit to be shown (design §5.14). Cards put them into TextRuns, which no client reads as Markdown;
 * `escapeMarkdown` is for messages, which are.
 */

/** Format characters (bidi controls, zero-width, soft hyphen, tags), lone surrogates, private use, and letters that show nothing. */
const invisible = /[\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]/gu;
const stackedMarks = /(\p{M}{4})\p{M}+/gu;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
/** `{{DATE(…)}}` and `{{TIME(…)}}`, which some clients replace in any text of a card. */
const dateFunction = /\{(?=\{(?:DATE|TIME)\()/gi;
const wordJoiner = '\u2060';
/** A word too long for a phone, and where in it a line may break: not every client breaks long words in a TextRun. */
const longWord = /[^\s]{35,}/gu;
const breakAfter = /\/(?!\/)|[._@?&=-]/g;
const breakHere = '\u200b';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The first `limit` characters as a person counts them, with `…` as the last one when something was left out. */
export function cut(text: string, limit: number): string {
  // Twice as many code units as wanted characters are not worth looking at one by one when the text is short.
  if (text.length <= limit) return text;
  let shown = '';
  let count = 0;
  for (const { segment } of graphemes.segment(text.slice(0, limit * 16))) {
    if (count === limit) return `${shown.trimEnd()}…`;
    shown += segment;
    count += 1;
  }
  return shown;
}

/** One line of someone else's text, without invisible characters, cut to `limit` characters; right-to-left text is isolated. */
export function oneLine(text: string, limit: number): string {
  const clean = text
    .normalize('NFC')
    .replaceAll(breaks, ' ')
    .replaceAll(invisible, '')
    .replaceAll(stackedMarks, '$1')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const literal = cut(clean, limit)
    .replaceAll(dateFunction, `{${wordJoiner}`)
    .replaceAll(longWord, (word) => word.replaceAll(breakAfter, `$&${breakHere}`));
  return rightToLeft.test(literal) ? `\u2068${literal}\u2069` : literal;
}

/** Letters that mean something in Markdown or HTML, and letters that look the same and mean nothing. */
const lookAlikes: Readonly<Record<string, string>> = { '*': '\u2217', '`': '\u02cb', '\\': '\u2216', _: '\uff3f' };

/**
 * Someone else's text in a check box or a radio button: some clients read that as Markdown and others do not, so a backslash would be seen.
 * What has a meaning is replaced by a look-alike or parted by a letter that shows nothing.
 */
export const choiceText = (text: string): string =>
  text === ''
    ? ''
    : wordJoiner +
      text
        .replaceAll(/[*`\\]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (letter) => lookAlikes[letter] ?? letter)
        .replaceAll(/[<&~]|\](?=[([:])/g, `$&${wordJoiner}`)
        .replaceAll('://', `:${wordJoiner}//`);

/** Text a person typed, to be shown again in an input: line breaks stay. `limitBytes` is in UTF-8, as the card's size is counted. */
export function inputValue(text: string, limitBytes: number): string {
  const clean = text
    .replaceAll('\r\n', '\n')
    .replaceAll(invisible, '')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ');
  const bytes = Buffer.from(clean);
  return bytes.length <= limitBytes
    ? clean
    : new TextDecoder().decode(bytes.subarray(0, limitBytes)).replace(/�$/u, '');
}

/**
 * Someone else's text so that a Teams message (Markdown and a little HTML) shows it literally. Only what has a meaning within a
 * sentence is escaped, so that an address still reads as one where a client shows messages as plain text.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*[\]~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('://', `:${wordJoiner}//`);
}
