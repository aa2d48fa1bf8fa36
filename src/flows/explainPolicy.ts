import { countPeople, isAmong, type Policy } from '../domain/policy.ts';
import { dutyAgainst, mayAskFor, type QuorumReason, quorumOf } from '../domain/policyRules.ts';
import type { DecidesBecause } from '../domain/request.ts';
import { type Destination, type Person, type Target, targetKinds, type Workload } from '../domain/terms.ts';
import type { Directory } from '../ports/directory.ts';
import { standingOf } from './authority.ts';
import { findDeciders } from './deciders.ts';

/** A restore that nobody has asked for yet. */
export type Supposed = {
  readonly requester: Person;
  readonly owners: readonly Person[];
  readonly workload: Workload;
  readonly destination: Destination;
  /** How many targets to reckon with; at least the owners. */
  readonly targets: number;
};

/** What the policy says of a supposed restore, with the people as the directory knows them now, for an admin to read. */
export async function explainPolicy(
  deps: { readonly directory: Directory; readonly policy: Policy },
  supposed: Supposed,
): Promise<string> {
  const { policy } = deps;
  const { requester, owners, workload, destination } = supposed;
  const targets = owners.map(({ id, name, address }): Target => ({ kind: targetKinds[workload], id, name, address }));
  const more = Array.from({ length: Math.max(0, supposed.targets - targets.length) }, (_, index): Target => {
    return { kind: targetKinds[workload], id: `another-${index}`, name: '', address: '' };
  });
  const content = { destination, targets: [...targets, ...more].map((target) => ({ target, point: null })) };
  const actor = { person: requester, standing: await standingOf(deps, requester.id) };
  const targetIds = targets.map(({ id }) => id);
  const quorum = quorumOf(policy, { requester, content, inDoubt: false });
  const deciders = await findDeciders(deps, { requester, beneficiaries: owners, targets });
  const people = countPeople(
    policy,
    deciders.map(({ person }) => person.id),
  );
  const barred = [requester, ...owners].filter(
    (person, index, all) =>
      all.findIndex((one) => one.id === person.id) === index &&
      dutyAgainst(policy, person.id, { requester, beneficiaries: owners }) !== null,
  );

  const may = mayAskFor(policy, actor, targetIds) && content.targets.length <= policy.limits.targetsPerRequest;
  const verdict = !may
    ? 'It cannot be asked for.'
    : quorum.needed === 0
      ? 'It starts as soon as it is sent; nobody has to approve it.'
      : people < quorum.needed
        ? `It cannot be sent: ${quorum.needed} approvals are needed and ${people} ${people === 1 ? 'person' : 'people'} could give one.`
        : `It starts when ${quorum.needed} of them ${quorum.needed === 1 ? 'approves' : 'approve'}.`;
  return [
    `Policy ${policy.version}`,
    `${named(requester)} asks for ${workload} of ${owners.map(named).join(', ')}${more.length > 0 ? ` and ${more.length} more` : ''}, ${destination === 'inPlace' ? 'put back where it was' : 'to a new place'}.`,
    '',
    `May ask: ${mayAskText(policy, actor, targetIds)}`,
    ...(content.targets.length > policy.limits.targetsPerRequest
      ? [`  but one request takes at most ${policy.limits.targetsPerRequest} targets (limits.targetsPerRequest)`]
      : []),
    `Approvals needed: ${quorum.needed} (${quorum.because.map((why) => rules[why]).join(', ')})`,
    'Who could decide now:',
    ...(deciders.length === 0
      ? ['  nobody']
      : deciders.map(({ person, because }) => `  ${named(person)} – ${reasons[because]}`)),
    ...barred.map(
      (person) =>
        `  not ${named(person)}: ${duties[dutyAgainst(policy, person.id, { requester, beneficiaries: owners }) ?? 'requesterCannotDecide']}`,
    ),
    ...(policy.decide.channelId === null ? [] : ['They are asked in the approvers’ channel too.']),
    '',
    verdict,
  ].join('\n');
}

const named = ({ name, address, id }: Person): string => `${name} (${address === '' ? id : address})`;

const reasons: Readonly<Record<DecidesBecause, string>> = {
  named: 'named in decide.people',
  group: 'member of a group in decide.groups',
  manager: 'the manager (decide.manager)',
  owner: 'an owner (decide.owners)',
};

const rules: Readonly<Record<QuorumReason, string>> = {
  everyRequest: 'approvals.needed',
  ownData: 'approvals.ownDataWithout',
  othersData: 'approvals.othersData',
  inPlace: 'approvals.inPlace',
  manyTargets: 'approvals.many',
};

const duties = {
  requesterCannotDecide: 'asks for it, and nobody decides on their own request',
  beneficiaryCannotDecide: 'it is their data (decide.beneficiaries is false)',
} as const;

function mayAskText(policy: Policy, actor: Parameters<typeof mayAskFor>[1], targetIds: readonly string[]): string {
  if (!mayAskFor(policy, actor, targetIds)) return 'no; no rule under ask allows it';
  if (isAmong(policy.ask.forAnybody, actor)) return 'yes (ask.forAnybody)';
  if (targetIds.every((id) => id === actor.person.id)) return 'yes, it is their own (ask.self)';
  return targetIds.some((id) => actor.standing.reports.includes(id))
    ? 'yes, as the manager (ask.managers)'
    : 'yes, as an owner (ask.owners)';
}
