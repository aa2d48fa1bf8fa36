import { mostItems } from '../../domain/narrowing.ts';
import { mayAskFor } from '../../domain/policyRules.ts';
import { type Refused, refuse } from '../../domain/refusals.ts';
import { isFoundByAddress, type RestoreRequest } from '../../domain/request.ts';
import type { ItemFilter, Json } from '../../domain/terms.ts';
import type { ItemPage, Provider, StepRecord } from '../../ports/provider.ts';
import { standingOf } from '../authority.ts';
import type { FlowDeps } from '../deps.ts';
import { closeJob } from '../effectsToJobs.ts';
import { askOnce, isSignInNeeded } from '../signIn.ts';
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

/** The journal's name for a session that only looked. It stands under an id of its own, so no run ever takes it for its own. */
const browseStep = 'browse';
/** A provider's run may have a step of the same name; the provider's name in the evidence is what a search has alone. */
const isSearch = ({ name, evidence }: StepRecord): boolean =>
  name === browseStep && typeof evidence === 'object' && evidence !== null && 'provider' in evidence;

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
        await journal(deps, provider, request.id, runId, sessionId);
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

async function journal(
  { store, clock }: BrowseDeps,
  { name }: Provider,
  requestId: string,
  runId: string,
  sessionId: string,
): Promise<void> {
  await store.transaction(async (unit) => {
    const openedAtUtc = clock.now().toISOString();
    const evidence: Json = { provider: name };
    await unit.steps.open(runId, requestId, { name: browseStep, attempt: 1, evidence, openedAtUtc });
    await unit.steps.close(runId, browseStep, 1, { sessionId });
  });
}

/** Closes the session of a search that ended without closing it; false when the journal's id is a run's. Safe to repeat. */
export async function closeBrowsing(
  deps: Pick<FlowDeps, 'store' | 'providers'>,
  { runId }: { readonly runId: string },
): Promise<boolean> {
  const steps = await deps.store.transaction((unit) => unit.steps.of(runId));
  const step = steps.find(isSearch);
  if (!step) return false;
  const { provider } = step.evidence as { readonly provider: Provider['name'] };
  const { sessionId } = step.result as { readonly sessionId: string };
  await deps.providers.byName(provider).endBrowsing?.(sessionId);
  await deps.store.transaction((unit) => unit.steps.sessionsClosed(runId));
  return true;
}
