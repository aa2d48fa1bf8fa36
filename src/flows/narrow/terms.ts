import type { RestoreTerms } from '../../domain/narrowing.ts';
import type { Draft } from '../../domain/request.ts';
import { filterKeys, type ItemFilter, noFilter, optionKeys, type RestoreOptions } from '../../domain/terms.ts';
import type { Ability } from '../../ports/provider.ts';

/** How a provider carries out what was asked: where it goes, what of the options means anything, what it does to what is there. */
export function termsOf(draft: Pick<Draft, 'destination' | 'options'>, ability: Ability): RestoreTerms {
  const { destinations, preferred } = ability;
  const destination = destinations.includes(draft.destination)
    ? draft.destination
    : (preferred ?? destinations[0] ?? 'inPlace');
  return {
    destination,
    options: offeredOptions(draft.options, ability),
    manner: ability.manner[destination] ?? 'merge',
    notices: ability.notices?.[destination] ?? [],
  };
}

/** What was ticked, as far as it means anything for this kind of data. */
function offeredOptions(ticked: RestoreOptions, { options }: Ability): RestoreOptions {
  return Object.fromEntries(optionKeys.map((key) => [key, ticked[key] && options.includes(key)])) as RestoreOptions;
}

/** A filter with nothing in it that the provider does not understand, and with what it takes it for. */
export function servedFilter(
  filter: ItemFilter,
  { filters = [], sinceMeans }: Pick<Ability, 'filters' | 'sinceMeans'>,
): ItemFilter {
  const kept = filterKeys.filter((key) => filters.includes(key)).map((key) => [key, filter[key]]);
  const served: ItemFilter = { ...noFilter, ...(Object.fromEntries(kept) as Partial<ItemFilter>) };
  return sinceMeans === undefined || served.sinceUtc === null ? served : { ...served, sinceMeans };
}
