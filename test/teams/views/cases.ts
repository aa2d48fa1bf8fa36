import type { RestoreRequest } from '../../../src/domain/request.ts';
import { noCounts } from '../../../src/domain/terms.ts';
import type { CardModel } from '../../../src/ports/cards.ts';
import { approval, nowUtc, preview, status } from './cardOf.ts';
import { everything, mailOnly } from './formChoices.ts';
import { narrowCases } from './narrowCases.ts';
import {
  adele,
  alex,
  approved,
  awaiting,
  choice,
  completed,
  decision,
  diego,
  draft,
  failed,
  forOthers,
  mailboxOf,
  megan,
  ready,
  rejected,
  run,
  running,
  siteCopied,
  siteRollback,
  unproven,
  withIssues,
} from './requests.ts';

const empty: RestoreRequest = {
  ...draft,
  draft: {
    ...draft.draft,
    workload: null,
    forWhom: [],
    askedTime: null,
    reason: '',
    readingNotes: [
      { kind: 'vague', read: 'a few days ago', alternativeUtc: null },
      { kind: 'day-month-order', read: '3/4', alternativeUtc: '2026-04-03T21:59:00.000Z' },
    ],
  },
};
const someoneElse: RestoreRequest = {
  ...draft,
  beneficiaries: [megan],
  draft: {
    ...draft.draft,
    forWhom: [
      { by: 'id', id: megan.id },
      { by: 'address', address: 'left@contoso.com' },
      { by: 'name', name: 'Lee' },
    ],
  },
};
/** Two readings of one date, and a time that came twice. */
const unsure: RestoreRequest = {
  ...draft,
  draft: {
    ...draft.draft,
    askedTime: { utc: '2026-04-03T15:00:00.000Z', zone: 'Europe/Berlin' },
    readingNotes: [
      { kind: 'day-month-order', read: '3/4 at 5pm', alternativeUtc: '2026-03-04T16:00:00.000Z' },
      { kind: 'typo-repaired', read: 'mailbx', alternativeUtc: null },
    ],
  },
};
const twice: RestoreRequest = {
  ...draft,
  draft: {
    ...draft.draft,
    askedTime: { utc: '2026-10-25T00:30:00.000Z', zone: 'Europe/Berlin' },
    readingNotes: [
      { kind: 'dst-overlap', read: '25 October 2:30', alternativeUtc: '2026-10-25T01:30:00.000Z' },
      { kind: 'morning-or-afternoon', read: '25 October 2:30', alternativeUtc: '2026-10-25T12:30:00.000Z' },
    ],
  },
};
const withdrawn: RestoreRequest = { ...awaiting, state: 'withdrawn', finishedAtUtc: '2026-11-20T09:30:00.000Z' };
const expired: RestoreRequest = { ...awaiting, state: 'expired', finishedAtUtc: '2026-11-21T09:05:00.000Z' };
const waitingForMegan: RestoreRequest = {
  ...approved,
  state: 'waitingForSignIn',
  signIn: { personId: megan.id, sinceUtc: approved.stateSinceUtc },
};
const line = (request: RestoreRequest, names: readonly string[]) => ({
  id: request.id,
  revision: request.revision,
  label: `RR-${request.number}`,
  state: request.state,
  workload: request.content?.workload ?? null,
  targetNames: names,
  counts: request.outcomes[0]?.counts ?? null,
  stateSinceUtc: request.stateSinceUtc,
});

/** Every card in every state it can show; snapshots, checks and pictures are made of these. */
export const cases: Readonly<Record<string, CardModel>> = {
  ...narrowCases,
  'help-greeted': { card: 'help', reason: 'greeted' },
  'help-notUnderstood': { card: 'help', reason: 'notUnderstood' },
  'form-mine': { card: 'form', request: draft, choices: mailOnly, problem: null, nowUtc },
  'form-empty': { card: 'form', request: empty, choices: everything, problem: null, nowUtc },
  'form-others': {
    card: 'form',
    request: someoneElse,
    choices: everything,
    problem: { code: 'personNotFound', asked: 'left@contoso.com' },
    nowUtc,
  },
  'form-unsure': { card: 'form', request: unsure, choices: mailOnly, problem: null, nowUtc },
  'form-twice': { card: 'form', request: twice, choices: mailOnly, problem: null, nowUtc },
  'form-notAllowed': { card: 'form', request: someoneElse, choices: mailOnly, problem: null, nowUtc },
  'form-closed': { card: 'form', request: withdrawn, choices: mailOnly, problem: null, nowUtc },
  'preview-narrow': { ...preview(ready), canNarrow: true } as CardModel,
  'preview-whichOne': preview({
    ...draft,
    preview: {
      kind: 'refused',
      refusal: {
        code: 'whichOne',
        asked: 'Alex Wilber',
        candidates: [
          { id: 'a1', name: 'Alex Wilber', address: 'AlexW@contoso.com' },
          { id: 'a2', name: 'Alex Wilber', address: 'Alex.Wilber@contoso.com' },
        ],
      },
    },
  }),
  'preview-none': preview(draft),
  'preview-looking': preview({ ...draft, preview: { kind: 'looking', sinceUtc: draft.createdAtUtc } }),
  'preview-refused': preview({
    ...draft,
    preview: { kind: 'refused', refusal: { code: 'beforeFirstBackup', firstBackupUtc: '2026-10-01T20:00:00.000Z' } },
  }),
  'preview-ready': preview(ready),
  'preview-onlyOne': preview({
    ...ready,
    preview: {
      kind: 'ready',
      manner: 'merge',
      approvers: [megan],
      choices: [
        choice(mailboxOf(adele), {
          earlier: null,
          later: null,
          notes: [
            'askedAfterLast',
            'mailOnlyIdentity',
            'recycledAddress',
            'noLiveTarget',
            'noLongerBackedUp',
            'beingRemoved',
          ],
        }),
      ],
    },
  }),
  'preview-several': preview({ ...forOthers, state: 'draft', number: null, decisions: [] }),
  'preview-rollback': preview({ ...siteRollback, state: 'draft', number: null }),
  'preview-sent': preview(awaiting),
  'preview-discarded': preview({ ...ready, state: 'withdrawn' }),
  'preview-expired': preview({ ...ready, state: 'expired' }),
  'approval-open': approval({ ...awaiting, asked: [megan] }),
  'approval-others': { card: 'approval', request: forOthers, viewerId: diego.id },
  'approval-youApproved': approval(forOthers),
  'approval-rollback': approval(siteRollback),
  'approval-approved': approval(approved),
  'approval-signIn': {
    card: 'approval',
    request: waitingForMegan,
    viewerId: megan.id,
  },
  'approval-signIn-others': { card: 'approval', request: waitingForMegan, viewerId: diego.id },
  'approval-signIn-everybody': { card: 'approval', request: waitingForMegan, viewerId: null },
  'approval-rejected': approval(rejected),
  'approval-withdrawn': approval(withdrawn),
  'approval-completed': approval(completed),
  'status-draft': status(draft),
  'status-awaitingApproval': status(awaiting),
  'status-awaitingApproval-quorum': status(forOthers),
  'status-approved': status(approved),
  'status-waiting': status({ ...approved, state: 'waiting' }),
  'status-waiting-first': status({ ...approved, state: 'waiting', queue: { before: 0 } }),
  'status-waiting-behind': status({ ...approved, state: 'waiting', queue: { before: 3 } }),
  'status-waitingForSignIn': status({ ...approved, state: 'waitingForSignIn' }),
  'status-waitingForSignIn-person': status({
    ...approved,
    state: 'waitingForSignIn',
    signIn: { personId: approved.requester.id, sinceUtc: approved.stateSinceUtc },
  }),
  'status-running-signIn': status({
    ...running,
    signIn: { personId: running.decisions[0]?.by.id ?? '', sinceUtc: running.stateSinceUtc },
  }),
  'status-starting': status({ ...running, state: 'starting' }),
  'status-running': status(running),
  'status-running-noTotal': status({ ...running, run: { ...run, totalItems: null } }),
  'status-running-other': { card: 'status', request: running, viewer: 'other', nowUtc },
  'status-completed': status(completed),
  'status-completed-nothing': status({
    ...completed,
    outcomes: completed.outcomes.map((one) => ({ ...one, counts: noCounts })),
  }),
  'status-completedWithIssues': status(withIssues),
  'status-copied': status(siteCopied),
  'status-failed': status(failed),
  'status-withdrawn': status(withdrawn),
  'status-rejected': status(rejected),
  'status-expired': status(expired),
  'status-expired-aged': status({ ...expired, decisions: [decision(megan)] }),
  'status-stopped': status({ ...running, state: 'stopped', finishedAtUtc: '2026-11-20T09:13:30.000Z' }),
  'status-needsAttention': status(unproven),
  'notice-approved': { card: 'notice', request: approved, about: 'approved' },
  'notice-rejected': { card: 'notice', request: rejected, about: 'rejected' },
  'notice-expired': { card: 'notice', request: expired, about: 'expired' },
  'notice-pointMoved': {
    card: 'notice',
    request: { ...awaiting, revision: 3, decisions: [decision(megan)] },
    about: 'pointMoved',
  },
  'notice-completed': { card: 'notice', request: completed, about: 'finished' },
  'notice-completedWithIssues': { card: 'notice', request: withIssues, about: 'finished' },
  'notice-failed': { card: 'notice', request: failed, about: 'finished' },
  'notice-attention': { card: 'notice', request: unproven, about: 'attention' },
  'shortStatus-awaiting': { card: 'shortStatus', request: awaiting },
  'shortStatus-completed': { card: 'shortStatus', request: completed },
  'announcement-completed': { card: 'announcement', request: completed },
  'announcement-named': { card: 'announcement', request: withIssues, namePeople: true },
  'beneficiary-completed': { card: 'beneficiary', request: { ...withIssues, requester: diego } },
  'attention-candidates': { card: 'attention', request: unproven },
  'attention-none': {
    card: 'attention',
    request: {
      ...unproven,
      run: { ...run, attention: { step: 'restore', sinceUtc: nowUtc, candidates: [], explanation: 'No answer came.' } },
    },
  },
  'attention-settled': { card: 'attention', request: running },
  'list-requests': {
    card: 'list',
    of: 'requests',
    lines: [line(running, ['Adele Vance']), line(withIssues, ['Adele Vance', 'Alex Wilber', 'Marketing', 'Sales'])],
  },
  'list-approvals': { card: 'list', of: 'approvals', lines: [line(forOthers, ['Adele Vance', 'Alex Wilber'])] },
  'list-requests-empty': { card: 'list', of: 'requests', lines: [] },
  'list-approvals-empty': { card: 'list', of: 'approvals', lines: [] },
  'continueInPrivate-opened': { card: 'continueInPrivate', opened: true },
  'continueInPrivate-notOpened': { card: 'continueInPrivate', opened: false },
  'preview-why': preview({
    ...ready,
    preview: {
      kind: 'ready',
      manner: 'merge',
      approvers: [megan, alex, diego],
      choices: [choice(mailboxOf(adele))],
      why: { [megan.id]: 'named', [alex.id]: 'group', [diego.id]: 'manager' },
      quorum: { needed: 2, because: ['othersData', 'inPlace'] },
    },
  }),
  'preview-free': preview({
    ...ready,
    preview: {
      kind: 'ready',
      manner: 'merge',
      approvers: [],
      choices: [choice(mailboxOf(adele))],
      why: {},
      quorum: { needed: 0, because: ['ownData'] },
    },
  }),
  'approval-manager': {
    card: 'approval',
    request: {
      ...awaiting,
      preview: {
        kind: 'ready',
        manner: 'merge',
        approvers: [megan],
        choices: [choice(mailboxOf(adele))],
        why: { [megan.id]: 'manager' },
      },
    },
    viewerId: megan.id,
    reminder: true,
  },
  'approval-own-view': { ...approval(awaiting), refreshFor: ['29:megan', '29:adele'] } as CardModel,
  'shared-waiting': { card: 'shared', request: awaiting, refreshFor: ['29:megan', '29:adele'] },
  'shared-done': { card: 'shared', request: completed, refreshFor: [] },
  'notice-unreachable': { card: 'notice', request: forOthers, about: 'unreachable' },
  'refusal-duplicate': {
    card: 'refusal',
    refusal: { code: 'duplicateRequest', label: 'RR-12' },
    offer: { requestId: awaiting.id, revision: 2, back: { requestId: ready.id, revision: 2 } },
  },
  'refusal-tooLate': { card: 'refusal', refusal: { code: 'tooLate' } },
  'refusal-personNotFound': { card: 'refusal', refusal: { code: 'personNotFound', asked: 'somebody@contoso.com' } },
  'adminFault-signIn': { card: 'adminFault', faultCode: 'BACKUP_SIGN_IN', people: [adele, diego] },
  'adminNote-paused': { card: 'adminNote', note: { about: 'paused', by: adele, atUtc: '2026-11-20T14:20:00.000Z' } },
  'adminNote-resumed': { card: 'adminNote', note: { about: 'resumed', by: adele, atUtc: '2026-11-20T14:20:00.000Z' } },
  'adminNote-anchor': {
    card: 'adminNote',
    note: { about: 'anchor', number: 128, hash: 'ab'.repeat(32), atUtc: '2026-11-20T14:20:00.000Z' },
  },
  'adminNote-expiring': {
    card: 'adminNote',
    note: { about: 'expiring', setting: 'VEEAM_RESTORE_CERTIFICATE_FILE', atUtc: '2026-12-04T14:20:00.000Z' },
  },
};
