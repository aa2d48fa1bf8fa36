import { isSamePerson } from '../domain/policy.ts';
import { dutyAgainst } from '../domain/policyRules.ts';
import type { DecidesBecause } from '../domain/request.ts';
import type { Person, Target } from '../domain/terms.ts';
import type { FlowDeps } from './deps.ts';

/** Somebody who could decide, and what makes them an approver. */
export type Decider = { readonly person: Person; readonly because: DecidesBecause };

/** Whose restore it would be. */
export type DecisionAbout = {
  readonly requester: Person;
  readonly beneficiaries: readonly Person[];
  readonly targets: readonly Target[];
};

/**
 * The people who will be asked to decide, as the directory knows them now: enabled accounts, no guests unless the policy takes them, each
 * person once, nobody whom a duty keeps from deciding. Somebody with several reasons is named for the first. This only finds whom to
 * ask: whether somebody may decide is asked again at their click.
 */
export async function findDeciders(
  deps: Pick<FlowDeps, 'directory' | 'policy'>,
  about: DecisionAbout,
): Promise<readonly Decider[]> {
  const { directory, policy } = deps;
  const { decide } = policy;
  const found: Decider[] = [];
  const add = (people: readonly (Person | null)[], because: DecidesBecause): void => {
    for (const person of people) {
      if (!person || dutyAgainst(policy, person.id, about) !== null) continue;
      if (!found.some((known) => isSamePerson(policy, known.person.id, person.id))) found.push({ person, because });
    }
  };
  add(await Promise.all(decide.people.map((id) => directory.activeMember(id, policy.guests))), 'named');
  for (const groupId of decide.groups) add(await directory.membersOf(groupId), 'group');
  if (decide.manager) add(await ofEvery(about.targets, async ({ id }) => [await directory.managerOf(id)]), 'manager');
  if (decide.owners) add(await ofEvery(about.targets, (target) => directory.ownersOf(target)), 'owner');
  return found;
}

/** Those named for each of the targets: the manager of one of two people decides alone on neither. */
async function ofEvery(
  targets: readonly Target[],
  peopleOf: (target: Target) => Promise<readonly (Person | null)[]>,
): Promise<readonly Person[]> {
  const lists = await Promise.all(targets.map(peopleOf));
  const [first = [], ...others] = lists.map((people) => people.filter((person) => person !== null));
  return first.filter((person) => others.every((list) => list.some((other) => other.id === person.id)));
}
