import { describe, expect, it } from 'vitest';
import { render } from '../../../src/teams/views/render.ts';
import { languageTags } from '../../../src/teams/views/texts.ts';
import { nodesOf, parserWarnings } from './adaptiveCards.ts';
import { worstCases } from './worst.ts';

const audience = { locale: 'en-GB', zone: 'Europe/Berlin' };
const mark = 'MARK';
const attack = `${mark} [x](http://e.vil) **b** <at>y</at> <b>z</b> \${1+1} \${requestId} {name} $& # 1.`;
const hostile = worstCases({ text: () => attack, copies: 1 });

const stringsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
};

describe('text that others wrote', () => {
  it.each(hostile)('$name shows it literally', ({ model }) => {
    const { content, summary } = render(model, audience);
    // Cut short is fine, changed is not.
    for (const text of [...stringsOf(content), summary].filter((text) => text.includes(mark))) {
      // A check box is parted by letters that show nothing.
      const shown = text.replaceAll('\u2060', '');
      expect(attack.startsWith(shown.slice(shown.indexOf(mark)).slice(0, 20))).toBe(true);
    }
    expect(parserWarnings(content)).toEqual([]);
  });

  it.each(hostile)(
    '$name puts it into check boxes only with nothing in it that Markdown or HTML could mean',
    ({ model }) => {
      const boxes = nodesOf(render(model, audience).content).flatMap((node) =>
        node.type === 'Input.ChoiceSet' && node.style === 'expanded' ? stringsOf(node.choices) : [],
      );
      for (const text of boxes.filter((text) => text.includes(mark)))
        expect(text).not.toMatch(/[*`\\]|\]\(|<(?!\u2060)|&(?!\u2060)|:\/\/|(?<![\p{L}\p{N}])_|^\d/u);
    },
  );

  it.each(hostile)('$name never puts it where clients read Markdown', ({ model }) => {
    const readAsMarkdown = nodesOf(render(model, audience).content).flatMap((node) => [
      node.type === 'TextBlock' ? node.text : '',
      node.label,
      // Radio buttons and check boxes are rendered as Markdown too; a compact or picker choice is not.
      ...(node.type === 'Input.ChoiceSet' && node.style === 'expanded' && node.id !== 'picked'
        ? stringsOf(node.choices)
        : []),
    ]);
    expect(readAsMarkdown.filter((text) => typeof text === 'string' && text.includes(mark))).toEqual([]);
  });

  it('reaches the cards at all', () => {
    const shown = hostile.filter(({ model }) => stringsOf(render(model, audience).content).join().includes(mark));
    expect(shown.length).toBeGreaterThan(hostile.length * 0.7);
  });
});

describe('size', () => {
  /** Letters of three bytes, as many as anybody could send, and every list far longer than it is shown. */
  const huge = worstCases({ text: (text) => `${text} `.padEnd(5_000, '漢'), copies: 40 });

  it.each(huge)('$name stays under 28 KB in every language', ({ model }) => {
    for (const locale of languageTags) {
      const { content, summary } = render(model, { locale, zone: 'Europe/Berlin' });
      const bytes = Buffer.byteLength(JSON.stringify({ content, summary }));
      expect(bytes, locale).toBeLessThan(28 * 1024);
    }
  });
});

describe('an announcement', () => {
  it('names no person, no object and no reason', () => {
    const announcements = hostile.filter(({ name }) => name === 'announcement-completed');
    expect(announcements.length).toBe(1);
    for (const { model } of announcements) expect(JSON.stringify(render(model, audience))).not.toContain(mark);
  });

  it('and a short status neither', () => {
    for (const { model } of hostile.filter(({ name }) => name.startsWith('shortStatus')))
      expect(JSON.stringify(render(model, audience))).not.toContain(mark);
  });
});
