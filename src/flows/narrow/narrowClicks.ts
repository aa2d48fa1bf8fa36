import type { RequestEvent } from '../../domain/events.ts';
import type { Actor } from '../../domain/policy.ts';
import { isRefused, type Refused, refuse } from '../../domain/refusals.ts';
import type { RestoreRequest } from '../../domain/request.ts';
import { type ItemFilter, noFilter } from '../../domain/terms.ts';
import { wallTimeToUtc } from '../../domain/wallTime.ts';
import type { CardModel } from '../../ports/cards.ts';
import type { Ability } from '../../ports/provider.ts';
import { requesterCard } from '../cardFor.ts';
import { type Click, type ClickDeps, onClick } from '../click.ts';
import { itemKey } from './itemTitles.ts';
import { servedFilter, termsOf } from './terms.ts';

/** The inputs of the search on the narrowing card, parsed at the edge. */
export type SearchInputs = {
  readonly folder: string;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  /** A day, such as `2026-11-20`, from its beginning in the reader's zone; empty for any time. */
  readonly since: string;
  readonly attachment: boolean;
};

const asChooser = async (
  deps: ClickDeps,
  click: Click,
  meaning: (request: RestoreRequest, actor: Actor, ability: Ability) => readonly RequestEvent[] | Refused,
): Promise<CardModel | Refused> => {
  const result = await onClick(deps, click, async (request, actor) => {
    if (request.requester.id !== actor.person.id) return refuse({ code: 'unknownRequest' });
    const { workload } = request.content ?? {};
    const ability = workload && deps.providers.byName(request.provider).ability(workload, 'items');
    return ability ? meaning(request, actor, ability) : refuse({ code: 'itemsNotServed' });
  });
  return isRefused(result) ? result : requesterCard(deps, result);
};

/** Goes from the preview to choosing items, with the restore point the person chose there. */
export const narrowRequest = (deps: ClickDeps, click: Click, pointId: string | null): Promise<CardModel | Refused> =>
  asChooser(deps, click, (request, actor) => {
    const { revision } = click;
    const isUsed = request.content?.targets.some((plan) => plan.point?.id === pointId) ?? false;
    if (pointId === null || isUsed) return [{ type: 'narrow', actor, revision }];
    return [
      { type: 'choosePoint', actor, revision, pointId },
      { type: 'narrow', actor, revision: revision + 1 },
    ];
  });

/** Starts a search; the card shows what is found when the backup product has answered. */
export const searchItems = (
  deps: ClickDeps,
  click: Click,
  inputs: SearchInputs,
  zone: string,
): Promise<CardModel | Refused> =>
  asChooser(deps, click, (_request, actor, ability) => {
    const filter = filterFrom(inputs, zone);
    if (filter === null) return refuse({ code: 'dateImpossible' });
    const served = servedFilter(filter, ability);
    return [{ type: 'lookForItems', actor, revision: click.revision, filter: served, searchId: deps.newId() }];
  });

function filterFrom(inputs: SearchInputs, zone: string): ItemFilter | null {
  const sinceUtc = inputs.since === '' ? null : wallTimeToUtc({ date: inputs.since, time: '00:00' }, zone);
  if (sinceUtc === null && inputs.since !== '') return null;
  const said = (words: string): string | null => words.trim() || null;
  return {
    ...noFilter,
    folder: said(inputs.folder),
    from: said(inputs.from),
    to: said(inputs.to),
    title: said(inputs.title),
    sinceUtc,
    attachment: inputs.attachment || null,
  };
}

/** Shows another page of what was found; what is ticked stays ticked. */
export const turnPage = (
  deps: ClickDeps,
  click: Click,
  page: number,
  keys: readonly string[],
): Promise<CardModel | Refused> =>
  asChooser(deps, click, (request, actor) => [
    { type: 'turnPage', actor, revision: click.revision, page, ticked: idsOf(request, keys) },
  ]);

/** Takes the ticked items, or all that were found. */
export const pickItems = (
  deps: ClickDeps,
  click: Click,
  keys: readonly string[] | 'all',
): Promise<CardModel | Refused> =>
  asChooser(deps, click, (request, actor, ability) => {
    const ticked = keys === 'all' ? keys : idsOf(request, keys);
    return [{ type: 'pickItems', actor, revision: click.revision, ticked, terms: termsOf(request.draft, ability) }];
  });

/** Gives choosing up: the whole is restored. */
export const takeWhole = (deps: ClickDeps, click: Click): Promise<CardModel | Refused> =>
  asChooser(deps, click, (request, actor) => {
    const { workload } = request.content ?? {};
    const whole = workload && deps.providers.byName(request.provider).ability(workload);
    if (!whole) return refuse({ code: 'wholeNotServed' });
    return [{ type: 'takeWhole', actor, revision: click.revision, terms: termsOf(request.draft, whole) }];
  });

/** The items the keys of a card stand for; a key that stands for none is nobody's. */
function idsOf({ narrowing }: RestoreRequest, keys: readonly string[]): readonly string[] {
  if (narrowing?.kind !== 'found' || narrowing.found.picks !== 'each') return [];
  return narrowing.found.items.filter((item) => keys.includes(itemKey(item))).map(({ id }) => id);
}
