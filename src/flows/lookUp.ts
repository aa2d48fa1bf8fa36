import { type Actor, countPeople, isAmong, type Policy } from '../domain/policy.ts';
import { mayAskFor, mayAskForOthers, quorumOf } from '../domain/policyRules.ts';
import { isRefused, type Refused, refuse } from '../domain/refusals.ts';
import {
  isFoundByAddress,
  isInDoubt,
  type PointChoice,
  type PointNote,
  type Preview,
  type RequestContent,
  type RestoreRequest,
} from '../domain/request.ts';
import type { Person, Target, Workload } from '../domain/terms.ts';
import { faultCodeOf } from '../lib/fault.ts';
import type { Directory } from '../ports/directory.ts';
import type { PointLookUp, Provider } from '../ports/provider.ts';
import { standingOf } from './authority.ts';
import { change } from './change.ts';
import { findDeciders } from './deciders.ts';
import type { FlowDeps } from './deps.ts';
import { servedFilter, termsOf } from './narrow/terms.ts';
import { isOutage, noteOutage } from './outage.ts';
import { resolveTargets } from './resolveTargets.ts';
import { askOnce, isSignInNeeded } from './signIn.ts';

type LookUpDeps = Pick<
  FlowDeps,
  | 'store'
  | 'policy'
  | 'clock'
  | 'providers'
  | 'announceChannelId'
  | 'directory'
  | 'tenantId'
  | 'log'
  | 'newId'
  | 'replicaId'
>;

/** A person waits for this: after so long they are told. Counted in time, because a try that ended with the process counts as one too. */
const secondsBeforeSaying = 30;
/** Somebody who has to agree first reads what they agree to. */
const secondsToSignIn = 180;
const lookAgainSeconds = 5;

type Found = {
  readonly preview: Preview;
  readonly content: RequestContent | null;
  readonly beneficiaries: readonly Person[];
};

/**
 * Looks up whose data is meant and the exact restore point, and fills the preview. A job, because it asks the directory and the backup
 * product. The right to ask is checked before the backup product is asked anything.
 */
export async function lookUp(
  deps: LookUpDeps,
  job: { readonly requestId: string; readonly revision: number },
): Promise<void> {
  const request = await deps.store.transaction((unit) => unit.requests.get(job.requestId));
  if (!request || request.revision !== job.revision || request.preview.kind !== 'looking') return;
  const { workload } = request.draft;
  const provider = workload === null ? null : deps.providers.forWorkload(workload);
  let { requester } = request;
  let found: Found | Refused = refuse({ code: 'workloadNotServed' });
  try {
    requester = (await deps.directory.byId(request.requester.id)) ?? requester;
    if (provider && workload) found = await find(deps, request, requester, workload, provider);
  } catch (thrown) {
    const lookedSeconds = (deps.clock.now().getTime() - Date.parse(request.preview.sinceUtc)) / 1000;
    if (isSignInNeeded(thrown) && lookedSeconds < secondsToSignIn) return waitForRequester(deps, request, requester);
    if (lookedSeconds < secondsBeforeSaying) throw thrown;
    deps.log.warn({ requestId: request.id, faultCode: faultCodeOf(thrown) }, 'look-up given up');
    found = refuse({ code: isSignInNeeded(thrown) ? 'signInNeeded' : 'backupUnavailable' });
    if (provider && isOutage(thrown))
      await deps.store.transaction((unit) => noteOutage(unit, deps, provider.login, faultCodeOf(thrown)));
  }
  const result: Found = isRefused(found)
    ? { preview: { kind: 'refused', refusal: found.refused }, content: null, beneficiaries: [] }
    : found;

  await deps.store.transaction(async (unit) => {
    const current = await unit.requests.get(job.requestId);
    if (!current || current.revision !== job.revision) return;
    await change(unit, deps, current, {
      type: 'lookedUp',
      provider: provider?.name ?? current.provider,
      requester,
      ...result,
      ...chooseNext(deps, current, provider),
    });
  });
}

/** Asks the requester to sign in and looks again a little later; their sign-in comes first. */
async function waitForRequester(deps: LookUpDeps, request: RestoreRequest, requester: Person): Promise<void> {
  await askOnce(deps, request, requester.id);
  const notBeforeUtc = new Date(deps.clock.now().getTime() + lookAgainSeconds * 1000).toISOString();
  await deps.store.transaction((unit) =>
    unit.enqueue({ queue: 'lookUp', data: { requestId: request.id, revision: request.revision }, notBeforeUtc }),
  );
}

/** Choosing items comes next where only some were asked for. */
function chooseNext(deps: LookUpDeps, { draft }: RestoreRequest, provider: Provider | null) {
  const ability = draft.workload === null ? null : provider?.ability(draft.workload, 'items');
  if (!draft.only || !ability) return {};
  return { choose: { filter: servedFilter(draft.only, ability), searchId: deps.newId() } };
}

async function find(
  deps: LookUpDeps,
  request: RestoreRequest,
  requester: Person,
  workload: Workload,
  provider: Provider,
): Promise<Found | Refused> {
  const { draft } = request;
  if (draft.askedTime === null) return refuse({ code: 'dateMissing' });
  const ability = provider.ability(workload, draft.only ? 'items' : 'whole');
  if (!ability) return refuse({ code: draft.only ? 'itemsNotServed' : 'wholeNotServed' });
  // Whoever may ask only for their own data learns nothing of anybody else, not even whether they exist.
  const actor = { person: requester, standing: await standingOf(deps, requester.id) };
  const own = draft.forWhom.every((who) => who.by === 'me');
  if (!own && !mayAskForOthers(deps.policy, actor)) return refuse({ code: 'othersNotAllowed' });
  const world = { directory: deps.directory, provider, tenantId: deps.tenantId, personId: requester.id };
  const resolved = await resolveTargets(world, requester, workload, draft.forWhom);
  if (isRefused(resolved)) return asFarAsAllowed(deps.policy, actor, resolved);
  const { targets, owners } = resolved;
  const targetIds = targets.map((target) => target.id);
  if (!mayAskFor(deps.policy, actor, targetIds)) return refuse({ code: 'othersNotAllowed' });
  const { targetsPerRequest: maximumTargets } = deps.policy.limits;
  if (targets.length > maximumTargets) return refuse({ code: 'tooManyTargets', maximumTargets });
  if (draft.only && targets.length > 1) return refuse({ code: 'itemsOneTarget' });

  const { utc: askedTimeUtc } = draft.askedTime;
  const { tenantId } = deps;
  // Asked together, so that a provider can answer many with few calls.
  const found = await Promise.all(
    targets.map(async (target) => {
      const found = await provider.lookUp({ workload, target, tenantId, askedTimeUtc, personId: requester.id });
      const isOfPerson = target.kind === 'mailbox' || target.kind === 'oneDrive';
      return choiceFrom(target, found, isOfPerson ? await deps.directory.accountOf(target.id) : 'noPerson');
    }),
  );
  const choices: PointChoice[] = [];
  for (const choice of found) {
    if ('refused' in choice) return choice;
    choices.push(choice);
  }
  if (draft.only && isFoundByAddress(choices)) return refuse({ code: 'itemsInDoubt' });
  const { destination, options, manner, notices } = termsOf(draft, ability);
  const content: RequestContent = {
    workload,
    targets: choices.map(({ target, used }) => ({ target, point: used })),
    selection: { kind: 'whole' },
    askedTime: draft.askedTime,
    destination,
    options,
    reason: draft.reason,
  };
  const deciders = await findDeciders(deps, { requester, beneficiaries: owners, targets });
  const quorum = quorumOf(deps.policy, { requester, content, inDoubt: isInDoubt(choices) });
  const approvers = deciders.map((decider) => decider.person);
  const ids = approvers.map((person) => person.id);
  if (countPeople(deps.policy, ids) < quorum.needed) return refuse({ code: 'noApprover' });
  const why = Object.fromEntries(deciders.map(({ person, because }) => [person.id, because]));
  return {
    preview: {
      kind: 'ready',
      choices,
      manner,
      approvers,
      why,
      quorum,
      ...(notices.length > 0 ? { notices } : {}),
    },
    content,
    beneficiaries: owners,
  };
}

/** Who exists is told only to those who may ask for them: to others every stranger is the same. */
function asFarAsAllowed(policy: Policy, actor: Actor, refused: Refused): Refused {
  const { refused: why } = refused;
  if (isAmong(policy.ask.forAnybody, actor)) return refused;
  if (why.code === 'personNotFound') return refuse({ code: 'othersNotAllowed' });
  if (why.code !== 'whichOne') return refused;
  const candidates = why.candidates.filter(({ id }) => mayAskFor(policy, actor, [id]));
  return refuse(candidates.length === 0 ? { code: 'othersNotAllowed' } : { ...why, candidates });
}

type Account = Awaited<ReturnType<Directory['accountOf']>> | 'noPerson';

function choiceFrom(target: Target, found: PointLookUp, account: Account): PointChoice | Refused {
  switch (found.kind) {
    case 'found': {
      const notes: PointNote[] = [];
      if (found.askedAfterLast) notes.push('askedAfterLast');
      if (found.mailOnlyIdentity) notes.push('mailOnlyIdentity');
      // A backup from before the account was made is of whoever had the address before; the earlier backup can be chosen too.
      const { takenAtUtc: oldestUtc } = found.earlier ?? found.used;
      const createdUtc = account === 'noPerson' ? null : (account?.createdUtc ?? null);
      if (found.mailOnlyIdentity && createdUtc !== null && createdUtc > oldestUtc) notes.push('recycledAddress');
      if (found.noLiveTarget || account === null) notes.push('noLiveTarget');
      if (found.protection) notes.push(found.protection);
      return { target, used: found.used, earlier: found.earlier, later: found.later, notes };
    }
    case 'beforeFirst':
      return refuse({ code: 'beforeFirstBackup', firstBackupUtc: found.firstUtc });
    case 'noBackups':
      return refuse({ code: 'noBackups' });
    case 'notProtected':
      return refuse({ code: found.neverHas ? 'notProtectedMailbox' : 'notProtected', name: target.name });
    case 'removed':
      return refuse({ code: 'backupsRemoved', name: target.name });
    case 'notInScope':
      return refuse({ code: 'notInScope', name: target.name });
    case 'several':
      return refuse({ code: 'severalBackups', name: target.name });
    default:
      return found satisfies never;
  }
}
