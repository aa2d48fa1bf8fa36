import type { Refusal } from '../../domain/refusals.ts';
import type { Draft } from '../../domain/request.ts';
import { type Destination, type OptionKey, optionKeys, type Workload, workloads } from '../../domain/terms.ts';
import type { FormChoices } from '../../ports/cards.ts';
import { personText, workloadText } from './blocks.ts';
import { inputValue } from './escape.ts';
import { filterWords } from './filterWords.ts';
import type { Reader } from './reader.ts';
import { noteRows } from './readingNotes.ts';
import { refusalText } from './refusalText.ts';
import type { View } from './view.ts';

type Choice = { readonly title: string; readonly value: string };

/** A too long reason is shown again whole, so that nothing a person wrote is lost; the card must still fit in a message. */
const reasonLimitBytes = 12_000;
const shownPeople = 10;

/** The form that collects date, scope and reason. */
export const formView: View<'form'> = (model, reader) => {
  const { request } = model;
  const choices = offeredBy(model.choices);
  const { draft } = request;
  const problem = model.problem ?? refusedAtOnce(draft, choices);
  const offered = workloads.filter((workload) => choices.abilities[workload] !== undefined);
  const open = request.state === 'draft';
  const ids = draft.forWhom.flatMap((whom) => (whom.by === 'id' ? [whom.id] : []));
  // A name decides nothing, but it is shown again so that its address can be put in its place.
  const addresses = draft.forWhom.flatMap((whom) =>
    whom.by === 'address' ? [whom.address] : whom.by === 'name' ? [whom.name] : [],
  );
  // What is already said to be a mailbox is not asked about in terms of everything else; another choice is checked when it is sent.
  const said = offered.filter((workload) => workload === draft.workload);
  const fitting = said.length > 0 ? said : offered;
  const sites = fitting.some((workload) => workload === 'sharePoint' || workload === 'teams');
  const destinations = destinationChoices(reader, choices, fitting);
  const onlyDestination = destinations.length === 1 ? destinations[0] : undefined;
  const rollback = rollbackNote(reader, choices, fitting);
  const notes = noteRows(reader, draft);
  const extents = extentChoices(reader, model.choices, fitting);
  const only = draft.only && extents.length > 0 ? filterWords(reader, draft.only, draft.workload) : '';
  return {
    summary: reader.text('form.summary'),
    data: {
      own: { when: whenText(model, reader), rollbackNote: rollback ?? '' },
      forYou: reader.text('form.forYou', { person: personText(reader, request.requester) }),
      problem: problem ? refusalText(reader, problem) : '',
      notes,
      state: reader.text(`state.${request.state}`),
      requestId: request.id,
      revision: request.revision,
      workload: draft.workload ?? (offered.length === 1 ? (offered[0] ?? '') : ''),
      workloads: offered.map((workload) => ({ title: workloadText(reader, workload), value: workload })),
      extent: draft.only ? 'items' : 'whole',
      extents,
      only: only === '' ? '' : reader.text('form.only', { filter: only }),
      who: whoOf(ids.length + addresses.length, draft.forWhom.length),
      people: ids.slice(0, shownPeople).join(','),
      peopleChoices: request.beneficiaries
        .filter((person) => ids.includes(person.id))
        .slice(0, shownPeople)
        .map((person) => ({ title: personText(reader, person), value: person.id })),
      addressLabel: reader.text(sites ? 'form.address.sites' : 'form.address'),
      address: inputValue(addresses.join(', '), 1_200),
      date: draft.askedTime ? reader.inputDate(draft.askedTime.utc) : '',
      time: draft.askedTime ? reader.inputTime(draft.askedTime.utc) : '',
      latestDate: reader.inputDate(model.nowUtc),
      destination: onlyDestination?.value ?? draft.destination,
      destinations,
      options: optionKeys.filter((key) => draft.options[key]).join(','),
      optionChoices: optionChoices(reader, choices, fitting),
      reason: inputValue(draft.reason, reasonLimitBytes),
      reasonMaximum: choices.reasonMaximumCharacters,
      show: {
        problem: open && problem !== null,
        notes: open && notes.length > 0,
        open,
        closed: !open,
        extents: extents.length > 0,
        only: only !== '',
        itemsOnly: fitting.every((workload) => model.choices.abilities[workload] === undefined),
        forYou: open && !choices.mayAskForOthers,
        others: choices.mayAskForOthers,
        address: choices.mayAskForOthers,
        // With one place to go there is nothing to choose; the button carries it.
        destinations: destinations.length > 1,
        options: optionChoices(reader, choices, fitting).length > 0,
        rollbackNote: rollback !== null,
      },
    },
  };
};

/** What can be restored of each kind of data: the whole where that is served, else items. */
const offeredBy = (choices: FormChoices): FormChoices => ({
  ...choices,
  abilities: { ...choices.items, ...choices.abilities },
});

/** Everything or some items; nothing to choose where only one of them is served. */
function extentChoices(
  reader: Reader,
  { abilities, items }: FormChoices,
  offered: readonly Workload[],
): readonly Choice[] {
  const both = offered.filter((workload) => abilities[workload] && items?.[workload]);
  if (both.length === 0) return [];
  const some = reader.text('form.extent.items');
  return [
    { title: reader.text('form.extent.whole'), value: 'whole' },
    {
      title:
        both.length === offered.length
          ? some
          : reader.text('option.only', { option: some, workloads: workloadList(reader, both) }),
      value: 'items',
    },
  ];
}

/** Somebody else's data was named by a person who may only ask for their own: said before anything is filled in. */
const refusedAtOnce = (draft: Draft, choices: FormChoices): Refusal | null =>
  !choices.mayAskForOthers && draft.forWhom.some((whom) => whom.by !== 'me') ? { code: 'othersNotAllowed' } : null;

const whoOf = (others: number, all: number): string => (others > 0 ? 'other' : all > 0 ? 'me' : '');

/** The time that is filled in, with its weekday and zone; else the zone in which it will be read. */
const whenText = ({ request, nowUtc }: Parameters<View<'form'>>[0], reader: Reader): string =>
  request.draft.askedTime
    ? reader.text('form.filled', { time: reader.longInstant(request.draft.askedTime.utc) })
    : reader.text('form.zone', { zone: reader.zoneName(nowUtc) });

const workloadList = (reader: Reader, some: readonly Workload[]): string =>
  reader.list(some.map((workload) => workloadText(reader, workload)));

/** Every option some offered workload understands; those that not all do say for which they are. */
function optionChoices(reader: Reader, choices: FormChoices, offered: readonly Workload[]): readonly Choice[] {
  const fits = (key: OptionKey) => offered.filter((workload) => choices.abilities[workload]?.options.includes(key));
  return optionKeys.flatMap((key) => {
    const some = fits(key);
    if (some.length === 0) return [];
    const option = reader.text(`option.${key}`);
    if (some.length === offered.length) return [{ title: option, value: key }];
    return [{ title: reader.text('option.only', { option, workloads: workloadList(reader, some) }), value: key }];
  });
}

/** Where data can go; says what happens to what is there when that is the same for every workload that can. */
function destinationChoices(reader: Reader, choices: FormChoices, offered: readonly Workload[]): readonly Choice[] {
  return (['inPlace', 'new'] as const).flatMap((destination: Destination) => {
    const some = offered.filter((workload) => choices.abilities[workload]?.destinations.includes(destination));
    if (some.length === 0) return [];
    const manners = new Set(some.map((workload) => choices.abilities[workload]?.manner[destination]));
    const [manner] = manners;
    const text =
      destination === 'inPlace' && manners.size === 1 && manner
        ? reader.text(`destination.inPlace.${manner}`)
        : reader.text(`destination.${destination}`);
    if (some.length === offered.length) return [{ title: text, value: destination }];
    const only = reader.text('destination.only', { destination: text, workloads: workloadList(reader, some) });
    return [{ title: only, value: destination }];
  });
}

/** Which of the offered workloads are rolled back in place, when only some are. */
function rollbackNote(reader: Reader, choices: FormChoices, offered: readonly Workload[]): string | null {
  const rolled = offered.filter((workload) => choices.abilities[workload]?.manner.inPlace === 'rollback');
  const inPlace = offered.filter((workload) => choices.abilities[workload]?.destinations.includes('inPlace'));
  if (rolled.length === 0 || rolled.length === inPlace.length) return null;
  return reader.text('form.rollbackNote', { workloads: workloadList(reader, rolled) });
}
