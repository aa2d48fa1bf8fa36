import { mostItems } from '../../domain/narrowing.ts';
import { mayAskFor } from '../../domain/policyRules.ts';
import { type Refused, refuse } from '../../domain/refusals.ts';
import { isFoundByAddress, type RestoreRequest } from '../../domain/request.ts';
import type { ItemFilter } from '../../domain/terms.ts';
import type { ItemPage } from '../../ports/provider.ts';
import { standingOf } from '../authority.ts';
import type { FlowDeps } from '../deps.ts';
import { closeJob } from '../effectsToJobs.ts';
import { askOnce, isSignInNeeded } from '../signIn.ts';
import { noteBrowsing } from './openBrowsing.ts';
import { termsOf } from './terms.ts';

export type BrowseDeps = Pick<
  FlowDeps,
  | 'store'
  | 'providers'
  | 'directory'
  | 'policy'
  | 'clock'
  | 'newId'
  | 'tenantId'
  | 'log'
  | 'announceChannelId'
  | 'replicaId'
>;

/**
 * Asks the backup product which items of a draft's one target a filter matches. The right to ask is checked first, each time. The
 * session it takes is journalled as soon as its id is known, and closed or left to the sweep whatever happens.
 */
export async function browse(
  deps: BrowseDeps,
  request: RestoreRequest,
  filter: ItemFilter,
): Promise<ItemPage | Refused> {
  const { content, preview, requester } = request;
  const provider = deps.providers.byName(request.provider);
  const [plan, ...others] = content?.targets ?? [];
  if (!content || !plan?.point || others.length > 0) return refuse({ code: 'previewOutdated' });
  if (preview.kind !== 'ready' || isFoundByAddress(preview.choices)) return refuse({ code: 'itemsInDoubt' });
  const ability = provider.ability(content.workload, 'items');
  if (!provider.browse || !ability) return refuse({ code: 'itemsNotServed' });
  const actor = { person: requester, standing: await standingOf(deps, requester.id) };
  if (!mayAskFor(deps.policy, actor, [plan.target.id])) return refuse({ code: 'othersNotAllowed' });

  const runId = deps.newId();
  let opened = false;
  try {
    const page = await provider.browse({
      workload: content.workload,
      target: plan.target,
      tenantId: deps.tenantId,
      personId: requester.id,
      point: plan.point,
      options: termsOf(request.draft, ability).options,
      filter,
      most: mostItems,
      opened: async (sessionId) => {
        await noteBrowsing(deps, { requestId: request.id, runId }, sessionId, {
          provider: provider.name,
          personId: requester.id,
        });
        opened = true;
      },
    });
    if (opened) await deps.store.transaction((unit) => unit.steps.sessionsClosed(runId));
    return page;
  } catch (thrown) {
    // What went wrong may have been the closing.
    if (opened) await deps.store.transaction((unit) => unit.enqueue(closeJob({ requestId: request.id, runId })));
    if (isSignInNeeded(thrown)) await askOnce(deps, request, requester.id);
    throw thrown;
  }
}
