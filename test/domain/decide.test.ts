import { describe, expect, it } from 'vitest';
import { type Decided, decide } from '../../src/domain/decide.ts';
import type { RequestEvent } from '../../src/domain/events.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { isRefused } from '../../src/domain/refusals.ts';
import type { RestoreRequest } from '../../src/domain/request.ts';
import { noCounts } from '../../src/domain/terms.ts';
import { actor, adele, content, isaiah, megan, now, point, policy, previewed, stranger } from '../fakes/requests.ts';

const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

function accepted(request: RestoreRequest, event: RequestEvent, when = now, rules: Policy = policy): Decided {
  const result = decide(request, event, rules, when);
  if (isRefused(result)) throw new Error(`refused: ${result.refused.code}`);
  return result;
}

function refusal(request: RestoreRequest, event: RequestEvent, when = now, rules: Policy = policy): string {
  const result = decide(request, event, rules, when);
  return isRefused(result) ? result.refused.code : `accepted: ${result.next.state}`;
}

const decidedBy = (...people: string[]): Policy => ({ ...policy, decide: { ...policy.decide, people } });

const submit: Extract<RequestEvent, { type: 'submit' }> = {
  type: 'submit',
  actor: actor(adele),
  revision: 2,
  number: 12,
  sentLastDay: 0,
};
const submitted = accepted(previewed, submit).next;
const approve: RequestEvent = { type: 'approve', actor: actor(isaiah), revision: 2 };
const approved = accepted(submitted, approve).next;
const starting = accepted(approved, { type: 'runBegins', runId: 'run-1', provider: 'veeam' }).next;
const running = accepted(starting, { type: 'runStarted' }).next;
const unproven: RequestEvent = {
  type: 'unproven',
  attention: {
    step: 'restore',
    sinceUtc: now.toISOString(),
    candidates: [{ sessionId: 's1', facts: [] }],
    explanation: 'two sessions',
  },
};
const attention = accepted(starting, unproven).next;

describe('a draft', () => {
  it('is looked up when it is filled, and only then can be submitted', () => {
    const filled = accepted(
      { ...previewed, preview: { kind: 'none' }, content: null },
      { type: 'fill', actor: actor(adele), revision: 2, draft: previewed.draft },
    );
    expect(filled.next.revision).toBe(3);
    expect(filled.effects).toEqual([{ type: 'lookUp' }]);
    expect(refusal(filled.next, { ...submit, revision: 3 })).toBe('previewOutdated');
  });

  it('belongs to its requester alone', () => {
    for (const event of [
      { ...submit, actor: actor(isaiah) },
      { type: 'withdraw', actor: actor(isaiah) },
    ] as const) {
      expect(refusal(previewed, event)).toBe('unknownRequest');
    }
  });

  it('is not submitted from an outdated card', () => {
    expect(refusal(previewed, { ...submit, revision: 1 })).toBe('staleRevision');
  });

  it('is not sent as a rollback unless the person ticked that later changes are lost', () => {
    if (previewed.preview.kind !== 'ready') throw new Error('not ready');
    const rollback = { ...previewed, preview: { ...previewed.preview, manner: 'rollback' as const } };
    expect(refusal(rollback, submit)).toBe('rollbackNotConfirmed');
    expect(refusal(rollback, { ...submit, rollbackConfirmed: false })).toBe('rollbackNotConfirmed');
    expect(refusal(rollback, { ...submit, rollbackConfirmed: true })).toBe('accepted: awaitingApproval');
  });

  it('is submitted with the neighbouring point the person chose, and with no other', () => {
    const chosen = accepted(previewed, { type: 'choosePoint', actor: actor(adele), revision: 2, pointId: 'p1' }).next;
    expect(chosen.content?.targets[0]?.point?.id).toBe('p1');
    expect(chosen.revision).toBe(3);
    expect(refusal(previewed, { type: 'choosePoint', actor: actor(adele), revision: 2, pointId: 'p9' })).toBe(
      'previewOutdated',
    );
  });

  it('expires when nobody sends it', () => {
    expect(accepted(previewed, { type: 'clock' }, at(60 * 71)).next.state).toBe('draft');
    expect(accepted(previewed, { type: 'clock' }, at(60 * 72)).next.state).toBe('expired');
  });
});

describe('sending for approval', () => {
  it('gives the request its number and asks every approver but the requester', () => {
    const { next, effects } = accepted(previewed, submit);
    expect(next).toMatchObject({ state: 'awaitingApproval', number: 12, asked: [{ id: isaiah.id }, { id: megan.id }] });
    expect(effects.map((effect) => effect.type)).toEqual(['askApprovers', 'refreshCards', 'tellOrigin', 'expireAt']);
  });

  it('is refused when the requester is the only approver', () => {
    const own = { ...previewed, requester: isaiah };
    expect(refusal(own, { ...submit, actor: actor(isaiah) }, now, decidedBy(isaiah.id))).toBe('noApprover');
  });

  it('is refused when nobody is an approver', () => {
    expect(refusal(previewed, submit, now, decidedBy())).toBe('noApprover');
  });
});

describe('deciding', () => {
  it('starts the run with one approval', () => {
    const { next, effects } = accepted(submitted, approve);
    expect(next.state).toBe('approved');
    expect(next.decisions).toMatchObject([
      { by: { id: isaiah.id }, verdict: 'approve', revision: 2, policyVersion: 'test-1' },
    ]);
    expect(effects.map((effect) => effect.type)).toContain('startRun');
  });

  it('waits for the second approval where two are needed, by two different people', () => {
    const two = { ...submitted, approvalsNeeded: 2 };
    const once = accepted(two, approve);
    expect(once.next.state).toBe('awaitingApproval');
    expect(once.effects.map((effect) => effect.type)).not.toContain('startRun');
    expect(refusal(once.next, approve)).toBe('alreadyDecidedByYou');
    expect(accepted(once.next, { ...approve, actor: actor(megan) }).next.state).toBe('approved');
  });

  it('is never possible for the requester, even as an approver', () => {
    const own = { ...submitted, requester: isaiah };
    expect(refusal(own, approve)).toBe('requesterCannotDecide');
    expect(refusal(own, { type: 'reject', actor: actor(isaiah), revision: 2, reason: 'no' })).toBe(
      'requesterCannotDecide',
    );
  });

  it('is not possible without the role', () => {
    expect(refusal(submitted, { ...approve, actor: actor(stranger) })).toBe('notAnApprover');
  });

  it('counts for the revision on the card only', () => {
    expect(refusal(submitted, { ...approve, revision: 1 })).toBe('staleRevision');
  });

  it('needs a reason to reject, and ends there', () => {
    expect(refusal(submitted, { type: 'reject', actor: actor(isaiah), revision: 2, reason: '  ' })).toBe(
      'rejectReasonMissing',
    );
    const { next, effects } = accepted(submitted, {
      type: 'reject',
      actor: actor(isaiah),
      revision: 2,
      reason: 'Ask HR first',
    });
    expect(next.state).toBe('rejected');
    expect(effects).toContainEqual({ type: 'tellRequester', about: 'rejected' });
    expect(refusal(next, { ...approve, actor: actor(megan) })).toBe('tooLate');
  });

  it('comes too late after the requester withdrew', () => {
    const withdrawn = accepted(submitted, { type: 'withdraw', actor: actor(adele) }).next;
    expect(refusal(withdrawn, approve)).toBe('tooLate');
  });

  it('runs out of time, and so does an approval', () => {
    expect(accepted(submitted, { type: 'clock' }, at(72 * 60 - 1)).next.state).toBe('awaitingApproval');
    expect(accepted(submitted, { type: 'clock' }, at(72 * 60)).next.state).toBe('expired');
    expect(accepted(approved, { type: 'clock' }, at(24 * 60 - 1)).next.state).toBe('approved');
    expect(accepted(approved, { type: 'clock' }, at(24 * 60)).next.state).toBe('expired');
    expect(accepted(running, { type: 'clock' }, at(99 * 60)).next.state).toBe('running');
  });

  it('is over for decisions too when the job that ends it is late', () => {
    const reject: RequestEvent = { type: 'reject', actor: actor(isaiah), revision: 2, reason: 'no' };
    for (const event of [approve, reject]) {
      expect(refusal(submitted, event, at(72 * 60 - 1))).toMatch(/^accepted/);
      expect(refusal(submitted, event, at(72 * 60))).toBe('tooLate');
    }
  });

  it('reminds once for each time it is due, however often the clock is looked at', () => {
    const rules = { ...policy, remindEveryHours: 8 };
    const types = (decided: Decided) => decided.effects.map((effect) => effect.type);
    expect(types(accepted(submitted, { type: 'clock' }, at(8 * 60 - 1), rules))).toEqual([]);
    const once = accepted(submitted, { type: 'clock' }, at(8 * 60), rules);
    expect(types(once)).toEqual(['remindApprovers', 'expireAt']);
    expect(types(accepted(once.next, { type: 'clock' }, at(8 * 60 + 1), rules))).toEqual([]);
    const afterOutage = accepted(once.next, { type: 'clock' }, at(40 * 60), rules);
    expect(types(afterOutage)).toEqual(['remindApprovers', 'expireAt']);
    expect(types(accepted(afterOutage.next, { type: 'clock' }, at(40 * 60), rules))).toEqual([]);
  });

  it('keeps following a stopped run until it came to rest, once', () => {
    const stopped = accepted(running, { type: 'stop', actor: actor(adele) });
    expect(stopped.effects.map((effect) => effect.type)).toEqual(['stopRun', 'follow', 'refreshCards']);
    const rest = accepted(stopped.next, { type: 'cameToRest', outcomes: [] });
    expect(rest.next).toMatchObject({ state: 'stopped', run: { atRest: true } });
    expect(rest.effects.map((effect) => effect.type)).toContain('closeSessions');
    expect(refusal(rest.next, { type: 'cameToRest', outcomes: [] })).toBe('notPossibleNow');
  });

  it('names people who cannot be reached, once', () => {
    const once = accepted(submitted, { type: 'unreachable', person: megan });
    expect(once.next.unreachable).toEqual([megan]);
    expect(accepted(once.next, { type: 'unreachable', person: megan }).effects).toEqual([]);
  });
});

describe('a run', () => {
  it('goes from approved over starting to running to completed', () => {
    const outcome = {
      target: content.targets[0]?.target ?? fail(),
      state: 'completed',
      counts: { ...noCounts, created: 3 },
      issues: [],
    } as const;
    const { next, effects } = accepted(running, { type: 'finished', outcomes: [outcome] }, at(9));
    expect(next).toMatchObject({ state: 'completed', finishedAtUtc: at(9).toISOString() });
    expect(effects.map((effect) => effect.type)).toEqual([
      'closeSessions',
      'refreshCards',
      'tellRequester',
      'tellOrigin',
      'announce',
      'tellBeneficiaries',
    ]);
  });

  it.each([
    [['completed', 'failed'], 'completedWithIssues'],
    [['failed', 'failed'], 'failed'],
    [['completedWithIssues'], 'completedWithIssues'],
    [[], 'failed'],
  ] as const)('ends %j as %s', (states, expected) => {
    const outcomes = states.map((state) => ({
      target: content.targets[0]?.target ?? fail(),
      state,
      counts: noCounts,
      issues: [],
    }));
    expect(accepted(running, { type: 'finished', outcomes }).next.state).toBe(expected);
  });

  it('does not begin without an approval', () => {
    for (const request of [previewed, submitted, running, attention]) {
      expect(refusal(request, { type: 'runBegins', runId: 'run-2', provider: 'veeam' })).toBe('notPossibleNow');
    }
  });

  it('goes back for approval when the restore point moved; the old approval is void', () => {
    const other = {
      ...content,
      targets: [{ ...(content.targets[0] ?? fail()), point: point('p4', '2026-11-19T12:00:00.000Z') }],
    };
    const { next, effects } = accepted(starting, { type: 'pointMoved', content: other });
    expect(next).toMatchObject({ state: 'awaitingApproval', revision: 3, run: null });
    expect(effects.map((effect) => effect.type)).toContain('askApprovers');
    expect(refusal(next, approve)).toBe('staleRevision');
    expect(accepted(next, { ...approve, revision: 3 }).next.state).toBe('approved');
  });

  it('is stopped by its requester or an admin, nobody else, and only while it runs', () => {
    expect(accepted(running, { type: 'stop', actor: actor(adele) }).effects).toContainEqual({
      type: 'stopRun',
      runId: 'run-1',
    });
    expect(accepted(running, { type: 'stop', actor: actor(megan) }).next.state).toBe('stopped');
    expect(refusal(running, { type: 'stop', actor: actor(isaiah) })).toBe('unknownRequest');
    expect(refusal(approved, { type: 'stop', actor: actor(adele) })).toBe('notPossibleNow');
  });

  it('waits when it must, closing what it had opened', () => {
    const untilUtc = at(1).toISOString();
    const { next, effects } = accepted(starting, { type: 'runWaits', untilUtc, why: 'providerUnavailable' });
    expect(next.state).toBe('waiting');
    expect(effects).toContainEqual({ type: 'startRun', notBeforeUtc: untilUtc });
    expect(effects).toContainEqual({ type: 'closeSessions', runId: 'run-1' });
  });
});

describe('what could not be proved', () => {
  it('stops and asks the admins', () => {
    const { next, effects } = accepted(starting, unproven);
    expect(next.state).toBe('needsAttention');
    expect(effects.map((effect) => effect.type)).toEqual(['refreshCards', 'askAdmins', 'tellRequester']);
  });

  it('is settled by an admin only', () => {
    for (const type of ['adopt', 'startAgain', 'closeUnproven'] as const) {
      const event = { type, actor: actor(isaiah), sessionId: 's1', revision: 2, attempt: 1 } as RequestEvent;
      expect(refusal(attention, event)).toBe('unknownRequest');
    }
    expect(accepted(attention, { type: 'adopt', actor: actor(megan), attempt: 1, sessionId: 's1' }).next.state).toBe(
      'running',
    );
    expect(accepted(attention, { type: 'closeUnproven', actor: actor(megan), attempt: 1 }).next).toMatchObject({
      state: 'failed',
      faultCode: 'OUTCOME_UNPROVEN',
    });
  });

  it('is settled for the attempt the card was about, and no other', () => {
    for (const type of ['adopt', 'startAgain', 'closeUnproven'] as const) {
      const event = { type, actor: actor(megan), sessionId: 's1', revision: 2, attempt: 2 } as RequestEvent;
      expect(refusal(attention, event)).toBe('staleRevision');
    }
  });

  it('is started again by a second person, never the requester, and only for the approved revision', () => {
    const own = { ...attention, requester: megan };
    expect(refusal(own, { type: 'startAgain', actor: actor(megan), attempt: 1, revision: 2 })).toBe(
      'secondAdminNeeded',
    );
    expect(refusal(attention, { type: 'startAgain', actor: actor(megan), attempt: 1, revision: 1 })).toBe(
      'staleRevision',
    );
    const again = accepted(attention, { type: 'startAgain', actor: actor(megan), attempt: 1, revision: 2 });
    expect(again.effects.map((effect) => effect.type)).toContain('startRun');
    expect(accepted(again.next, { type: 'runBegins', runId: 'run-2', provider: 'veeam' }).next.run?.attempt).toBe(2);
  });
});

function fail(): never {
  throw new Error('the fixture has one target');
}
