import { readdirSync, readFileSync } from 'node:fs';
import en from '../../../cards/locales/en.json' with { type: 'json' };

type Key = keyof typeof en;
/** A text with one wording. */
export type TextKey = Exclude<Key, `${string}#${string}`>;
/** A text that depends on a count; `refusal.reasonTooShort` stands for `refusal.reasonTooShort#one` and `#other`. */
export type PluralKey = Key extends infer K ? (K extends `${infer Base}#${string}` ? Base : never) : never;

/** The texts of one language. `tag` is the language's own tag, such as `de`. */
export type Texts = { readonly tag: string; readonly byKey: ReadonlyMap<string, string> };

export type Parameters = Readonly<Record<string, string>>;

const folder = new URL('../../../cards/locales/', import.meta.url);
const fallback: Texts = { tag: 'en', byKey: new Map(Object.entries(en)) };

function load(tag: string): Texts {
  const parsed: unknown = JSON.parse(readFileSync(new URL(`${tag}.json`, folder), 'utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`cards/locales/${tag}.json must hold an object`);
  return { tag, byKey: new Map(Object.entries(parsed).map(([key, text]) => [key, String(text)])) };
}

const all: ReadonlyMap<string, Texts> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .map((tag) => [tag.toLowerCase(), load(tag)]),
);

/** The languages cards are written in. */
export const languageTags: readonly string[] = [...all.values()].map((texts) => texts.tag);

/** The texts for a reader's locale: its own (`pt-br`), its language's (`pt`), or English. Any string is accepted. */
export function textsFor(locale: string): Texts {
  const parts = locale.toLowerCase().replaceAll('_', '-').split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const texts = all.get(parts.slice(0, length).join('-'));
    if (texts) return texts;
  }
  return fallback;
}

/** Whether there is a text under this key. */
export const hasText = (texts: Texts, key: string): boolean => texts.byKey.has(key);

/** The text under a key as it is written; throws when there is none, because a card with a hole must not be sent. */
export function rawText(texts: Texts, key: string): string {
  const text = texts.byKey.get(key);
  if (text === undefined) throw new Error(`cards/locales/${texts.tag}.json has no text ${key}`);
  return text;
}

/** The names between braces in a text, sorted. */
export const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

/** Fills `{name}` from the parameters, in one pass, so that a parameter is never read as a text of ours. */
export function fill(text: string, parameters: Parameters): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${text}"`);
    return value;
  });
}
