import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/domain/request.ts';
import type { FormChoices } from '../../../src/ports/cards.ts';
import { cardText } from '../../../src/teams/views/cardText.ts';
import { render } from '../../../src/teams/views/render.ts';
import { nodesOf } from './adaptiveCards.ts';
import { everything, mailOnly } from './formChoices.ts';
import { draft, megan } from './requests.ts';

const nowUtc = '2026-11-20T10:20:00.000Z';
const asked = '2026-04-03T15:00:00.000Z';
const other = '2026-03-04T16:00:00.000Z';

function form(over: Partial<Draft>, choices: FormChoices = mailOnly, locale = 'en-GB') {
  const request = { ...draft, revision: 3, draft: { ...draft.draft, ...over } };
  const { content } = render(
    { card: 'form', request, choices, problem: null, nowUtc },
    { locale, zone: 'Europe/Berlin' },
  );
  const buttons = nodesOf(content).filter((node) => node.verb === 'form.alternative');
  return { text: cardText(content), buttons };
}
const unsure = (kind: string, alternativeUtc: string | null) => ({ kind, read: '3/4 at 5pm', alternativeUtc });
const askedTime = { utc: asked, zone: 'Europe/Berlin' };

describe('a note with another reading', () => {
  it('asks in one sentence and has a button that carries the time', () => {
    const { text, buttons } = form({ askedTime, readingNotes: [unsure('day-month-order', other)] });
    expect(text).toContain('I read “3/4 at 5pm” as Friday, 3 April 2026. Did you mean Wednesday, 4 March 2026?');
    expect(buttons.map(({ title, data }) => ({ title, data }))).toEqual([
      { title: 'Change to Wed, 4 Mar 2026', data: { requestId: draft.id, revision: 3, alternativeUtc: other } },
    ]);
  });

  it('offers the same time once, and never the one that is filled in', () => {
    const twice = [unsure('dst-overlap', other), unsure('morning-or-afternoon', other)];
    expect(form({ askedTime, readingNotes: twice }).buttons).toHaveLength(1);
    expect(form({ askedTime, readingNotes: [unsure('day-month-order', asked)] }).buttons).toHaveLength(0);
    expect(form({ askedTime, readingNotes: [unsure('typo-repaired', null)] }).buttons).toHaveLength(0);
  });

  it('still asks when nothing was filled in', () => {
    const { text, buttons } = form({ askedTime: null, readingNotes: [unsure('day-month-order', other)] });
    expect(text).toContain('Did you mean Wednesday, 4 March 2026 at 17:00?');
    expect(buttons).toHaveLength(1);
  });
});

describe('the time that was read', () => {
  it('is shown with weekday, date, time and zone, in the reader’s language', () => {
    expect(form({ askedTime }).text).toContain('Friday, 3 April 2026 at 17:00 Central European Summer Time');
    expect(form({ askedTime }, mailOnly, 'de').text).toContain(
      'Freitag, 3. April 2026 um 17:00 Mitteleuropäische Sommerzeit',
    );
    expect(form({ askedTime: null }).text).toContain('Central European Standard Time (Europe/Berlin)');
  });
});

describe('for whom', () => {
  it('is said to who may only ask for themselves, and chosen by who may ask for others', () => {
    expect(form({}).text).toContain('For you: Adele Vance (adele.vance@contoso.com)');
    expect(form({}, everything).text).not.toContain('For you');
  });

  it('is refused at once when somebody else was named and that is not allowed', () => {
    const forWhom = [{ by: 'id', id: megan.id }] as const;
    expect(form({ forWhom }).text).toContain('You may only ask for your own data.');
    expect(form({ forWhom }, everything).text).not.toContain('You may only ask for your own data.');
  });
});
