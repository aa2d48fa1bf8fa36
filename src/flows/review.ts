import { isRefused, type Refused } from '../domain/refusals.ts';
import type { CardModel } from '../ports/cards.ts';
import { type Click, type ClickDeps, onClick } from './click.ts';

const asApprover = async (
  deps: ClickDeps,
  click: Click,
  meaning: Parameters<typeof onClick>[2],
): Promise<CardModel | Refused> => {
  const result = await onClick(deps, click, meaning);
  return isRefused(result) ? result : { card: 'approval', request: result, viewerId: click.person.id };
};

/** An approver approves the revision on the card they pressed. */
export const approveRequest = (deps: ClickDeps, click: Click): Promise<CardModel | Refused> =>
  asApprover(deps, click, async (request, actor) => [
    { type: 'approve', actor: knownAs(request.asked, actor), revision: click.revision },
  ]);

/** An approver rejects the revision on the card they pressed; a reason is required. */
export const rejectRequest = (deps: ClickDeps, click: Click, reason: string): Promise<CardModel | Refused> =>
  asApprover(deps, click, async (request, actor) => [
    { type: 'reject', actor: knownAs(request.asked, actor), revision: click.revision, reason },
  ]);

/** The actor with the address the directory gave when they were asked; the id is the signed-in one and stays. */
function knownAs<A extends { readonly person: { readonly id: string } }>(asked: readonly A['person'][], actor: A): A {
  const person = asked.find((candidate) => candidate.id === actor.person.id);
  return person ? { ...actor, person } : actor;
}
