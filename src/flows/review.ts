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
  asApprover(deps, click, async (_request, actor) => [{ type: 'approve', actor: actor, revision: click.revision }]);

/** An approver rejects the revision on the card they pressed; a reason is required. */
export const rejectRequest = (deps: ClickDeps, click: Click, reason: string): Promise<CardModel | Refused> =>
  asApprover(deps, click, async (_request, actor) => [
    { type: 'reject', actor: actor, revision: click.revision, reason },
  ]);
