import { isRefused, type Refused } from '../domain/refusals.ts';
import type { CardModel } from '../ports/cards.ts';
import { requesterCard } from './cardFor.ts';
import { type Click, type ClickDeps, onClick } from './click.ts';

/**
 * Takes the other reading of the point in time that the form offered, and shows the form again.
 * `alternativeUtc` comes from the card, so it only chooses among the draft's own reading notes; anything else is refused.
 */
export async function takeAlternative(
  deps: ClickDeps,
  click: Click,
  alternativeUtc: string,
  zone: string,
): Promise<CardModel | Refused> {
  const result = await onClick(deps, click, async (_request, actor) => [
    { type: 'takeAlternative', actor, revision: click.revision, alternativeUtc, zone },
  ]);
  return isRefused(result) ? result : requesterCard(deps, result);
}
