import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decided, decide } from '../../src/domain/decide.ts';
import type { RequestEvent } from '../../src/domain/events.ts';
import type { Actor, Policy, Standing } from '../../src/domain/policy.ts';
import { isRefused, type Refused } from '../../src/domain/refusals.ts';
import type { DecidesBecause, RestoreRequest } from '../../src/domain/request.ts';
import type { Person, TargetPlan } from '../../src/domain/terms.ts';
import { adele, policy as base, content, isaiah, megan, now, point, previewed, stranger } from '../fakes/requests.ts';

/**
 * Random policies, people, standings and clicks against an oracle written on its own: it reads the policy as the README tells it and
 * shares no code with the product. Standings change from click to click, as memberships do.
 */
const people = [adele, isaiah, megan, stranger] as const;
const groups = ['group-1', 'group-2'];
const ids = people.map((person) => person.id);
const some = <T>(all: readonly T[]) => fc.subarray([...all]);
const members = fc.record({ people: some(ids), groups: some(groups) });

const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    ask: fc.record({ self: fc.boolean(), managers: fc.boolean(), owners: fc.boolean(), forAnybody: members }),
    decide: fc.record({
      people: some(ids),
      groups: some(groups),
      manager: fc.boolean(),
      owners: fc.boolean(),
      beneficiaries: fc.boolean(),
      channelId: fc.constant(null),
    }),
    approvals: fc.record({
      needed: fc.integer({ min: 1, max: 2 }),
      othersData: fc.integer({ min: 1, max: 3 }),
      inPlace: fc.integer({ min: 0, max: 2 }),
      many: fc.option(fc.record({ moreThan: fc.constant(1), needed: fc.integer({ min: 1, max: 3 }) })),
      ownDataWithout: fc.boolean(),
    }),
    alsoKnownAs: fc.constantFrom([], [[isaiah.id, megan.id]], [[adele.id, isaiah.id]]),
    limits: fc.record({
      requestsPerPersonPerDay: fc.constantFrom(null, 2),
      targetsPerRequest: fc.integer({ min: 1, max: 3 }),
    }),
  })
  .map((rules) => ({ ...base, ...rules }));

const standing: fc.Arbitrary<Standing> = fc.record({
  groups: some(groups),
  reports: some(ids),
  owns: some(ids),
});

const anyRequest = fc
  .record({
    requester: fc.constantFrom(...people),
    owners: fc.subarray([...people], { minLength: 1 }),
    foundByAddress: fc.boolean(),
    destination: fc.constantFrom('inPlace' as const, 'new' as const),
  })
  .map(({ requester, owners, foundByAddress, destination }): RestoreRequest => {
    const targets = owners.map(
      (owner): TargetPlan => ({
        target: { kind: 'mailbox', id: owner.id, name: owner.name, address: owner.address },
        point: point('p2', '2026-11-19T16:00:00.000Z'),
      }),
    );
    const notes = foundByAddress ? (['mailOnlyIdentity'] as const) : [];
    const choices = targets.map(({ target }) => ({
      target,
      used: point('p2', '2026-11-19T16:00:00.000Z'),
      earlier: null,
      later: null,
      notes,
    }));
    return {
      ...previewed,
      requester,
      beneficiaries: owners,
      content: { ...content, targets, destination },
      preview: { kind: 'ready', choices, manner: 'merge', approvers: people },
    };
  });

type Click = {
  readonly who: Person;
  readonly standing: Standing;
  readonly verb: 'submit' | 'approve' | 'reject' | 'withdraw' | 'begin' | 'pointMoved';
  readonly offset: number;
  /** Since the click before. */
  readonly minutes: number;
};
const click: fc.Arbitrary<Click> = fc.record({
  who: fc.constantFrom(...people),
  standing,
  verb: fc.oneof(
    { weight: 12, arbitrary: fc.constant('approve' as const) },
    { weight: 6, arbitrary: fc.constant('begin' as const) },
    { weight: 1, arbitrary: fc.constantFrom('submit' as const, 'reject' as const, 'withdraw' as const) },
    { weight: 1, arbitrary: fc.constant('pointMoved' as const) },
  ),
  offset: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) }),
  minutes: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 80 * 60 }) },
  ),
});

const one = (policy: Policy, id: string): string => policy.alsoKnownAs.find((known) => known.includes(id))?.[0] ?? id;
const targetsOf = (request: RestoreRequest) => (request.content?.targets ?? []).map((plan) => plan.target.id);

/** The oracle. */
const oracle = {
  mayAsk: (policy: Policy, request: RestoreRequest, who: Standing): boolean => {
    const { ask } = policy;
    const anybody =
      ask.forAnybody.people.indexOf(request.requester.id) >= 0 ||
      ask.forAnybody.groups.filter((group) => who.groups.includes(group)).length > 0;
    if (anybody) return true;
    for (const target of targetsOf(request)) {
      const own = target === request.requester.id && ask.self;
      const report = ask.managers && who.reports.includes(target);
      const owned = ask.owners && who.owns.includes(target);
      if (!own && !report && !owned) return false;
    }
    return true;
  },
  mayDecide: (policy: Policy, request: RestoreRequest, person: Person, who: Standing): boolean => {
    if (one(policy, person.id) === one(policy, request.requester.id)) return false;
    const owners = request.beneficiaries.map((owner) => one(policy, owner.id));
    if (!policy.decide.beneficiaries && owners.includes(one(policy, person.id))) return false;
    if (policy.decide.people.includes(person.id)) return true;
    if (who.groups.some((group) => policy.decide.groups.includes(group))) return true;
    if (policy.decide.manager && targetsOf(request).every((target) => who.reports.includes(target))) return true;
    return policy.decide.owners && targetsOf(request).every((target) => who.owns.includes(target));
  },
  needed: (policy: Policy, request: RestoreRequest): number => {
    const { approvals } = policy;
    const targets = targetsOf(request);
    const own = targets.every((target) => target === request.requester.id);
    const byAddress =
      request.preview.kind === 'ready' && request.preview.choices.some((choice) => choice.notes.length > 0);
    let needed = own && approvals.ownDataWithout && !byAddress ? 0 : approvals.needed;
    if (!own && approvals.othersData > needed) needed = approvals.othersData;
    if (request.content?.destination === 'inPlace' && approvals.inPlace > needed) needed = approvals.inPlace;
    if (approvals.many && targets.length > approvals.many.moreThan && approvals.many.needed > needed)
      needed = approvals.many.needed;
    return needed;
  },
};

function eventOf({ who, standing, verb, offset }: Click, request: RestoreRequest): RequestEvent {
  const actor: Actor = { person: who, standing };
  const revision = request.revision + offset;
  switch (verb) {
    case 'submit':
      return { type: 'submit', actor, revision, number: 12, sentLastDay: 0 };
    case 'approve':
      return { type: 'approve', actor, revision };
    case 'reject':
      return { type: 'reject', actor, revision, reason: 'no' };
    case 'withdraw':
      return { type: 'withdraw', actor };
    case 'begin':
      return { type: 'runBegins', runId: 'run-1', provider: 'veeam' };
    case 'pointMoved':
      return { type: 'pointMoved', content: request.content ?? content };
    default:
      return verb satisfies never;
  }
}

const submitBy = (request: RestoreRequest, policy: Policy, who: Standing): Decided | Refused =>
  decide(
    request,
    {
      type: 'submit',
      actor: { person: request.requester, standing: who },
      revision: request.revision,
      number: 12,
      sentLastDay: 0,
    },
    policy,
    now,
  );

describe('whatever the policy says and whoever clicks', () => {
  it('no run starts that the policy does not allow', () => {
    let started = 0;
    let free = 0;
    let late = 0;
    fc.assert(
      fc.property(
        anyPolicy,
        anyRequest,
        standing,
        fc.array(click, { minLength: 8, maxLength: 30 }),
        (policy, drawn, own, clicks) => {
          const draft = lookedUp(policy, drawn, people);
          const sent = submitBy(draft, policy, own);
          let request = draft;
          let allowedToAsk = false;
          if (!isRefused(sent)) {
            expect(oracle.mayAsk(policy, draft, own)).toBe(true);
            expect(targetsOf(draft).length).toBeLessThanOrEqual(policy.limits.targetsPerRequest);
            allowedToAsk = true;
            request = sent.next;
          }
          const valid = new Set<string>();
          let moved = false;
          // Hours since the first look at the request: now, when it began to wait, when it was approved last.
          let hours = 0;
          let waitsSince = 0;
          let approvedLast = 0;
          for (const next of clicks) {
            hours += next.minutes / 60;
            const result = decide(request, eventOf(next, request), policy, new Date(now.getTime() + hours * 3_600_000));
            if (isRefused(result)) {
              if (next.verb === 'approve' && hours - waitsSince >= policy.waitForApprovalHours) late += 1;
              continue;
            }
            if (next.verb === 'submit') {
              expect(next.who.id).toBe(request.requester.id);
              allowedToAsk = oracle.mayAsk(policy, request, next.standing);
              waitsSince = hours;
              approvedLast = hours;
            }
            if (next.verb === 'approve') {
              expect(next.offset).toBe(0);
              expect(oracle.mayDecide(policy, request, next.who, next.standing)).toBe(true);
              expect(hours - waitsSince).toBeLessThan(policy.waitForApprovalHours);
              valid.add(one(policy, next.who.id));
              approvedLast = hours;
            }
            if (next.verb === 'pointMoved') {
              moved = true;
              valid.clear();
              waitsSince = hours;
            }
            if (result.next.state === 'starting' && request.state !== 'starting') {
              started += 1;
              const needed = Math.max(oracle.needed(policy, request), moved ? 1 : 0);
              if (needed === 0) free += 1;
              expect(allowedToAsk).toBe(true);
              expect(valid.size).toBeGreaterThanOrEqual(needed);
              expect(hours - approvedLast).toBeLessThan(policy.approvalValidHours);
            }
            request = result.next;
          }
        },
      ),
      { numRuns: 6_000 },
    );
    expect(started).toBeGreaterThan(200);
    expect(free).toBeGreaterThan(20);
    expect(late).toBeGreaterThan(20);
  });

  it('every run the policy allows can start', () => {
    let allowed = 0;
    fc.assert(
      fc.property(anyPolicy, anyRequest, fc.array(standing, { minLength: 5, maxLength: 5 }), (policy, draft, all) => {
        const [own, ...others] = all;
        if (!own) return;
        const deciders = people.filter((person, index) =>
          oracle.mayDecide(policy, draft, person, others[index] ?? own),
        );
        const needed = oracle.needed(policy, draft);
        const fits = targetsOf(draft).length <= policy.limits.targetsPerRequest;
        const enough = new Set(deciders.map((person) => one(policy, person.id))).size >= needed;
        if (!oracle.mayAsk(policy, draft, own) || !enough || !fits) return;
        allowed += 1;

        const sent = submitBy(lookedUp(policy, draft, deciders), policy, own);
        if (isRefused(sent)) throw new Error(`not sent: ${sent.refused.code}`);
        let request = sent.next;
        for (const person of deciders) {
          if (request.state !== 'awaitingApproval') break;
          const actor = { person, standing: others[people.indexOf(person)] ?? own };
          const result = decide(request, { type: 'approve', actor, revision: request.revision }, policy, now);
          if (!isRefused(result)) request = result.next;
        }
        expect(request.state).toBe('approved');
        const begun = decide(request, { type: 'runBegins', runId: 'run-1', provider: 'veeam' }, policy, now);
        expect(isRefused(begun)).toBe(false);
      }),
      { numRuns: 6_000 },
    );
    expect(allowed).toBeGreaterThan(200);
  });
});

/** With these approvers, as a look-up would have found them. */
function lookedUp(policy: Policy, request: RestoreRequest, approvers: readonly Person[]): RestoreRequest {
  const why = Object.fromEntries(people.map((person) => [person.id, reasonOf(policy, person)]));
  return { ...request, preview: { ...request.preview, approvers, why } as RestoreRequest['preview'] };
}

const reasonOf = ({ decide: rules }: Policy, person: Person): DecidesBecause => {
  if (rules.people.includes(person.id)) return 'named';
  return rules.groups.length > 0 ? 'group' : rules.manager ? 'manager' : 'owner';
};
