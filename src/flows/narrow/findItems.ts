import type { NarrowingEvent } from '../../domain/events.ts';
import { isRefused } from '../../domain/refusals.ts';
import type { RestoreRequest } from '../../domain/request.ts';
import { faultCodeOf } from '../../lib/fault.ts';
import type { ItemPage } from '../../ports/provider.ts';
import { type ChangeDeps, change } from '../change.ts';
import type { FlowDeps } from '../deps.ts';
import { isOutage, noteOutage } from '../outage.ts';
import { isSignInNeeded } from '../signIn.ts';
import { type BrowseDeps, browse } from './browse.ts';
import { newestFirst } from './itemTitles.ts';

type FindDeps = BrowseDeps & ChangeDeps & Pick<FlowDeps, 'titles'>;
type Result = Extract<NarrowingEvent, { type: 'itemsFound' }>['result'];

/** A person waits for this: after so long without an answer they are told. */
const secondsBeforeSaying = 30;
/** Somebody who has to agree first reads what they agree to. */
const secondsToSignIn = 180;
/** Faults that trying again cannot mend, and what the person is told. */
const hopeless: Readonly<Record<string, 'itemsNotServed' | 'previewOutdated'>> = {
  GRAPH_CANNOT_BROWSE: 'itemsNotServed',
  RESTORE_POINT_GONE: 'previewOutdated',
};

/**
 * Finds the items a requester searches for. A job: killed at any instant it is run again. The titles go to memory before the search
 * counts as done, so that the card that follows can show them; a process that has lost them searches again (see `recallTitles`).
 */
export async function findItems(
  deps: FindDeps,
  job: { readonly requestId: string; readonly searchId: string },
): Promise<void> {
  const request = await deps.store.transaction((unit) => unit.requests.get(job.requestId));
  const { narrowing } = request ?? {};
  if (!request || narrowing?.kind !== 'looking' || narrowing.searchId !== job.searchId) return;
  let result: Result;
  try {
    result = await search(deps, request, narrowing);
  } catch (thrown) {
    const code = hopeless[faultCodeOf(thrown)];
    if (code) {
      await note(deps, request.id, job.searchId, { refusal: { code } });
      return;
    }
    const lookedSeconds = (deps.clock.now().getTime() - Date.parse(narrowing.sinceUtc)) / 1000;
    if (lookedSeconds < (isSignInNeeded(thrown) ? secondsToSignIn : secondsBeforeSaying)) throw thrown;
    deps.log.warn({ requestId: request.id, faultCode: faultCodeOf(thrown) }, 'search given up');
    result = { refusal: { code: isSignInNeeded(thrown) ? 'signInNeeded' : 'backupUnavailable' } };
    const { login } = deps.providers.byName(request.provider);
    if (isOutage(thrown)) await deps.store.transaction((unit) => noteOutage(unit, deps, login, faultCodeOf(thrown)));
  }
  await note(deps, request.id, job.searchId, result);
}

/**
 * Makes sure the titles of the page a request shows are in memory, by searching again when they are not. What is found now is what can be
 * picked from now on; what was ticked stays ticked.
 */
export async function recallTitles(deps: FindDeps, request: RestoreRequest): Promise<RestoreRequest> {
  const { narrowing } = request;
  if (request.state !== 'draft' || narrowing?.kind !== 'found' || narrowing.found.picks !== 'each') return request;
  if (deps.titles.of(narrowing.searchId, narrowing.found.items) !== null) return request;
  return note(deps, request.id, narrowing.searchId, await search(deps, request, narrowing));
}

async function search(
  deps: FindDeps,
  request: RestoreRequest,
  { filter, searchId }: Extract<NonNullable<RestoreRequest['narrowing']>, { searchId: string }>,
): Promise<Result> {
  const page = await browse(deps, request, filter);
  if (isRefused(page)) return { refusal: page.refused };
  return withoutTitles(deps, searchId, page);
}

function withoutTitles({ titles }: FindDeps, searchId: string, page: ItemPage): Result {
  if (page.picks === 'all') return { picks: 'all', total: page.total, most: page.most };
  const items = newestFirst(page.items);
  titles.keep(searchId, items);
  const { total, complete, point } = page;
  const found = { picks: 'each', items: items.map(({ id, ref }) => ({ id, ref })), total, complete } as const;
  return point ? { ...found, point } : found;
}

async function note(deps: FindDeps, requestId: string, searchId: string, result: Result): Promise<RestoreRequest> {
  return deps.store.transaction(async (unit) => {
    const current = await unit.requests.get(requestId);
    if (!current) throw new Error(`no request ${requestId}`);
    const next = await change(unit, deps, current, { type: 'itemsFound', searchId, result });
    return isRefused(next) ? current : next;
  });
}
