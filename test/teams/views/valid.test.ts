import { describe, expect, it } from 'vitest';
import { verbs } from '../../../src/teams/routes.ts';
import { render } from '../../../src/teams/views/render.ts';
import { languageTags } from '../../../src/teams/views/texts.ts';
import { nodesOf, parserWarnings, strangers } from './adaptiveCards.ts';
import { cases } from './cases.ts';

const rendered = Object.entries(cases).map(([name, model]) => ({
  name,
  content: render(model, { locale: 'en-GB', zone: 'Europe/Berlin' }).content,
}));

describe('every card', () => {
  it.each(rendered)('$name is valid Adaptive Card 1.5 for Teams', ({ content }) => {
    expect(parserWarnings(content)).toEqual([]);
    expect(strangers(content)).toEqual([]);
  });

  it.each(rendered)('$name is accessible', ({ content }) => {
    const nodes = nodesOf(content);
    const inputs = nodes.filter((node) => node.type.startsWith('Input.'));
    expect(inputs.filter((node) => !node.label)).toEqual([]);
    expect(inputs.filter((node) => node.isRequired === true && !node.errorMessage)).toEqual([]);
    expect(new Set(inputs.map((node) => node.id)).size).toBe(inputs.length);
    expect(nodes.filter((node) => node.type === 'TextBlock' && node.wrap !== true)).toEqual([]);
    expect(content).toMatchObject({ lang: 'en', speak: expect.any(String), fallbackText: expect.any(String) });
  });

  it.each(rendered)('$name falls back from Execute to Submit with the same verb and data', ({ content }) => {
    for (const node of nodesOf(content).filter((one) => one.type === 'Action.Execute'))
      expect(node.fallback).toEqual({
        type: 'Action.Submit',
        title: node.title,
        ...(node.style === undefined ? {} : { style: node.style }),
        ...(node.associatedInputs === undefined ? {} : { associatedInputs: node.associatedInputs }),
        data: { verb: node.verb, ...(node.data as object) },
      });
  });
});

describe('buttons', () => {
  it('are exactly those the bot answers', () => {
    const shown = rendered.flatMap(({ content }) => nodesOf(content)).filter((node) => node.type === 'Action.Execute');
    expect([...new Set(shown.map((node) => node.verb))].sort()).toEqual([...verbs].sort());
  });
});

describe('the checks themselves', () => {
  it('the parser sees a misspelt element and a property of a wrong type', () => {
    const broken = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlok', text: 'x' }] };
    expect(parserWarnings(broken)).not.toEqual([]);
  });

  it('the list sees what Teams does not know', () => {
    const body = [{ type: 'Media' }, { type: 'TextBlock', text: 'x', targetWidth: 'wide' }];
    expect(strangers({ type: 'AdaptiveCard', version: '1.5', body })).toEqual(['Media', 'TextBlock.targetWidth']);
  });
});

describe('in every language', () => {
  it.each(languageTags)('%s renders every card', (locale) => {
    for (const [name, model] of Object.entries(cases)) {
      const { content, summary } = render(model, { locale, zone: 'Asia/Tokyo' });
      expect(content, name).toMatchObject({ lang: locale });
      expect(summary, name).not.toMatch(/[{}]/);
    }
  });
});
