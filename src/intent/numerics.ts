/** What a run of digits may mean, read from its shape alone; the date grammar decides by its neighbours. */
export type NumericForm = {
  /** A plain whole number, with how it was written. */
  readonly int?: number;
  readonly padded?: boolean;
  readonly digits?: number;
  readonly ordinal?: boolean;
  readonly decimal?: number;
  /** `3/11`, `03.11.2026`, `2026/11/03`: the numbers in writing order. */
  readonly date?: {
    readonly parts: readonly number[];
    readonly separator: '/' | '.' | '-';
    readonly yearFirst: boolean;
  };
  /** `15:30`, `15h30`, `3pm`, `15:00+02:00`. `spare` marks a dotted one (`9.30`), which may be a date instead. */
  readonly clock?: {
    readonly hour: number;
    readonly minute: number;
    readonly half?: 'am' | 'pm';
    readonly offsetMinutes?: number;
    readonly spare?: boolean;
    readonly bare?: boolean;
    readonly padded?: boolean;
  };
};

export type NumericMatch = { readonly length: number; readonly form: NumericForm };

const after = String.raw`(?![\p{Script=Latin}\p{N}_])`;
const iso =
  /(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:T|\s)(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?/uy;
const yearFirst = new RegExp(String.raw`(\d{4})([/.])(\d{1,2})\2(\d{1,2})${after}`, 'uy');
const threePart = new RegExp(String.raw`(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})${after}`, 'uy');
const twoPartSlash = new RegExp(String.raw`(\d{1,2})\/(\d{1,2})(?!\/)${after}`, 'uy');
/** `05-10`, `23-11`: a zero or a falling pair, since `9-10` is a range. */
const twoPartHyphen = new RegExp(String.raw`(0\d|[12]\d|3[01])-(0\d|[12]\d|3[01])(?!-)${after}`, 'uy');
const twoPartDots = /(\d{1,2})\.(\d{1,2})\.(?![\p{L}\p{N}])/uy;
const colon =
  /(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?([ap])\.?m\.?(?![\p{L}])|\s?(Z)(?![\p{L}])|\s?([+-]\d{2}:?\d{2})(?!\d))?(?![\p{N}:])/iuy;
const hLetter = new RegExp(String.raw`(\d{1,2})(?:\s?[hH]|[uU])(\d{2})?(?:min|m)?${after}`, 'uy');
const halfDay = /(\d{1,2})(?:[.:](\d{2}))?\s?([ap])(?:\.\s?m\.?|m)(?!\p{L})/iuy;
const halfDayAttached = /(\d{1,2})(?:[.:](\d{2}))?([ap])m(?![\p{L}])/iuy;
const dotted = new RegExp(String.raw`(\d{1,2})\.(\d{2})(?![.\d])${after}`, 'uy');
const ordinal = new RegExp(String.raw`(\d{1,2})(?:st|nd|rd|th|er|re|ème|eme|e|de|ste|ª|º|°)${after}`, 'iuy');
const decimal = new RegExp(String.raw`(\d{1,3})[.,](\d)${after}`, 'uy');
const plain = /\d+/y;

const offset = (text: string | undefined): number | undefined => {
  if (!text) return undefined;
  if (text === 'Z' || text === 'z') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  return sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2)));
};
const halfOf = (letter: string | undefined): 'am' | 'pm' | undefined =>
  letter === undefined ? undefined : letter.toLowerCase() === 'a' ? 'am' : 'pm';
const clock = (
  hour: number,
  minute: number,
  half?: 'am' | 'pm',
  offsetMinutes?: number,
  extra: object = {},
): NumericForm => ({
  clock: {
    hour,
    minute,
    ...(half ? { half } : {}),
    ...(offsetMinutes === undefined ? {} : { offsetMinutes }),
    ...extra,
  },
});

/**
 * Reads the digits at `at`. `spacedHalf` allows "3 am" with a space (not where "am" is a word of the language).
 * Every pattern is bounded, so a hostile run of digits costs its length once.
 */
export function readNumeric(text: string, at: number, spacedHalf: boolean): NumericMatch {
  const run = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const done = (match: RegExpExecArray, form: NumericForm): NumericMatch => ({ length: match[0].length, form });
  let m = run(iso);
  if (m) {
    const date = { parts: [Number(m[1]), Number(m[2]), Number(m[3])], separator: '-' as const, yearFirst: true };
    const time = m[4] === undefined ? {} : clock(Number(m[4]), Number(m[5]), undefined, offset(m[6]), { padded: true });
    return done(m, { date, ...time });
  }
  m = run(yearFirst);
  if (m) {
    const separator = m[2] === '/' ? '/' : '.';
    return done(m, { date: { parts: [Number(m[1]), Number(m[3]), Number(m[4])], separator, yearFirst: true } });
  }
  m = run(threePart);
  if (m) {
    const year = m[4]?.length === 2 ? 2000 + Number(m[4]) : Number(m[4]);
    const separator = m[2] === '/' ? '/' : m[2] === '.' ? '.' : '-';
    return done(m, { date: { parts: [Number(m[1]), Number(m[3]), year], separator, yearFirst: false } });
  }
  m = run(spacedHalf ? halfDay : halfDayAttached);
  if (m) return done(m, clock(Number(m[1]), Number(m[2] ?? 0), halfOf(m[3]), undefined, m[2] ? {} : { bare: true }));
  m = run(colon);
  if (m) {
    const padded = m[1]?.length === 2;
    return done(m, clock(Number(m[1]), Number(m[2]), halfOf(m[3]), offset(m[4] ?? m[5]), { padded }));
  }
  m = run(hLetter);
  if (m) return done(m, clock(Number(m[1]), Number(m[2] ?? 0), undefined, undefined, { padded: true }));
  m = run(twoPartSlash);
  if (m) return done(m, { date: { parts: [Number(m[1]), Number(m[2])], separator: '/', yearFirst: false } });
  m = run(twoPartHyphen);
  if (m && (m[0].startsWith('0') || m[2]?.startsWith('0') || Number(m[1]) > Number(m[2])))
    return done(m, { date: { parts: [Number(m[1]), Number(m[2])], separator: '-', yearFirst: false } });
  m = run(twoPartDots);
  if (m) return done(m, { date: { parts: [Number(m[1]), Number(m[2])], separator: '.', yearFirst: false } });
  m = run(dotted);
  if (m) {
    const date = { parts: [Number(m[1]), Number(m[2])], separator: '.' as const, yearFirst: false };
    return done(m, {
      date,
      ...clock(Number(m[1]), Number(m[2]), undefined, undefined, { spare: true, padded: m[1]?.length === 2 }),
    });
  }
  m = run(decimal);
  if (m) return done(m, { decimal: Number(`${m[1]}.${m[2]}`) });
  m = run(ordinal);
  if (m) return done(m, { int: Number(m[1]), ordinal: true, digits: m[1]?.length ?? 1 });
  m = run(plain);
  const digits = m?.[0] ?? '0';
  return {
    length: digits.length,
    form:
      digits.length > 9
        ? {}
        : { int: Number(digits), padded: digits.startsWith('0') && digits.length > 1, digits: digits.length },
  };
}
