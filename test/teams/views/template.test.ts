import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expand } from '../../../src/teams/views/template.ts';
import { textsFor } from '../../../src/teams/views/texts.ts';
import { nodesOf } from './adaptiveCards.ts';
import { cases } from './cases.ts';

const folder = resolve(import.meta.dirname, '../../../cards');
const english = textsFor('en');
const templates = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, template: JSON.parse(readFileSync(join(folder, file), 'utf8')) as object }));
const offer = { openId: '', openRevision: 0, requestId: '', revision: 0 };
const refusal = { text: 'No.', lang: 'en', speak: 'No.', ...offer };

describe('templates', () => {
  it('are one for each card', () => {
    const cards = new Set(Object.values(cases).map((model) => `${model.card}.json`));
    expect(templates.map(({ file }) => file).sort()).toEqual([...cards].sort());
  });

  // TextBlocks are read as Markdown by clients, so they may show our own words only; data goes into TextRuns.
  it.each(templates)('$file binds TextBlocks to our own words only', ({ template }) => {
    const foreign = nodesOf(template)
      .filter((node) => node.type === 'TextBlock')
      .map((node) => String(node.text))
      .filter((text) => !/^\$\{(\$root\.)?(t|own)\.[\w.#]+\}$/.test(text));
    expect(foreign).toEqual([]);
  });

  it.each(templates)('$file holds no text of its own', ({ template }) => {
    const shown = ['text', 'title', 'label', 'placeholder', 'errorMessage', 'fallbackText', 'speak'];
    const written = nodesOf(template).flatMap((node) =>
      shown.filter((key) => typeof node[key] === 'string' && !/^\$\{[^}]+\}$/.test(String(node[key]))),
    );
    expect(written).toEqual([]);
  });

  it.each(templates)('$file decides nothing but what is shown', ({ template }) => {
    const bindings = [...JSON.stringify(template).matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? '');
    expect(bindings.length).toBeGreaterThan(0);
    expect(bindings.filter((binding) => !/^[\w$.#]+$/.test(binding))).toEqual([]);
  });
});

describe('expand', () => {
  it('refuses a card with a hole', () => {
    const { text: _, ...withoutText } = refusal;
    expect(() => expand('refusal', english, { ...withoutText, show: { offer: false } })).toThrow('no value for text');
    expect(() => expand('preview', english, { ...refusal, show: {} })).toThrow('is not given');
    expect(() => expand('refusal', { tag: 'xx', byKey: new Map() }, { ...refusal, show: { offer: false } })).toThrow(
      'has no text',
    );
  });

  it('does not remember a hole of an earlier card', () => {
    expect(() => expand('refusal', english, { ...refusal, text: null, show: { offer: false } })).toThrow('no value');
    expect(expand('refusal', english, { ...refusal, show: { offer: false } })).toMatchObject({ lang: 'en' });
  });
});
