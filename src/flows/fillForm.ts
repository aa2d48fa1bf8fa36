import type { Actor } from '../domain/policy.ts';
import { mayAskForOthers, reasonProblem } from '../domain/policyRules.ts';
import { isRefused, type Refusal, type Refused, refuse } from '../domain/refusals.ts';
import type { Draft, RestoreRequest } from '../domain/request.ts';
import {
  type Destination,
  defaultOptions,
  noFilter,
  type OptionKey,
  type RestoreOptions,
  type Workload,
} from '../domain/terms.ts';
import { utcToWallTime, wallTimeToUtc } from '../domain/wallTime.ts';
import type { CardModel } from '../ports/cards.ts';
import type { Ability } from '../ports/provider.ts';
import { formCard, requesterCard } from './cardFor.ts';
import { type Click, type ClickDeps, onClick } from './click.ts';

/** The inputs of the request card, parsed at the edge. */
export type FormInputs = {
  readonly workload: Workload | null;
  /** Everything unless said. */
  readonly extent?: 'whole' | 'items';
  readonly who: 'me' | 'other';
  /** Entra object ids from the people picker. */
  readonly people: readonly string[];
  readonly address: string;
  readonly date: string;
  readonly time: string;
  readonly destination: Destination;
  readonly options: readonly OptionKey[];
  readonly reason: string;
};

/**
 * Takes the filled form: checks what can be checked without asking anybody, and starts the look-up of the restore point.
 * A form with a mistake comes back with what was entered and one sentence; nothing is recorded then.
 */
export async function fillForm(
  deps: ClickDeps,
  click: Click,
  inputs: FormInputs,
  zone: string,
): Promise<CardModel | Refused> {
  let attempted: RestoreRequest | null = null;
  const result = await onClick(deps, click, async (request, actor) => {
    const draft = draftFrom(deps, inputs, zone, request, actor.person.id);
    attempted = { ...request, draft };
    const problem = problemWith(deps, draft, inputs, actor);
    return problem ? refuse(problem) : [{ type: 'fill', actor, revision: click.revision, draft }];
  });
  if (!isRefused(result)) return requesterCard(deps, result);
  const entered = attempted as RestoreRequest | null;
  if (entered?.state !== 'draft' || entered.requester.id !== click.person.id) return result;
  return formCard(deps, entered, result.refused);
}

function draftFrom(
  deps: ClickDeps,
  inputs: FormInputs,
  zone: string,
  request: RestoreRequest,
  personId: string,
): Draft {
  const askedTime = askedTimeFrom(inputs, zone, request.draft.askedTime);
  // What was unclear about the words is settled once the person has chosen another time themselves.
  const sameTime = askedTime?.utc === request.draft.askedTime?.utc;
  return {
    workload: inputs.workload,
    forWhom: whoFrom(inputs, personId),
    ...(wantsItems(deps, inputs) ? { only: request.draft.only ?? noFilter } : {}),
    askedTime,
    destination: inputs.destination,
    options: optionsFrom(deps, inputs),
    reason: inputs.reason.trim(),
    readingNotes: sameTime ? request.draft.readingNotes : [],
  };
}

/** Whether items are to be chosen: that was ticked, or nothing else can be restored of this kind of data. */
function wantsItems({ providers }: ClickDeps, { workload, extent }: FormInputs): boolean {
  const provider = workload === null ? null : providers.forWorkload(workload);
  return extent === 'items' || (workload !== null && provider !== null && provider.ability(workload) === null);
}

const abilityFor = ({ providers }: ClickDeps, { workload, only }: Pick<Draft, 'workload' | 'only'>): Ability | null =>
  workload === null ? null : (providers.forWorkload(workload)?.ability(workload, only ? 'items' : 'whole') ?? null);

/** The instant of the date and time. Left as they were shown they stay that very instant: an hour that comes twice has one wall time. */
function askedTimeFrom({ date, time }: FormInputs, zone: string, before: Draft['askedTime']): Draft['askedTime'] {
  if (before !== null) {
    const shown = utcToWallTime(before.utc, zone);
    if (shown.date === date && shown.time === time) return { utc: before.utc, zone };
  }
  const utc = wallTimeToUtc({ date, time }, zone);
  return utc === null ? null : { utc, zone };
}

function whoFrom(inputs: FormInputs, personId: string): Draft['forWhom'] {
  const place = inputs.workload === 'sharePoint' || inputs.workload === 'teams';
  if (inputs.who === 'me' && !place) return [{ by: 'me' }];
  const picked = inputs.people.map((id) => (id === personId ? ({ by: 'me' } as const) : ({ by: 'id', id } as const)));
  const written = inputs.address
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) =>
      /[@/]/.test(word) ? ({ by: 'address', address: word } as const) : ({ by: 'name', name: word } as const),
    );
  return [...picked, ...written];
}

/** What was ticked. Where a provider lets nobody choose between what is missing and what changed, both come back. */
function optionsFrom({ providers }: ClickDeps, { workload, options: ticked }: FormInputs): RestoreOptions {
  const provider = workload === null ? null : providers.forWorkload(workload);
  // The form asks in terms of the whole where there is one.
  const ability = workload === null ? null : (provider?.ability(workload) ?? provider?.ability(workload, 'items'));
  const offersChoice = ability?.options.some((key) => key === 'missingItems' || key === 'changedItems') ?? true;
  if (!offersChoice) return { ...defaultOptions, missingItems: true, changedItems: true };
  const keys = Object.keys(defaultOptions) as OptionKey[];
  return Object.fromEntries(keys.map((key) => [key, ticked.includes(key)])) as RestoreOptions;
}

/** What is wrong with the form, or null. Everything here is checked without asking anybody more. */
function problemWith(deps: ClickDeps, draft: Draft, inputs: FormInputs, actor: Actor): Refusal | null {
  const { policy, providers, clock } = deps;
  if (draft.workload === null) return { code: 'workloadMissing' };
  if (!providers.forWorkload(draft.workload)) return { code: 'workloadNotServed' };
  const ability = abilityFor(deps, draft);
  if (!ability) return { code: 'itemsNotServed' };
  const place = draft.workload === 'sharePoint' || draft.workload === 'teams';
  if (draft.forWhom.length === 0) return { code: place ? 'placeMissing' : 'whoMissing' };
  const others = draft.forWhom.some((who) => who.by !== 'me');
  if (others ? !mayAskForOthers(policy, actor) : !policy.ask.self) return { code: 'othersNotAllowed' };
  const { targetsPerRequest: maximumTargets } = policy.limits;
  if (draft.forWhom.length > maximumTargets) return { code: 'tooManyTargets', maximumTargets };
  if (draft.only && draft.forWhom.length > 1) return { code: 'itemsOneTarget' };
  if (inputs.date === '' || inputs.time === '') return { code: 'dateMissing' };
  if (draft.askedTime === null) return { code: 'dateImpossible' };
  if (Date.parse(draft.askedTime.utc) > clock.now().getTime()) return { code: 'dateInFuture' };
  if (!draft.only && !ability.destinations.includes(draft.destination)) return { code: 'destinationNotServed' };
  const choosable = ability.options.includes('missingItems');
  if (choosable && !draft.options.missingItems && !draft.options.changedItems) return { code: 'nothingToRestore' };
  return reasonProblem(policy, draft.reason);
}
