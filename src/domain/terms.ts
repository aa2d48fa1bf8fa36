/**
 * The words of the product (design §2). One word, one meaning, in code, cards, logs, audit and database.
 *
 * - request / revision: what a person asks to have restored; every change to it is a new revision
 * - requester / beneficiary: who asks / whose data it is
 * - target: one mailbox, OneDrive, site or team, by its stable id
 * - restore point: the backup at or before the asked time that will actually be used
 * - decision: an approver's approve or reject of one revision
 * - run / step: the execution of an approved request / one provider call that changes something
 * - outcome: per target: state, counts, issues
 */

/** An instant as ISO 8601 in UTC with milliseconds, such as `2026-11-19T20:00:00.000Z`. */
export type UtcInstant = string;

export const workloads = ['exchange', 'oneDrive', 'sharePoint', 'teams'] as const;
export type Workload = (typeof workloads)[number];

export type ProviderName = 'veeam' | 'graph';

/** A person, by Entra object id and tenant. Name and address are for showing only; neither ever decides anything. */
export type Person = {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly address: string;
};

/** One mailbox, OneDrive, site or team. `id` is the Entra object id of its owner, the site id or the team id. */
export type Target = {
  readonly kind: 'mailbox' | 'oneDrive' | 'site' | 'team';
  readonly id: string;
  readonly name: string;
  /** The mail address or URL people know it by. */
  readonly address: string;
};

/** The kind of target each workload restores. */
export const targetKinds = {
  exchange: 'mailbox',
  oneDrive: 'oneDrive',
  sharePoint: 'site',
  teams: 'team',
} as const satisfies Record<Workload, Target['kind']>;

/** A backup as the provider names it. `ref` is the provider's own handle (ids, raw time); flows carry it and never read it. */
export type RestorePoint = {
  readonly id: string;
  readonly takenAtUtc: UtcInstant;
  /** When the provider will delete it, where it tells that. */
  readonly expiresUtc?: UtcInstant;
  readonly ref: Readonly<Record<string, string>>;
};

/** A target with the restore point that will be used for it; `point` is null until one was looked up. */
export type TargetPlan = { readonly target: Target; readonly point: RestorePoint | null };

export type Destination = 'inPlace' | 'new';

/** What a provider wants known before somebody chooses a destination; each has one sentence per language under `notice.<key>`. */
export const noticeKeys = [
  'notLocked',
  'newPlaceRights',
  'newPlaceReadOnly',
  'recycleBin',
  'hold',
  'holdNeedsNewPlace',
  'drafts',
  'unchanged',
  'newFolder',
  'recoveredFolder',
  'filesNewFolder',
  'atOnce',
] as const;
export type NoticeKey = (typeof noticeKeys)[number];

/**
 * What a person can tick. `missingItems` and `changedItems` are always sent and never both off;
 * a provider says which of them it understands for a workload.
 */
export const optionKeys = [
  'missingItems',
  'changedItems',
  'includeDeleted',
  'allVersions',
  'markUnread',
  'excludeDrafts',
  'excludeDeletedItems',
] as const;
export type OptionKey = (typeof optionKeys)[number];
export type RestoreOptions = Readonly<Record<OptionKey, boolean>>;

/** The options of a fresh request: bring back what is missing now, leave everything else as it is. */
export const defaultOptions: RestoreOptions = {
  missingItems: true,
  changedItems: false,
  includeDeleted: false,
  allVersions: false,
  markUnread: false,
  excludeDrafts: false,
  excludeDeletedItems: false,
};

/** What items can be narrowed by; a provider says which of them it understands for a workload. */
export const filterKeys = ['folder', 'from', 'to', 'title', 'sinceUtc', 'attachment'] as const;
export type FilterKey = (typeof filterKeys)[number];

/** What narrows the items of a target. Texts are looked for anywhere in what is there, whatever the case; null does not narrow. */
export type ItemFilter = {
  /** Folder of a mailbox, folder or library of files, channel of a team. */
  readonly folder: string | null;
  /** Sender of a message, author of a document. */
  readonly from: string | null;
  /** Recipient of a message. */
  readonly to: string | null;
  /** Subject or file name. */
  readonly title: string | null;
  readonly sinceUtc: UtcInstant | null;
  /** Where `sinceUtc` is when an item went or changed, and not how old it is; told by the provider. */
  readonly sinceMeans?: 'gone';
  /** True: only messages with an attachment. */
  readonly attachment: true | null;
};

/** A filter that lets everything through. */
export const noFilter: ItemFilter = {
  folder: null,
  from: null,
  to: null,
  title: null,
  sinceUtc: null,
  attachment: null,
};

/** An item that was picked. `ref` is the provider's own handle; flows carry it and never read it. */
export type PickedItem = { readonly id: string; readonly ref: Readonly<Record<string, Json>> };

/**
 * The whole target, or items within it. Titles are not kept and nobody but the person who picks sees them; a provider's handle of a
 * file or folder may hold its name. `items` is empty where the provider restores by the filter itself; `total` is then how many it matched, else how many were picked.
 */
export type Selection =
  | { readonly kind: 'whole' }
  | {
      readonly kind: 'items';
      readonly filter: ItemFilter;
      readonly items: readonly PickedItem[];
      readonly total: number;
    };

/** The instant the person means, with the IANA zone they said it in. */
export type AskedTime = { readonly utc: UtcInstant; readonly zone: string };

export type Counts = {
  readonly created: number;
  readonly merged: number;
  readonly skipped: number;
  readonly failed: number;
};

export const noCounts: Counts = { created: 0, merged: 0, skipped: 0, failed: 0 };

/** One item that did not come back as asked. Every text is the provider's and is data: escape before showing. */
export type OutcomeIssue = { readonly title: string; readonly path: string | null; readonly reason: string };

/** What became of one target. */
export type TargetOutcome = {
  readonly target: Target;
  readonly state: 'completed' | 'completedWithIssues' | 'failed';
  readonly counts: Counts;
  readonly issues: readonly OutcomeIssue[];
  /** Where a copy in a new place was put, as the provider tells it. */
  readonly link?: string;
  /** The provider tells no items: a target that came back whole counts as one. */
  readonly countsTargets?: true;
};

/** Any value that survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
