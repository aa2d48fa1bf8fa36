import { isRefused, type Refused, refuse } from '../domain/refusals.ts';
import type { Draft } from '../domain/request.ts';
import { targetKinds } from '../domain/terms.ts';
import type { CardModel } from '../ports/cards.ts';
import { requesterCard } from './cardFor.ts';
import { type Click, type ClickDeps, onClick } from './click.ts';

/**
 * Takes the person, site or team somebody chose among the candidates a name offered, and looks up again. Only a candidate the stored
 * preview named can be taken; the card alone decides nothing.
 */
export async function chooseCandidate(
  deps: ClickDeps,
  click: Click,
  candidateId: string,
): Promise<CardModel | Refused> {
  const result = await onClick(deps, click, async (request, actor) => {
    const refusal = request.preview.kind === 'refused' ? request.preview.refusal : null;
    const chosen = refusal?.code === 'whichOne' ? refusal.candidates.find(({ id }) => id === candidateId) : undefined;
    const { workload } = request.draft;
    if (refusal?.code !== 'whichOne' || !chosen || workload === null) return refuse({ code: 'previewOutdated' });
    const kind = targetKinds[workload];
    const instead: Draft['forWhom'][number] =
      kind === 'site' || kind === 'team' ? { by: 'place', ...chosen } : { by: 'id', id: chosen.id };
    const forWhom = request.draft.forWhom.map((who) => (saidAs(who) === refusal.asked ? instead : who));
    return [{ type: 'fill', actor, revision: click.revision, draft: { ...request.draft, forWhom } }];
  });
  return isRefused(result) ? result : requesterCard(deps, result);
}

const saidAs = (who: Draft['forWhom'][number]): string | null =>
  who.by === 'name' ? who.name : who.by === 'address' ? who.address : null;
