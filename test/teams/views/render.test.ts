import { describe, expect, it } from 'vitest';
import { cardText } from '../../../src/teams/views/cardText.ts';
import { render } from '../../../src/teams/views/render.ts';
import { cases } from './cases.ts';

const audience = { locale: 'en-GB', zone: 'Europe/Berlin' };

describe('every card in every state', () => {
  for (const [name, model] of Object.entries(cases))
    it(name, () => {
      const { content, summary } = render(model, audience);
      expect(`${cardText(content)}\n---\n${summary}`).toMatchSnapshot();
    });
});
