import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/decide.ts';
import type { RequestEvent, RequestEventType } from '../../src/domain/events.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { isRefused } from '../../src/domain/refusals.ts';
import { currentDecisions, isFinal, type RestoreRequest } from '../../src/domain/request.ts';
import { noCounts, noFilter } from '../../src/domain/terms.ts';
import {
  actor,
  adele,
  content,
  isaiah,
  megan,
  now,
  policy,
  previewed,
  stranger,
  withApprovals,
} from '../fakes/requests.ts';

/** Random people press random buttons in a random order while the clock runs; whatever happens, the rules hold. */
const person = fc.constantFrom(adele, isaiah, megan, stranger);
const revision = fc.constant(0);
const target = content.targets[0]?.target ?? { kind: 'mailbox', id: '', name: '', address: '' };
const attention = { step: 'restore', sinceUtc: now.toISOString(), candidates: [], explanation: '' };

const byActor = <T extends string>(type: T) => fc.record({ type: fc.constant(type), actor: person.map(actor) });
const atRevisionBy = <T extends string>(type: T) =>
  fc.record({ type: fc.constant(type), actor: person.map(actor), revision });

const found = { picks: 'each', items: [{ id: 'i1', ref: {} }], total: 1, complete: true } as const;
const terms = { destination: 'inPlace', options: content.options, manner: 'merge', notices: [] } as const;

const attempt = fc.integer({ min: 1, max: 3 });

/** One arbitrary for each event there is: an event without one does not compile. */
const eventOf: { readonly [T in RequestEventType]: fc.Arbitrary<Extract<RequestEvent, { type: T }>> } = {
  fill: atRevisionBy('fill').map((event) => ({ ...event, draft: previewed.draft })),
  lookedUp: fc.constant({
    type: 'lookedUp',
    preview: previewed.preview,
    content,
    provider: 'veeam',
    requester: adele,
    beneficiaries: [adele],
  }),
  reopen: byActor('reopen'),
  takeAlternative: atRevisionBy('takeAlternative').map((event) => ({
    ...event,
    alternativeUtc: now.toISOString(),
    zone: 'UTC',
  })),
  choosePoint: fc
    .tuple(atRevisionBy('choosePoint'), fc.constantFrom('p1', 'p2', 'p3', 'no'))
    .map(([event, pointId]) => ({ ...event, pointId })),
  narrow: atRevisionBy('narrow'),
  lookForItems: atRevisionBy('lookForItems').map((event) => ({ ...event, filter: noFilter, searchId: 'search-1' })),
  itemsFound: fc.constant({ type: 'itemsFound', searchId: 'search-1', result: found }),
  turnPage: fc
    .tuple(atRevisionBy('turnPage'), fc.constantFrom('i1', 'no'))
    .map(([event, id]) => ({ ...event, page: 0, ticked: [id] })),
  pickItems: fc
    .tuple(atRevisionBy('pickItems'), fc.constantFrom('all' as const, ['i1'], ['no']))
    .map(([event, ticked]) => ({ ...event, ticked, terms })),
  takeWhole: atRevisionBy('takeWhole').map((event) => ({ ...event, terms })),
  submit: atRevisionBy('submit').map((event) => ({ ...event, number: 12, sentLastDay: 0 })),
  unreachable: person.map((who) => ({ type: 'unreachable', person: who })),
  approve: atRevisionBy('approve'),
  reject: fc
    .tuple(atRevisionBy('reject'), fc.constantFrom('', 'because'))
    .map(([event, reason]) => ({ ...event, reason })),
  withdraw: byActor('withdraw'),
  clock: fc.constant({ type: 'clock' }),
  stop: byActor('stop'),
  runBegins: fc.uuid().map((runId) => ({ type: 'runBegins', runId, provider: 'veeam' })),
  runWaits: fc
    .constantFrom('busy', 'paused', 'providerUnavailable')
    .map((why) => ({ type: 'runWaits', untilUtc: now.toISOString(), why })),
  signInNeeded: fc
    .tuple(fc.boolean(), fc.constantFrom(adele.id, isaiah.id))
    .map(([begun, personId]) => ({ type: 'signInNeeded', personId, untilUtc: now.toISOString(), begun })),
  signedIn: fc.constantFrom(adele.id, isaiah.id).map((personId) => ({ type: 'signedIn', personId })),
  pointMoved: fc.constant({ type: 'pointMoved', content }),
  runStarted: fc.constant({ type: 'runStarted' }),
  progressed: fc.nat(9).map((created) => ({ type: 'progressed', counts: { ...noCounts, created }, totalItems: 9 })),
  finished: fc
    .constantFrom('completed', 'failed')
    .map((state) => ({ type: 'finished', outcomes: [{ target, state, counts: noCounts, issues: [] }] })),
  cameToRest: fc.constant({ type: 'cameToRest', outcomes: [] }),
  failed: fc.constant({ type: 'failed', faultCode: 'BACKUP_REFUSED' }),
  unproven: fc.constant({ type: 'unproven', attention }),
  adopt: fc.tuple(byActor('adopt'), attempt).map(([event, attempt]) => ({ ...event, attempt, sessionId: 's1' })),
  startAgain: fc.tuple(atRevisionBy('startAgain'), attempt).map(([event, attempt]) => ({ ...event, attempt })),
  closeUnproven: fc.tuple(byActor('closeUnproven'), attempt).map(([event, attempt]) => ({ ...event, attempt })),
};
/** What carries a request along is drawn more often, or hardly any would ever run. */
const often: readonly RequestEventType[] = ['submit', 'approve', 'runBegins', 'runStarted', 'unproven', 'startAgain'];
const event: fc.Arbitrary<RequestEvent> = fc.oneof(
  ...(Object.keys(eventOf) as RequestEventType[]).map((type) => ({
    weight: often.includes(type) ? 6 : 1,
    arbitrary: eventOf[type] as fc.Arbitrary<RequestEvent>,
  })),
);

/** Cards are mostly current and sometimes stale; mostly little time passes, sometimes days. */
const step = fc.record({
  event,
  offset: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) }),
  minutes: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 30 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 * 80 }) },
  ),
});
type Step = { readonly event: RequestEvent; readonly offset: number; readonly minutes: number };

const atRevision = (event: RequestEvent, revision: number): RequestEvent =>
  'revision' in event ? { ...event, revision } : event;

function play(
  start: RestoreRequest,
  rules: Policy,
  steps: readonly Step[],
  check: (before: RestoreRequest, after: RestoreRequest, event: RequestEvent) => void,
): void {
  let request = start;
  let minutes = 0;
  for (const { event: drawn, offset, minutes: passed } of steps) {
    minutes += passed;
    const event = atRevision(drawn, request.revision + offset);
    const result = decide(request, event, rules, new Date(now.getTime() + minutes * 60_000));
    const after = isRefused(result) ? request : result.next;
    check(request, after, event);
    request = after;
  }
}

const steps = fc.array(step, { minLength: 5, maxLength: 40 });
const submitted: RestoreRequest = { ...previewed, state: 'awaitingApproval', number: 12, asked: [isaiah, megan] };
const start = fc.constantFrom(previewed, submitted);
const needed = fc.integer({ min: 1, max: 2 });
const settings = { numRuns: 2_000 };

describe('whatever people press and in whatever order', () => {
  it('a run begins only with enough approvals of that revision, by different people, none of them the requester', () => {
    let begun = 0;
    fc.assert(
      fc.property(needed, start, steps, (approvalsNeeded, start, steps) => {
        play({ ...start, approvalsNeeded }, withApprovals(approvalsNeeded), steps, (before, after) => {
          if (before.state === after.state || after.state !== 'starting') return;
          begun += 1;
          const approvers = new Set(
            currentDecisions(after)
              .filter((one) => one.verdict === 'approve')
              .map((one) => one.by.id),
          );
          expect(approvers.size).toBeGreaterThanOrEqual(approvalsNeeded);
          expect(approvers.has(after.requester.id)).toBe(false);
          expect([...approvers].every((id) => policy.decide.people.includes(id))).toBe(true);
        });
      }),
      settings,
    );
    expect(begun).toBeGreaterThan(20);
  });

  it('a final state is never left, and a decision once made is never lost', () => {
    fc.assert(
      fc.property(start, steps, (start, steps) => {
        play(start, policy, steps, (before, after) => {
          if (isFinal(before.state)) expect(after.state).toBe(before.state);
          expect(after.decisions.slice(0, before.decisions.length)).toEqual(before.decisions);
          expect(after.revision).toBeGreaterThanOrEqual(before.revision);
        });
      }),
      settings,
    );
  });

  it('nothing is sent for approval while items are being chosen, and items only with some chosen', () => {
    const chosen: RestoreRequest = { ...previewed, narrowing: { kind: 'asking', filter: noFilter } };
    const drawnOften = { narrow: 1, lookForItems: 2, itemsFound: 4, pickItems: 4, submit: 1 } as const;
    const drawn = fc.array(
      fc.record({
        event: fc.oneof(
          ...Object.entries(drawnOften).map(([type, weight]) => ({
            weight,
            arbitrary: eventOf[type as keyof typeof drawnOften] as fc.Arbitrary<RequestEvent>,
          })),
        ),
        offset: fc.constant(0),
        minutes: fc.constant(1),
      }),
      { minLength: 20, maxLength: 40 },
    );
    let sent = 0;
    fc.assert(
      fc.property(fc.constantFrom(previewed, chosen), drawn, (start, steps) => {
        play(start, policy, steps, (before, after) => {
          if (before.state !== 'draft' || after.state === 'draft') return;
          const { selection } = after.content ?? {};
          expect(before.narrowing).toBeNull();
          if (selection?.kind !== 'items') return;
          sent += 1;
          expect(selection.items).toEqual([{ id: 'i1', ref: {} }]);
          expect(selection.total).toBe(1);
        });
      }),
      settings,
    );
    expect(sent).toBeGreaterThan(20);
  });

  it('what is restored changes only with the revision once it was submitted', () => {
    fc.assert(
      fc.property(start, steps, (start, steps) => {
        play(start, policy, steps, (before, after) => {
          if (before.state !== 'draft' && before.revision === after.revision)
            expect(after.content).toEqual(before.content);
        });
      }),
      settings,
    );
  });
});
