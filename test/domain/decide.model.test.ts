import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/decide.ts';
import type { RequestEvent } from '../../src/domain/events.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { isRefused } from '../../src/domain/refusals.ts';
import { currentDecisions, isFinal, type RestoreRequest } from '../../src/domain/request.ts';
import { noCounts } from '../../src/domain/terms.ts';
import { actor, adele, content, isaiah, megan, now, policy, previewed, stranger } from '../fakes/requests.ts';

/** Random people press random buttons in a random order while the clock runs; whatever happens, the rules hold. */
const person = fc.constantFrom(adele, isaiah, megan, stranger);
const revision = fc.constant(0);
const target = content.targets[0]?.target ?? { kind: 'mailbox', id: '', name: '', address: '' };
const attention = { step: 'restore', sinceUtc: now.toISOString(), candidates: [], explanation: '' };

const event: fc.Arbitrary<RequestEvent> = fc.oneof(
  fc.record({
    type: fc.constant('fill' as const),
    actor: person.map(actor),
    revision,
    draft: fc.constant(previewed.draft),
  }),
  fc.constant({
    type: 'lookedUp' as const,
    preview: previewed.preview,
    content,
    provider: 'veeam' as const,
    requester: adele,
    beneficiaries: [adele],
  }),
  fc.record({ type: fc.constant('submit' as const), actor: person.map(actor), revision, number: fc.constant(12) }),
  fc.record({
    type: fc.constant('choosePoint' as const),
    actor: person.map(actor),
    revision,
    pointId: fc.constantFrom('p1', 'p2', 'p3', 'no'),
  }),
  fc.record({ type: fc.constant('reopen' as const), actor: person.map(actor) }),
  fc.record({ type: fc.constant('approve' as const), actor: person.map(actor), revision }),
  fc.record({
    type: fc.constant('reject' as const),
    actor: person.map(actor),
    revision,
    reason: fc.constantFrom('', 'because'),
  }),
  fc.record({
    type: fc.constantFrom('withdraw' as const, 'stop' as const, 'closeUnproven' as const),
    actor: person.map(actor),
  }),
  fc.constant({ type: 'clock' as const }),
  fc.record({ type: fc.constant('runBegins' as const), runId: fc.uuid(), provider: fc.constant('veeam' as const) }),
  fc.constant({ type: 'runWaits' as const, untilUtc: now.toISOString(), why: 'busy' as const }),
  fc.constant({ type: 'pointMoved' as const, content }),
  fc.constant({ type: 'runStarted' as const }),
  fc.constant({
    type: 'finished' as const,
    outcomes: [{ target, state: 'completed' as const, counts: noCounts, issues: [] }],
  }),
  fc.constant({ type: 'failed' as const, faultCode: 'BACKUP_REFUSED' }),
  fc.constant({ type: 'unproven' as const, attention }),
  fc.record({ type: fc.constant('startAgain' as const), actor: person.map(actor), revision }),
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
        play({ ...start, approvalsNeeded }, { ...policy, approvalsNeeded }, steps, (before, after) => {
          if (before.state === after.state || after.state !== 'starting') return;
          begun += 1;
          const approvers = new Set(
            currentDecisions(after)
              .filter((one) => one.verdict === 'approve')
              .map((one) => one.by.id),
          );
          expect(approvers.size).toBeGreaterThanOrEqual(approvalsNeeded);
          expect(approvers.has(after.requester.id)).toBe(false);
          expect([...approvers].every((id) => policy.approvers.includes(id))).toBe(true);
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
