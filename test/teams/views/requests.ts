import { newDraft } from '../../../src/domain/newDraft.ts';
import type { Decision, PointChoice, RestoreRequest, Run } from '../../../src/domain/request.ts';
import { defaultOptions, type Person, type RestorePoint, type Target } from '../../../src/domain/terms.ts';

/** A small invented company, as requests in every state. */

const tenantId = '11111111-1111-1111-1111-111111111111';
const person = (number: number, name: string, address: string): Person => ({
  id: `00000000-0000-0000-0000-00000000000${number}`,
  tenantId,
  name,
  address,
});
export const adele = person(1, 'Adele Vance', 'adele.vance@contoso.com');
export const megan = person(2, 'Megan Bowen', 'megan.bowen@contoso.com');
export const alex = person(3, 'Alex Wilber', 'alex.wilber@contoso.com');
export const diego = person(4, 'Diego Siciliani', 'diego.siciliani@contoso.com');

export const point = (id: string, takenAtUtc: string): RestorePoint => ({ id, takenAtUtc, ref: {} });
export const earlier = point('p-1', '2026-11-19T12:00:00.000Z');
export const used = point('p-2', '2026-11-19T20:00:00.000Z');
export const later = point('p-3', '2026-11-20T04:00:00.000Z');

export const mailboxOf = (owner: Person): Target => ({
  kind: 'mailbox',
  id: owner.id,
  name: owner.name,
  address: owner.address,
});
export const site: Target = {
  kind: 'site',
  id: 'contoso.sharepoint.com,1,2',
  name: 'Marketing',
  address: 'https://contoso.sharepoint.com/sites/marketing',
};

const asked = { utc: '2026-11-19T22:30:00.000Z', zone: 'Europe/Berlin' };
const reason = 'I deleted the Contoso folder by accident';

export const choice = (target: Target, over: Partial<PointChoice> = {}): PointChoice => ({
  target,
  used,
  earlier,
  later,
  notes: [],
  ...over,
});

/** What a person said but has not looked up yet. */
export const draft: RestoreRequest = newDraft({
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  requester: adele,
  draft: {
    workload: 'exchange',
    forWhom: [{ by: 'me' }],
    askedTime: asked,
    destination: 'inPlace',
    options: defaultOptions,
    reason,
    readingNotes: [],
  },
  provider: 'veeam',
  origin: null,
  atUtc: '2026-11-20T09:00:00.000Z',
});

/** The same with the backup found. */
export const ready: RestoreRequest = {
  ...draft,
  revision: 2,
  beneficiaries: [adele],
  preview: { kind: 'ready', choices: [choice(mailboxOf(adele))], manner: 'merge', approvers: [megan, alex] },
  content: {
    workload: 'exchange',
    targets: [{ target: mailboxOf(adele), point: used }],
    selection: { kind: 'whole' },
    askedTime: asked,
    destination: 'inPlace',
    options: defaultOptions,
    reason,
  },
};

export const awaiting: RestoreRequest = {
  ...ready,
  number: 12,
  state: 'awaitingApproval',
  stateSinceUtc: '2026-11-20T09:05:00.000Z',
  asked: [megan, alex],
};

export const decision = (by: Person, over: Partial<Decision> = {}): Decision => ({
  by,
  verdict: 'approve',
  revision: 2,
  reason: null,
  atUtc: '2026-11-20T09:12:00.000Z',
  policyVersion: 'v1',
  ...over,
});

export const approved: RestoreRequest = { ...awaiting, state: 'approved', decisions: [decision(megan)] };

export const run: Run = {
  id: 'run-1',
  attempt: 1,
  provider: 'veeam',
  startedAtUtc: '2026-11-20T09:13:00.000Z',
  counts: { created: 1234, merged: 2, skipped: 493, failed: 1 },
  totalItems: 2400,
  attention: null,
};

export const running: RestoreRequest = { ...approved, state: 'running', run };

export const completed: RestoreRequest = {
  ...running,
  state: 'completed',
  finishedAtUtc: '2026-11-20T10:25:00.000Z',
  outcomes: [
    {
      target: mailboxOf(adele),
      state: 'completed',
      counts: { created: 1890, merged: 2, skipped: 508, failed: 0 },
      issues: [],
    },
  ],
};

export const withIssues: RestoreRequest = {
  ...completed,
  state: 'completedWithIssues',
  outcomes: [
    {
      target: mailboxOf(adele),
      state: 'completedWithIssues',
      counts: { created: 1883, merged: 2, skipped: 508, failed: 7 },
      issues: [1, 2, 3, 4, 5, 6, 7].map((number) => ({
        title: `Quarterly report ${number}.msg`,
        path: 'Inbox/Contoso/Reports',
        reason: 'The item is larger than the mailbox accepts.',
      })),
    },
  ],
};

export const failed: RestoreRequest = {
  ...running,
  state: 'failed',
  run: { ...run, counts: { created: 12, merged: 0, skipped: 3, failed: 0 } },
  faultCode: 'BACKUP_UNREACHABLE',
  finishedAtUtc: '2026-11-20T09:40:00.000Z',
};

export const rejected: RestoreRequest = {
  ...awaiting,
  state: 'rejected',
  finishedAtUtc: '2026-11-20T09:12:00.000Z',
  decisions: [decision(megan, { verdict: 'reject', reason: 'Please restore only the folder, not the whole mailbox.' })],
};

export const unproven: RestoreRequest = {
  ...running,
  state: 'needsAttention',
  run: {
    ...run,
    attention: {
      step: 'restore',
      sinceUtc: '2026-11-20T09:14:00.000Z',
      explanation: 'The connection broke after the restore was asked for. Two sessions began in that minute.',
      candidates: [
        {
          sessionId: '5c6a8f0e-51a2-4f5e-b1b3-0d1f6a3f7c11',
          facts: ['Created 10:13:04', 'Mailbox of Adele Vance', 'Running'],
        },
        {
          sessionId: '9d2b7f4c-08f3-4c39-9b0b-7f2f4e6f2a02',
          facts: ['Created 10:13:31', 'Mailbox of Adele Vance', 'Stopped'],
        },
      ],
    },
  },
};

/** Two people, two backups, a second approver still missing, asked by somebody else. */
export const forOthers: RestoreRequest = {
  ...awaiting,
  number: 1024,
  revision: 3,
  requester: diego,
  beneficiaries: [adele, alex],
  approvalsNeeded: 2,
  decisions: [decision(megan), decision(megan, { revision: 3 })],
  unreachable: [alex],
  preview: {
    kind: 'ready',
    choices: [choice(mailboxOf(adele)), choice(mailboxOf(alex), { used: earlier })],
    manner: 'merge',
    approvers: [megan, alex],
  },
  content: {
    workload: 'exchange',
    targets: [
      { target: mailboxOf(adele), point: used },
      { target: mailboxOf(alex), point: earlier },
    ],
    selection: { kind: 'whole' },
    askedTime: asked,
    destination: 'inPlace',
    options: { ...defaultOptions, changedItems: true },
    reason: 'Both lost mail when the old archive was cleaned up (ticket 48213)',
  },
};

/** A site in place: a rollback, and nobody's data in particular. */
export const siteRollback: RestoreRequest = {
  ...awaiting,
  beneficiaries: [],
  draft: { ...draft.draft, workload: 'sharePoint' },
  preview: {
    kind: 'ready',
    choices: [choice(site, { notes: ['askedAfterLast'], used: { ...used, expiresUtc: '2027-11-19T20:00:00.000Z' } })],
    manner: 'rollback',
    notices: ['notLocked', 'holdNeedsNewPlace'],
    approvers: [megan, alex],
  },
  content: {
    workload: 'sharePoint',
    targets: [{ target: site, point: used }],
    selection: { kind: 'whole' },
    askedTime: asked,
    destination: 'inPlace',
    options: defaultOptions,
    reason: 'The page layout was overwritten on Thursday night',
  },
};

/** A site restored to a new place: its address, and counts that are whole places. */
export const siteCopied: RestoreRequest = {
  ...siteRollback,
  state: 'completed',
  finishedAtUtc: completed.finishedAtUtc,
  run: completed.run,
  content: siteRollback.content && { ...siteRollback.content, destination: 'new' },
  outcomes: [
    {
      target: site,
      state: 'completed',
      counts: { created: 1, merged: 0, skipped: 0, failed: 0 },
      issues: [],
      link: 'https://contoso.sharepoint.com/sites/marketingR0',
      countsTargets: true,
    },
  ],
};
