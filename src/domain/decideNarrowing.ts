import type { Decided } from './decide.ts';
import type { NarrowingEvent } from './events.ts';
import { type FoundItems, mostItems, pageOf, pagesOf, type RestoreTerms } from './narrowing.ts';
import type { Policy } from './policy.ts';
import { quorumOf } from './policyRules.ts';
import { type Refused, refuse } from './refusals.ts';
import { isFoundByAddress, isInDoubt, type RequestContent, type RestoreRequest } from './request.ts';
import { noFilter, type RestorePoint, type Selection } from './terms.ts';
import { decided } from './transition.ts';

type Narrow<K extends NarrowingEvent['type']> = Extract<NarrowingEvent, { type: K }>;

/** What happens to a previewed draft while its requester chooses items. Only they search, tick and choose. */
export function decideNarrowing(
  request: RestoreRequest,
  event: NarrowingEvent,
  policy: Policy,
  now: Date,
): Decided | Refused {
  if (event.type === 'itemsFound') return itemsFound(request, event);
  if (event.actor.person.id !== request.requester.id) return refuse({ code: 'unknownRequest' });
  if (request.state !== 'draft') return refuse({ code: 'tooLate' });
  if (event.revision !== request.revision) return refuse({ code: 'staleRevision' });
  const { content, preview, narrowing } = request;
  if (content === null || preview.kind !== 'ready') return refuse({ code: 'previewOutdated' });
  // Items are found within one mailbox, OneDrive, site or team.
  if (content.targets.length !== 1) return refuse({ code: 'itemsOneTarget' });
  // Titles are seen before anybody has approved anything.
  if (event.type !== 'takeWhole' && isFoundByAddress(preview.choices)) return refuse({ code: 'itemsInDoubt' });
  const revision = request.revision + 1;

  switch (event.type) {
    case 'narrow': {
      const filter = content.selection.kind === 'items' ? content.selection.filter : (request.draft.only ?? noFilter);
      return decided({ ...request, revision, narrowing: { kind: 'asking', filter } }, { type: 'refreshCards' });
    }

    case 'lookForItems': {
      if (narrowing === null) return refuse({ code: 'previewOutdated' });
      const { filter, searchId } = event;
      return decided(
        { ...request, revision, narrowing: { kind: 'looking', filter, searchId, sinceUtc: now.toISOString() } },
        { type: 'browse', searchId },
        { type: 'refreshCards' },
      );
    }

    case 'turnPage':
      return turnPage(request, event);

    case 'pickItems':
      return pickItems(request, event, content, policy);

    case 'takeWhole':
      return decided(chosen(request, { kind: 'whole' }, event.terms, content, policy), { type: 'refreshCards' });

    default:
      return event satisfies never;
  }
}

/** The answer of the backup product to the search under way, or the same again for a card that has to show its titles anew. */
function itemsFound(request: RestoreRequest, { searchId, result }: Narrow<'itemsFound'>): Decided | Refused {
  const { narrowing, state } = request;
  const looks = narrowing?.kind === 'looking' || narrowing?.kind === 'found';
  if (state !== 'draft' || !looks || narrowing.searchId !== searchId) return refuse({ code: 'previewOutdated' });
  const { filter } = narrowing;
  if ('refusal' in result)
    return decided(
      { ...request, narrowing: { kind: 'refused', filter, refusal: result.refusal } },
      { type: 'refreshCards' },
    );
  const before = narrowing.kind === 'found' ? narrowing : { page: 0, picked: [] };
  const picked = known(result, before.picked);
  // A search made again can find fewer.
  const lastPage = result.picks === 'each' ? Math.max(0, pagesOf(result.items.length) - 1) : 0;
  const page = Math.min(before.page, lastPage);
  const found = result.picks === 'each' && result.point ? withPoint(request, result.point) : request;
  return decided(
    { ...found, narrowing: { kind: 'found', filter, searchId, found: result, page, picked } },
    { type: 'refreshCards' },
  );
}

/** The draft with the backup its items come from in place of the one that was looked up; it is the one to be approved. */
function withPoint(request: RestoreRequest, point: RestorePoint): RestoreRequest {
  const { content, preview } = request;
  if (content === null || preview.kind !== 'ready') return request;
  return {
    ...request,
    content: { ...content, targets: content.targets.map((plan) => ({ ...plan, point })) },
    preview: {
      ...preview,
      choices: preview.choices.map((choice) => ({ ...choice, used: point, earlier: null, later: null })),
    },
  };
}

/** Those ids that were found; what a card sends beside them means nothing. */
const known = (found: FoundItems, ids: readonly string[]): readonly string[] =>
  found.picks === 'each' ? found.items.map((item) => item.id).filter((id) => ids.includes(id)) : [];

/** What is ticked on all pages: the page shown is told by the card, the others are remembered. */
function tickedIn(
  { found, page, picked }: Extract<NonNullable<RestoreRequest['narrowing']>, { kind: 'found' }>,
  ticked: readonly string[],
): readonly string[] {
  if (found.picks !== 'each') return [];
  const shown = pageOf(found.items, page).map((item) => item.id);
  return known(found, [...picked.filter((id) => !shown.includes(id)), ...ticked.filter((id) => shown.includes(id))]);
}

function turnPage(request: RestoreRequest, { page, ticked }: Narrow<'turnPage'>): Decided | Refused {
  const { narrowing } = request;
  if (narrowing?.kind !== 'found' || narrowing.found.picks !== 'each') return refuse({ code: 'previewOutdated' });
  const last = pagesOf(narrowing.found.items.length) - 1;
  return decided(
    {
      ...request,
      revision: request.revision + 1,
      narrowing: {
        ...narrowing,
        page: Math.min(Math.max(page, 0), last),
        picked: tickedIn(narrowing, ticked),
      },
    },
    { type: 'refreshCards' },
  );
}

function pickItems(
  request: RestoreRequest,
  { ticked, terms }: Narrow<'pickItems'>,
  content: RequestContent,
  policy: Policy,
): Decided | Refused {
  const { narrowing } = request;
  if (narrowing?.kind !== 'found') return refuse({ code: 'previewOutdated' });
  const { filter, found } = narrowing;
  if (found.picks === 'all') {
    if (found.total === 0) return refuse({ code: 'nothingPicked' });
    if (ticked !== 'all') return refuse({ code: 'previewOutdated' });
    if (found.most !== null && found.total > found.most)
      return refuse({ code: 'tooManyItems', maximumItems: found.most });
    const selection: Selection = { kind: 'items', filter, items: [], total: found.total };
    return decided(chosen(request, selection, terms, content, policy), { type: 'refreshCards' });
  }
  // Taking all of a list that does not hold all would leave some out silently.
  if (ticked === 'all' && (found.total > found.items.length || !found.complete))
    return refuse({ code: 'tooManyItems', maximumItems: mostItems });
  const ids = ticked === 'all' ? null : tickedIn(narrowing, ticked);
  const items = found.items.filter(({ id }) => ids === null || ids.includes(id));
  if (items.length === 0) return refuse({ code: 'nothingPicked' });
  const selection: Selection = { kind: 'items', filter, items, total: items.length };
  return decided(chosen(request, selection, terms, content, policy), { type: 'refreshCards' });
}

/** The draft with what is to be restored settled: what it does to the data and who must approve follow from it. */
function chosen(
  request: RestoreRequest,
  selection: Selection,
  terms: RestoreTerms,
  before: RequestContent,
  policy: Policy,
): RestoreRequest {
  const { preview } = request;
  const { destination, options, manner, notices } = terms;
  const content: RequestContent = { ...before, selection, destination, options };
  if (preview.kind !== 'ready') return request;
  const { notices: _before, ...rest } = preview;
  const quorum = quorumOf(policy, {
    requester: request.requester,
    content,
    inDoubt: isInDoubt(preview.choices),
  });
  return {
    ...request,
    revision: request.revision + 1,
    content,
    narrowing: null,
    preview: { ...rest, manner, quorum, ...(notices.length > 0 ? { notices } : {}) },
    approvalsNeeded: quorum.needed,
  };
}
