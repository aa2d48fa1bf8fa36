import { isAdmin } from '../domain/policy.ts';
import { isRefused, type Refused, refuse } from '../domain/refusals.ts';
import type { CardModel } from '../ports/cards.ts';
import { type Click, type ClickDeps, onClick } from './click.ts';
import { runContextOf } from './runContext.ts';

const asAdmin = async (
  deps: ClickDeps,
  click: Click,
  meaning: Parameters<typeof onClick>[2],
): Promise<CardModel | Refused> => {
  const result = await onClick(deps, click, meaning);
  return isRefused(result) ? result : { card: 'attention', request: result };
};

/** An admin says which of the shown sessions is ours; the run goes on from it. Only a session the evidence named can be taken. */
export const adoptSession = (
  deps: ClickDeps,
  click: Click,
  attempt: number,
  sessionId: string,
): Promise<CardModel | Refused> =>
  asAdmin(deps, click, async (request, actor, unit) => {
    const known = request.run?.attention?.candidates.some((candidate) => candidate.sessionId === sessionId) ?? false;
    const run = await runContextOf(unit, request);
    const open = run?.steps.find((step) => step.result === null);
    if (!isAdmin(deps.policy, actor)) return refuse({ code: 'unknownRequest' });
    if (!known || !run || !open || run.attempt !== attempt) return refuse({ code: 'notPossibleNow' });
    const result = deps.providers.byName(request.provider).adopt(open, run, sessionId);
    await unit.steps.close(run.runId, open.name, open.attempt, result);
    return [{ type: 'adopt', actor, attempt, sessionId }];
  });

/** A second person lets the approved revision run once more. */
export const startAgain = (deps: ClickDeps, click: Click, attempt: number): Promise<CardModel | Refused> =>
  asAdmin(deps, click, async (_request, actor) => [{ type: 'startAgain', actor, attempt, revision: click.revision }]);

/** An admin closes a request whose outcome could not be proved. */
export const closeUnproven = (deps: ClickDeps, click: Click, attempt: number): Promise<CardModel | Refused> =>
  asAdmin(deps, click, async (_request, actor) => [{ type: 'closeUnproven', actor, attempt }]);
