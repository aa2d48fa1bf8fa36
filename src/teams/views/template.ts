import { readFileSync } from 'node:fs';
import { GlobalSettings, Template } from 'adaptivecards-templating';
import type { Json } from '../../domain/terms.ts';
import type { CardName } from '../../ports/cards.ts';
import { placeholdersOf, rawText, type Texts } from './texts.ts';

/** What a template binds to. `show.*` are the booleans of `$when`; `own.*` are our own words; the rest is data of others. */
export type TemplateData = { readonly [key: string]: Json } & { readonly show: Readonly<Record<string, boolean>> };

const folder = new URL('../../../cards/', import.meta.url);
const textBinding = /^\$\{t\.([^}]+)\}$/;
const whenBinding = /^\$\{(?:\$root\.)?show\.(\w+)\}$/;

type Compiled = { readonly template: Template; readonly shows: ReadonlySet<string> };
const compiled = new Map<string, Compiled>();

/** Paths without a value in the expansion under way; the library would leave `${path}` in the card instead. */
let missing: string[] = [];
GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
  missing.push(path);
  return undefined;
};

/** The template with our texts (`${t.key}`) put in; they hold no parameters, so this is done once per language. */
function withTexts(node: Json, texts: Texts, shows: Set<string>): Json {
  if (typeof node === 'string') {
    const key = textBinding.exec(node)?.[1];
    if (key === undefined) return node;
    const text = rawText(texts, key);
    if (placeholdersOf(text).length > 0) throw new Error(`${key} needs values; a template can only name texts without`);
    return text;
  }
  if (Array.isArray(node)) return node.map((item: Json) => withTexts(item, texts, shows));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, Json]) => {
      if (key === '$when') {
        const name = typeof value === 'string' ? whenBinding.exec(value)?.[1] : undefined;
        if (name === undefined) throw new Error(`$when must be one of show.*, not ${JSON.stringify(value)}`);
        shows.add(name);
      }
      return [key, withTexts(value, texts, shows)];
    }),
  );
}

function compile(card: CardName, texts: Texts): Compiled {
  const key = `${card}|${texts.tag}`;
  const known = compiled.get(key);
  if (known) return known;
  const source = JSON.parse(readFileSync(new URL(`${card}.json`, folder), 'utf8')) as Json;
  const shows = new Set<string>();
  const template = new Template(withTexts(source, texts, shows));
  const made = { template, shows };
  compiled.set(key, made);
  return made;
}

/** Leaves out properties that are empty strings: no `value` to preset, no text to show. A null is a hole like a missing value. */
function withoutEmpty(node: Json): Json {
  if (node === null) missing.push('null');
  if (Array.isArray(node)) return node.map(withoutEmpty);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([, value]) => value !== '')
      .map(([key, value]: [string, Json]) => [key, withoutEmpty(value)]),
  );
}

/**
 * Expands a card's template with data in one language. Templates are read and compiled once.
 * Throws when a binding has no value: a card with a hole must not be sent.
 */
export function expand(card: CardName, texts: Texts, data: TemplateData): Readonly<Record<string, Json>> {
  const { template, shows } = compile(card, texts);
  for (const name of shows)
    if (typeof data.show[name] !== 'boolean') throw new Error(`cards/${card}.json: show.${name} is not given`);
  missing = [];
  const expanded = withoutEmpty(template.expand({ $root: data }) as Json);
  if (missing.length > 0) throw new Error(`cards/${card}.json: no value for ${missing.join(', ')}`);
  return expanded as Readonly<Record<string, Json>>;
}
