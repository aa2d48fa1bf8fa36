import type { Unit } from '../ports/store.ts';
import type { FlowDeps } from './deps.ts';
import { browsingIn } from './narrow/openBrowsing.ts';
import { runContextOf } from './runContext.ts';

/** The person whose rights the sessions of a run, or of a search for items, were opened with; null where a provider has its own login. */
export async function openedBy(
  unit: Unit,
  { providers }: Pick<FlowDeps, 'providers'>,
  { requestId, runId }: { readonly requestId: string; readonly runId: string },
): Promise<string | null> {
  const browsing = browsingIn(await unit.steps.of(runId));
  if (browsing !== null) return providers.byName(browsing.provider).people ? browsing.personId : null;
  const request = await unit.requests.get(requestId);
  const context = request ? await runContextOf(unit, request, runId) : null;
  if (!request || !context) return null;
  return providers.byName(request.provider).people?.personOf(context) ?? null;
}
