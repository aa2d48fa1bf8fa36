/** A language the reader has a table for (ISO 639-1). */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'nl' | 'it' | 'ja';

/** What the person wants. Free text never executes any of these: it only opens the right card. */
export type IntentName = 'restore' | 'status' | 'list' | 'cancel' | 'approve' | 'reject' | 'help' | 'other';

/** The kind of data, spelt as in the corpus; `flows/ask` maps it to the domain's word once. */
export type WorkloadName = 'exchange' | 'onedrive' | 'sharepoint' | 'teams';

/** How fine the named time was; a `day` means "the last minute of that day". */
export type Precision = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Whose or which data: a name as written, never an identity. `id` is the mention id when a person was @mentioned. */
export type ScopeEntity = {
  readonly kind: 'me' | 'person' | 'mailbox' | 'site' | 'team';
  readonly value: string;
  readonly id?: string;
};

/** What else was said; an absent key was not said. */
export type IntentOptions = {
  readonly includeDeleted?: boolean;
  readonly allVersions?: boolean;
  readonly destination?: 'original' | 'new';
  readonly destinationName?: string;
  readonly destinationOwner?: string;
  readonly folder?: string;
  readonly subject?: string;
  readonly file?: string;
  readonly sender?: string;
  readonly channel?: string;
  readonly latest?: boolean;
  readonly listOf?: 'requests' | 'restorePoints' | 'approvals';
};

/** Something a card should say in words about what was read. */
export type IssueKind =
  | 'future'
  | 'vague'
  | 'several-points'
  | 'range'
  | 'invalid-date'
  | 'conflict'
  | 'dst-gap'
  | 'dst-overlap'
  | 'inferred-from-incident'
  | 'weekday-is-today'
  | 'tenant-wide'
  | 'day-month-order'
  | 'morning-or-afternoon'
  | 'several-workloads'
  | 'typo-repaired'
  | 'cut';

/** Half-open range of UTF-16 offsets into the `text` that was given. */
export type Span = { readonly start: number; readonly end: number };

/**
 * One thing to tell the person. `alternative` is the other reading of the point in time (UTC minute), so that a card can
 * offer it one click away; `read` is the words it is about.
 */
export type Issue = {
  readonly kind: IssueKind;
  readonly span?: Span;
  readonly read?: string;
  readonly alternative?: string;
};

/** `sure`: said in words; `likely`: one reading of several; `guess`: inferred, show it as a suggestion. */
export type Sureness = 'sure' | 'likely' | 'guess';

/** Where a field came from. `span` is absent when nothing was said about it. */
export type FieldDetail = { readonly span?: Span; readonly sure: Sureness; readonly issues: readonly Issue[] };

/** The fields of the corpus' `expected`, exactly. `pointInTime` is a UTC minute such as `2026-11-19T20:00Z`. */
export type Intent = {
  readonly intent: IntentName;
  readonly workload: WorkloadName | null;
  readonly scope: readonly ScopeEntity[];
  readonly pointInTime: string | null;
  readonly precision: Precision | null;
  readonly options: IntentOptions;
  readonly reason: string | null;
  readonly requestId: string | null;
};

/** A mention entity of the activity: its text in the message, the person's display name and channel account id. */
export type Mention = { readonly text: string; readonly name: string; readonly id: string };

/** One message as Teams delivers it. `now` is the activity's timestamp (ISO), `timeZone` an IANA zone. */
export type ParseInput = {
  readonly text: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly now: string;
  readonly mentions?: readonly Mention[];
  readonly botId?: string;
};

/** A date expression that was found, for explaining: its words, the role its clause gave it, and what it resolved to. */
export type DateReading = {
  readonly span: Span;
  readonly text: string;
  readonly role: string;
  readonly instant: string | null;
};

/** The scored fields plus how each was read. `workloads` has more than one entry when the card must ask which. */
export type ParseResult = Intent & {
  readonly language: Language;
  readonly fields: {
    readonly intent: FieldDetail;
    readonly workload: FieldDetail;
    readonly scope: FieldDetail;
    readonly pointInTime: FieldDetail;
    readonly options: FieldDetail;
    readonly reason: FieldDetail;
    readonly requestId: FieldDetail;
  };
  readonly workloads: readonly WorkloadName[];
  readonly issues: readonly Issue[];
  readonly dates: readonly DateReading[];
};
