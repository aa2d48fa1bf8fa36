import type { RestoreRequest } from '../../../src/domain/request.ts';
import { type ItemFilter, noCounts, noFilter, type PickedItem, type Selection } from '../../../src/domain/terms.ts';
import type { CardModel, FormChoices, ItemRow } from '../../../src/ports/cards.ts';
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

/** Every card in every state it can show; snapshots, checks and pictures are made of these. */

export const mailOnly: FormChoices = {
  abilities: {
    exchange: {
      options: ['missingItems', 'changedItems', 'includeDeleted', 'markUnread', 'excludeDrafts', 'excludeDeletedItems'],
      destinations: ['inPlace'],
      manner: { inPlace: 'merge' },
    },
  },
  mayAskForOthers: false,
  reasonMinimumCharacters: 5,
  reasonMaximumCharacters: 1000,
};

export const everything: FormChoices = {
  ...mailOnly,
  mayAskForOthers: true,
  abilities: {
    ...mailOnly.abilities,
    oneDrive: {
      options: ['missingItems', 'changedItems', 'allVersions'],
      destinations: ['inPlace', 'new'],
      manner: { inPlace: 'rollback', new: 'merge' },
    },
    sharePoint: {
      options: ['missingItems', 'changedItems', 'allVersions'],
      destinations: ['inPlace', 'new'],
      manner: { inPlace: 'rollback', new: 'merge' },
    },
    teams: { options: ['missingItems', 'changedItems'], destinations: ['inPlace'], manner: { inPlace: 'merge' } },
  },
};

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
const subject: ItemFilter = { ...noFilter, folder: 'Projects', from: 'megan', title: 'budget' };
const picked = (count: number): readonly PickedItem[] =>
  Array.from({ length: count }, (_, at) => ({ id: `item-${at}`, ref: {} }));
/** The same requests for three chosen messages. */
const ofItems = (
  request: RestoreRequest,
  selection: Partial<Extract<Selection, { kind: 'items' }>> = {},
): RestoreRequest => ({
  ...request,
  ...(request.content
    ? {
        content: {
          ...request.content,
          selection: { kind: 'items', filter: subject, items: picked(3), total: 3, ...selection },
        },
      }
    : {}),
});
const narrow = (narrowing: RestoreRequest['narrowing'], rows: readonly ItemRow[] | null = null): CardModel => ({
  card: 'narrow',
  request: { ...ready, narrowing },
  filters: ['folder', 'from', 'title', 'sinceUtc'],
  canTakeWhole: true,
  rows,
});
const titles = [
  'Re: Budget 2027',
  '[EXTERNAL] Budget_draft *final*',
  'Budget review: please have a look at the numbers of the third quarter before Friday, thank you',
  '',
  'Budget',
];
const rows = (count: number): readonly ItemRow[] =>
  Array.from({ length: count }, (_, at) => ({
    key: `key-${at}`,
    kind: at === 4 ? ('container' as const) : ('item' as const),
    title: titles[at % titles.length] ?? '',
    detail: at === 3 ? '' : 'megan.bowen@contoso.com',
    dateUtc: at === 4 ? null : new Date(Date.UTC(2026, 10, 19, 14) - at * 4_000_000).toISOString(),
  }));
const foundEach = (
  count: number,
  over: { total?: number; complete?: boolean; page?: number; picked?: readonly string[] } = {},
) => ({
  kind: 'found' as const,
  filter: subject,
  searchId: 's-1',
  found: {
    picks: 'each' as const,
    items: picked(count),
    total: over.total ?? count,
    complete: over.complete ?? true,
  },
  page: over.page ?? 0,
  picked: over.picked ?? [],
});
const foundAll = (total: number, most: number | null) => ({
  kind: 'found' as const,
  filter: subject,
  searchId: 's-1',
  found: { picks: 'all' as const, total, most },
  page: 0,
  picked: [],
});
const withItems: FormChoices = {
  ...mailOnly,
  items: {
    exchange: {
      options: ['includeDeleted'],
      destinations: ['inPlace'],
      manner: { inPlace: 'merge' },
      filters: ['folder', 'title'],
    },
  },
};

const withdrawn: RestoreRequest = { ...awaiting, state: 'withdrawn', finishedAtUtc: '2026-11-20T09:30:00.000Z' };
const expired: RestoreRequest = { ...awaiting, state: 'expired', finishedAtUtc: '2026-11-21T09:05:00.000Z' };
const nowUtc = '2026-11-20T10:20:00.000Z';

const status = (request: RestoreRequest): CardModel => ({ card: 'status', request, viewer: 'requester', nowUtc });
const preview = (request: RestoreRequest): CardModel => ({ card: 'preview', request });
const approval = (request: RestoreRequest): CardModel => ({ card: 'approval', request, viewerId: megan.id });
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

export const cases: Readonly<Record<string, CardModel>> = {
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
  'form-items': {
    card: 'form',
    request: { ...draft, draft: { ...draft.draft, only: subject } },
    choices: withItems,
    problem: null,
    nowUtc,
  },
  'form-itemsOnly': { card: 'form', request: draft, choices: { ...withItems, abilities: {} }, problem: null, nowUtc },
  'narrow-asking': narrow({ kind: 'asking', filter: noFilter }),
  'narrow-looking': narrow({ kind: 'looking', filter: subject, searchId: 's-1', sinceUtc: nowUtc }),
  'narrow-found': narrow(foundEach(5, { picked: ['item-0', 'item-2'] }), rows(5)),
  'narrow-pages': narrow(foundEach(40, { page: 1, picked: ['item-2', 'item-16'] }), rows(15)),
  'narrow-listed': narrow(foundEach(200, { total: 4711, complete: false }), rows(15)),
  'narrow-one': narrow(foundEach(1), rows(1)),
  'narrow-nothing': narrow(foundEach(0), []),
  'narrow-all': narrow(foundAll(37, 1000)),
  'narrow-tooMany': { ...narrow(foundAll(2412, 1000)), canTakeWhole: false } as CardModel,
  'narrow-refused': narrow({ kind: 'refused', filter: subject, refusal: { code: 'backupUnavailable' } }),
  'narrow-site': {
    ...narrow({ kind: 'asking', filter: noFilter }),
    request: { ...siteRollback, state: 'draft', number: null, narrowing: { kind: 'asking', filter: noFilter } },
    filters: ['folder', 'from', 'to', 'title', 'sinceUtc', 'attachment'],
  } as CardModel,
  'preview-narrow': { ...preview(ready), canNarrow: true } as CardModel,
  'preview-items': { ...preview(ofItems(ready)), canNarrow: true } as CardModel,
  'preview-items-rollback': {
    ...preview(ofItems({ ...siteRollback, state: 'draft', number: null })),
    canNarrow: true,
  } as CardModel,
  'approval-items': approval({ ...ofItems(awaiting), asked: [megan] }),
  'approval-items-all': approval({ ...ofItems(awaiting, { items: [], total: 37 }), asked: [megan] }),
  'status-items': status(ofItems(completed)),
  'beneficiary-items': { card: 'beneficiary', request: { ...ofItems(withIssues), requester: diego } },
  'announcement-items': { card: 'announcement', request: ofItems(completed) },
  'notice-chooseAgain': {
    card: 'notice',
    request: { ...awaiting, state: 'draft', revision: 3, narrowing: { kind: 'asking', filter: subject } },
    about: 'pointMoved',
  },
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
        choice(mailboxOf(adele), { earlier: null, later: null, notes: ['askedAfterLast', 'mailOnlyIdentity'] }),
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
